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

    /// <summary>Whether the context's flow is suppressed: then it has to be put back so.</summary>
    private readonly bool _isSuppressed;

    private Ambient(ExecutionContext? context, SynchronizationContext? synchronization, bool isSuppressed = false)
    {
        _context = context;
        _synchronization = synchronization;
        _isSuppressed = isSuppressed;
    }

    /// <summary>What surrounds this thread's code now.</summary>
    internal static Ambient Current =>
        ExecutionContext.Capture() is { } context ? new(context, SynchronizationContext.Current) : CurrentSuppressed();

    /// <summary>Puts a fork's surroundings in place; null where those of this thread are the fork's, as far as they flow.</summary>
    /// <returns>Those of this thread, to be restored.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Ambient Enter(ExecutionContext? flowed)
    {
        Ambient outside = Current;
        outside.ChangeTo(flowed is null ? new(outside._context, null, outside._isSuppressed) : new(flowed, null));
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

    /// <summary>Puts back what was around this thread's code before; null where that context's flow was suppressed, and it is still in place.</summary>
    internal static void Restore(ExecutionContext? context, SynchronizationContext? synchronization)
    {
        Ambient now = Current;
        now.ChangeTo(context is null ? new(now._context, synchronization, now._isSuppressed) : new(context, synchronization));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Restore() => Current.ChangeTo(this);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ChangeTo(in Ambient other)
    {
        if (!ReferenceEquals(other._context, _context)
            || !ReferenceEquals(other._synchronization, _synchronization)
            || other._isSuppressed != _isSuppressed)
            Set(other);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Set(in Ambient other)
    {
        if (!ReferenceEquals(other._context, _context) || other._isSuppressed != _isSuppressed)
        {
            ExecutionContext.Restore(other._context!); // flows, whatever was in place
            if (other._isSuppressed)
                ExecutionContext.SuppressFlow();
        }
        if (!ReferenceEquals(other._synchronization, _synchronization))
            SynchronizationContext.SetSynchronizationContext(other._synchronization);
    }

    /// <summary>A context whose flow is suppressed cannot be captured; so it flows for a moment.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Ambient CurrentSuppressed()
    {
        ExecutionContext.RestoreFlow();
        ExecutionContext? context = ExecutionContext.Capture();
        ExecutionContext.SuppressFlow();
        return new(context, SynchronizationContext.Current, isSuppressed: true);
    }
}
