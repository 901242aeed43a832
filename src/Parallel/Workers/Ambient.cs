using System.Runtime.CompilerServices;
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

    /// <summary>Puts a fork's surroundings in place; null where those of this thread are the fork's, as far as they flow.</summary>
    /// <returns>Those of this thread, to be restored.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Ambient Enter(ExecutionContext? flowed)
    {
        Ambient outside = Current;
        outside.ChangeTo(flowed, synchronization: null);
        return outside;
    }

    /// <summary>Puts the surroundings of a loop's bodies in place, on the thread that called it: its own, without a synchronization context.</summary>
    /// <returns>Those of this thread, to be restored.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Ambient EnterHere()
    {
        Ambient outside = Current;
        if (outside._synchronization is not null)
            SynchronizationContext.SetSynchronizationContext(null);
        return outside;
    }

    /// <summary>Puts back what was around this thread's code before.</summary>
    internal static void Restore(ExecutionContext? context, SynchronizationContext? synchronization) =>
        Current.ChangeTo(context, synchronization);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Restore() => Current.ChangeTo(_context, _synchronization);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ChangeTo(ExecutionContext? context, SynchronizationContext? synchronization)
    {
        if (!ReferenceEquals(context, _context) || !ReferenceEquals(synchronization, _synchronization))
            Set(context, synchronization);
    }

    /// <summary>A context that could not be captured, because its flow is suppressed, cannot be put in place either.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Set(ExecutionContext? context, SynchronizationContext? synchronization)
    {
        if (context is not null && !ReferenceEquals(context, _context))
            ExecutionContext.Restore(context);
        if (!ReferenceEquals(synchronization, _synchronization))
            SynchronizationContext.SetSynchronizationContext(synchronization);
    }
}
