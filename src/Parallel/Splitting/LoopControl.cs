using System;
using System.Collections.Generic;
using System.Threading;
using ForkJoin.Jobs;

namespace ForkJoin.Splitting;

/// <summary>
/// What all pieces of one running loop share: whether it goes on, and what has failed. The flags are read before each block, and
/// before each index where the user can stop the loop; they are written when something happens, so the line stays shared.
/// Used again: rented for a loop by the thread that runs it, and returned when all pieces are joined.
/// </summary>
internal sealed class LoopControl
{
    /// <summary>A body threw.</summary>
    private const int Exceptional = 1;

    /// <summary>A body called Break.</summary>
    private const int Broken = 2;

    /// <summary>A body called Stop.</summary>
    private const int Stopped = 4;

    /// <summary>The token was cancelled.</summary>
    private const int Cancelled = 8;

    /// <summary>The thread's controls that are not in use.</summary>
    [ThreadStatic]
    private static LoopControl? t_spare;

    private readonly Lock _gate = new();
    private readonly List<Exception> _failures = [];
    private readonly DegreeLimit _limit = new();
    private CancellationTokenRegistration _registration;
    private long _lowestBreak = long.MaxValue;
    private int _flags;
    private bool _isGivenOut;
    private LoopControl? _next;

    /// <summary>What is known of its length.</summary>
    internal LoopLength Length;

    private LoopControl()
    {
    }

    /// <summary>The bounds of its blocks.</summary>
    internal Grain Grain { get; private set; } = Grain.Automatic;

    /// <summary>How many workers may take part; null where nothing limits them.</summary>
    internal DegreeLimit? Limit { get; private set; }

    /// <summary>Whether no further index is started, whichever it is.</summary>
    internal bool IsOver => (Volatile.Read(ref _flags) & ~Broken) != 0;

    /// <summary>Whether all of it has run.</summary>
    internal bool IsCompleted => Volatile.Read(ref _flags) == 0;

    /// <summary>Whether a body threw.</summary>
    internal bool IsExceptional => (Volatile.Read(ref _flags) & Exceptional) != 0;

    /// <summary>Whether the token was cancelled.</summary>
    internal bool IsCancelled => (Volatile.Read(ref _flags) & Cancelled) != 0;

    /// <summary>Whether a body called Stop.</summary>
    internal bool IsStopped => (Volatile.Read(ref _flags) & Stopped) != 0;

    /// <summary>The lowest iteration that called Break; null where none did.</summary>
    internal long? LowestBreak => Volatile.Read(ref _lowestBreak) is var lowest && lowest != long.MaxValue ? lowest : null;

    /// <summary>What bodies threw, in no particular order. To be read when all pieces have been joined.</summary>
    internal IReadOnlyList<Exception> Failures => _failures;

    internal static LoopControl Rent(Grain grain)
    {
        LoopControl control = t_spare ?? new LoopControl();
        t_spare = control._next;
        control._next = null;
        control.Grain = grain;
        control.Length = default;
        return control;
    }

    /// <summary>
    /// The user's code gets to see it, and may keep what it sees it through beyond the loop. So it serves no other loop: what is kept goes
    /// on telling how this one ended, and ends no other.
    /// </summary>
    internal void GiveOut() => _isGivenOut = true;

    /// <summary>Keeps it for the thread's next loop, unless it has been given out. All pieces of the loop have been joined.</summary>
    internal void Return()
    {
        _registration.Dispose(); // waits for a callback that is running
        _registration = default;
        if (_isGivenOut)
            return;
        if (_flags != 0)
        {
            _flags = 0;
            _lowestBreak = long.MaxValue;
            _failures.Clear();
        }
        if (Limit is not null)
        {
            Limit = null;
            _limit.End();
        }
        _next = t_spare;
        t_spare = this;
    }

    /// <summary>The token ends the loop from here on.</summary>
    internal void Watch(CancellationToken token)
    {
        if (token.CanBeCanceled)
            _registration = token.UnsafeRegister(static loop => ((LoopControl)loop!).Raise(Cancelled), this);
    }

    /// <summary>Sets how many workers may take part.</summary>
    /// <param name="degree">The most; null for as many as the limit around it leaves.</param>
    /// <param name="outer">The limit that the caller runs under.</param>
    internal void Bound(int? degree, DegreeLimit? outer)
    {
        if (degree is { } most)
            _limit.Begin(most, outer);
        Limit = degree is null ? outer : _limit;
    }

    /// <summary>Whether another worker may take part; if so, it does until <see cref="EndShare"/>.</summary>
    internal bool TryShare() => Limit is null || Limit.TryTake();

    internal void EndShare() => Limit?.Return();

    /// <summary>A body threw; what has not started does not start any more.</summary>
    internal void Fail(Exception error)
    {
        lock (_gate)
            _failures.Add(error);
        Raise(Exceptional);
    }

    /// <summary>No further index is to start.</summary>
    /// <returns>False after a Break, with which it does not go together.</returns>
    internal bool TryStop() => TryRaise(Stopped, unless: Broken) is not Broken;

    /// <summary>No index after this one is to start.</summary>
    /// <returns>False after a Stop, with which it does not go together.</returns>
    internal bool TryBreak(long iteration)
    {
        int hindrance = TryRaise(Broken, unless: Stopped | Exceptional | Cancelled);
        if (hindrance != 0)
            return (hindrance & Stopped) == 0;
        long lowest = Volatile.Read(ref _lowestBreak);
        while (iteration < lowest)
        {
            long seen = Interlocked.CompareExchange(ref _lowestBreak, iteration, lowest);
            if (seen == lowest)
                break;
            lowest = seen;
        }
        return true;
    }

    /// <summary>Whether an iteration that has not started is not to start, and one that has is to give up soon.</summary>
    internal bool EndsBefore(long iteration)
    {
        int flags = Volatile.Read(ref _flags);
        return flags != 0 && ((flags & ~Broken) != 0 || iteration > Volatile.Read(ref _lowestBreak));
    }

    private void Raise(int flag) => Interlocked.Or(ref _flags, flag);

    /// <returns>The flags that kept it from being raised, or 0.</returns>
    private int TryRaise(int flag, int unless)
    {
        int flags = Volatile.Read(ref _flags);
        while ((flags & unless) == 0)
        {
            int seen = Interlocked.CompareExchange(ref _flags, flags | flag, flags);
            if (seen == flags)
                return 0;
            flags = seen;
        }
        return flags & unless;
    }
}
