namespace ForkJoin.Tests.Explorer;

/// <summary>Accesses to the modelled memory, each of them a point. Outside runs, plain accesses.</summary>
internal static class Modelled
{
    internal static long Load(ref long location, Order order) => Explorer.Point() is { } me
        ? me.Run.Memory.Load(me.Eyes, ref location, order, me.Run.PickStore)
        : location;

    internal static int Load(ref int location, Order order) => Explorer.Point() is { } me
        ? me.Run.Memory.Load(me.Eyes, ref location, order, me.Run.PickStore)
        : location;

    internal static T? Load<T>(ref T? location, Order order)
        where T : class => Explorer.Point() is { } me
            ? me.Run.Memory.Load(me.Eyes, ref location, order, me.Run.PickStore)
            : location;

    internal static void Store(ref long location, long value, Order order)
    {
        if (Explorer.Point() is { } me)
            me.Run.Memory.Store(me.Eyes, ref location, value, order);
        else
            location = value;
    }

    internal static void Store(ref int location, int value, Order order)
    {
        if (Explorer.Point() is { } me)
            me.Run.Memory.Store(me.Eyes, ref location, value, order);
        else
            location = value;
    }

    internal static void Store<T>(ref T? location, T? value, Order order)
        where T : class
    {
        if (Explorer.Point() is { } me)
            me.Run.Memory.Store(me.Eyes, ref location, value, order);
        else
            location = value;
    }

    /// <summary>
    /// A full fence, a swap, a full fence. Others may act between the first fence and the swap: that all of it is one moment to
    /// everybody is true of x86 and ARM64, but promised nowhere.
    /// </summary>
    internal static long Interlocked(ref long location, Func<long, long?> change)
    {
        Fence();
        return Swap(ref location, Order.AcquireRelease, fence: true, change);
    }

    /// <inheritdoc cref="Interlocked(ref long, Func{long, long?})"/>
    internal static int Interlocked(ref int location, Func<long, long?> change)
    {
        Fence();
        return Swap(ref location, Order.AcquireRelease, fence: true, change);
    }

    /// <inheritdoc cref="Interlocked(ref long, Func{long, long?})"/>
    internal static T? Interlocked<T>(ref T? location, T? value, T? expected)
        where T : class
    {
        Fence();
        return Swap(ref location, Order.AcquireRelease, fence: true, value, expected);
    }

    /// <summary>Reads and writes in one step, perhaps with a fence behind it.</summary>
    internal static long Swap(ref long location, Order order, bool fence, Func<long, long?> change)
    {
        if (Explorer.Point() is { } me)
            return me.Run.Memory.Swap(me.Eyes, ref location, order, fence, change);
        long old = location;
        location = change(old) ?? old;
        return old;
    }

    internal static int Swap(ref int location, Order order, bool fence, Func<long, long?> change)
    {
        if (Explorer.Point() is { } me)
            return me.Run.Memory.Swap(me.Eyes, ref location, order, fence, change);
        int old = location;
        location = (int)(change(old) ?? old);
        return old;
    }

    internal static T? Swap<T>(ref T? location, Order order, bool fence, T? value, T? expected)
        where T : class
    {
        if (Explorer.Point() is { } me)
            return me.Run.Memory.Swap(me.Eyes, ref location, order, fence, value, expected);
        T? old = location;
        location = ReferenceEquals(old, expected) ? value : old;
        return old;
    }

    internal static void Fence()
    {
        if (Explorer.Point() is { } me)
            me.Run.Memory.Fence(me.Eyes);
    }
}
