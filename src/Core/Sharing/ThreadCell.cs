namespace ForkJoin.Sharing;

/// <summary>Where one thread's value stands. Used by that thread, and by whoever takes all of them out at the end.</summary>
internal sealed class ThreadCell<T>(T value)
{
    internal T Value = value;
}
