namespace ForkJoin.Tests.Explorer;

/// <summary>
/// A turn that is handed to one thread, which waits for it or will. Whoever waits looks for a while and lets others run in between: the turn is
/// back soon, and waking a thread on another processor costs more than most schedules. Not the library's parker: that is among what is mutated here.
/// </summary>
internal sealed class Baton
{
    private const int Looks = 100;

    private const int Empty = 0;
    private const int Here = 1;
    private const int Awaited = 2;

    private readonly object _asleep = new();
    private int _state;

    internal void HandOver()
    {
        if (Interlocked.Exchange(ref _state, Here) != Awaited)
            return;
        // Whoever has said that it waits holds the lock until it does.
        lock (_asleep)
            Monitor.Pulse(_asleep);
    }

    internal void Take()
    {
        for (int look = 0; look < Looks && Volatile.Read(ref _state) != Here; look++)
            Thread.Yield();
        lock (_asleep)
        {
            if (Interlocked.CompareExchange(ref _state, Awaited, Empty) == Empty)
            {
                while (Volatile.Read(ref _state) != Here)
                    Monitor.Wait(_asleep);
            }
            Volatile.Write(ref _state, Empty);
        }
    }
}
