using System.Threading;

namespace ForkJoin.Workers;

/// <summary>
/// What surrounds code on its thread. A fork sees the async-local values, and so the culture, of the code that forked it, and no
/// synchronization context; what it sets itself is gone when it ends. That holds on whichever thread it runs, so that nothing
/// depends on the schedule and a worker carries nothing from one fork to the next. Writes nothing where nothing differs.
/// </summary>
internal readonly struct Ambient
{
    private readonly ExecutionContext? _context;
    private readonly SynchronizationContext? _synchronization;

    private Ambient(ExecutionContext? context, SynchronizationContext? synchronization)
    {
        _context = context;
        _synchronization = synchronization;
    }

    /// <summary>What surrounds this thread's code now.</summary>
    internal static Ambient Current => new(ExecutionContext.Capture(), SynchronizationContext.Current);

    /// <summary>Puts a fork's surroundings in place.</summary>
    /// <returns>Those of this thread, to be restored.</returns>
    internal static Ambient Enter(ExecutionContext? flowed)
    {
        Ambient outside = Current;
        Change(outside, new Ambient(flowed, synchronization: null));
        return outside;
    }

    /// <summary>Puts the surroundings of a piece of a loop in place: those of the loop, as far as they flow.</summary>
    /// <returns>Those of this thread, to be restored.</returns>
    internal static Ambient EnterPiece()
    {
        Ambient outside = Current;
        Change(outside, new Ambient(outside._context, synchronization: null));
        return outside;
    }

    internal void Restore() => Change(Current, this);

    private static void Change(Ambient from, Ambient to)
    {
        if (to._context is not null && !ReferenceEquals(to._context, from._context))
            ExecutionContext.Restore(to._context);
        if (!ReferenceEquals(to._synchronization, from._synchronization))
            SynchronizationContext.SetSynchronizationContext(to._synchronization);
    }
}
