namespace ForkJoin.Tests.Models.Owners;

/// <summary>A type of value that owners may have.</summary>
internal interface IValues<T>
{
    /// <summary>Whether it is the same wherever it is, as Rust's Copy types: moving it leaves it where it was.</summary>
    static abstract bool IsPlain { get; }

    static abstract T Make(int number);

    /// <summary>What it says; −1 for none.</summary>
    static abstract int Read(T value);

    /// <summary>Changes it where it stands.</summary>
    static abstract void Change(ref T value, int number);
}

/// <summary>Values without references.</summary>
internal readonly struct PlainValues : IValues<int>
{
    public static bool IsPlain => true;

    public static int Make(int number) => number;

    public static int Read(int value) => value;

    public static void Change(ref int value, int number) => value = number;
}

/// <summary>Objects that change in place, are copied deeply, and are disposed with their owner.</summary>
internal readonly struct BoxValues : IValues<Box>
{
    public static bool IsPlain => false;

    public static Box Make(int number) => new(number);

    public static int Read(Box value) => value?.Number ?? -1;

    public static void Change(ref Box value, int number) => value.Number = number;
}

/// <summary>A number in a box. One that was disposed says so.</summary>
internal sealed class Box(int number) : IDeepCloneable<Box>, IDisposable
{
    internal const int Disposed = 1000;

    internal int Number { get; set; } = number;

    public Box DeepClone() => new(Number);

    public void Dispose() => Number = Disposed;
}

/// <summary>What the body of an update throws.</summary>
internal sealed class PlannedException : Exception;
