using System.Runtime.CompilerServices;
using ForkJoin.Deques;

namespace ForkJoin.Tests.Explorer;

/// <summary>
/// The atomic operations as points of the explorer. Stores of numbers are held back until a fence, as on x86 and ARM; each program
/// names the locations that matter by their order of registration. Stores of references are seen at once.
/// </summary>
internal readonly struct ExplorerSync : ISync
{
    /// <summary>Which location it is, for the buffers: references to fields cannot be kept, so each run asks anew.</summary>
    internal delegate object? Identify(ref long location);

    [ThreadStatic]
    private static Identify? t_identify;

    /// <summary>Set by each actor when it begins.</summary>
    internal static Identify? Identification
    {
        get => t_identify;
        set => t_identify = value;
    }

    public static long Acquire(ref long location)
    {
        Explorer.Point();
        return t_identify?.Invoke(ref location) is { } identity ? Explorer.See(identity, location) : location;
    }

    public static int Acquire(ref int location)
    {
        Explorer.Point();
        return location;
    }

    public static T? Acquire<T>(ref T? location)
        where T : class
    {
        Explorer.Point();
        return location;
    }

    public static void Release(ref long location, long value)
    {
        Explorer.Point();
        if (Explorer.Current is { } actor && t_identify?.Invoke(ref location) is { } identity)
            actor.Held.Enqueue(new Explorer.HeldStore(identity, Explorer.See(identity, location)));
        location = value;
    }

    public static void Release(ref int location, int value)
    {
        Explorer.Point();
        location = value;
    }

    public static void Release<T>(ref T? location, T? value)
        where T : class
    {
        Explorer.Point();
        location = value;
    }

    public static long CompareExchange(ref long location, long value, long expected)
    {
        Fence();
        long old = location;
        if (old == expected)
            location = value;
        return old;
    }

    public static int CompareExchange(ref int location, int value, int expected)
    {
        Fence();
        int old = location;
        if (old == expected)
            location = value;
        return old;
    }

    public static int Exchange(ref int location, int value)
    {
        Fence();
        int old = location;
        location = value;
        return old;
    }

    public static long Add(ref long location, long value)
    {
        Fence();
        return location += value;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Fence()
    {
        Explorer.Point();
        Explorer.Current?.Held.Clear();
    }
}
