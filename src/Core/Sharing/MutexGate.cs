using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using ForkJoin.Atomics;
using ForkJoin.Tracing;
using ForkJoin.Waiting;

namespace ForkJoin.Sharing;

/// <summary>
/// The lock of a mutex, without its value: who holds it, and what became of the value. The steps (T, R, W) and the argument that no wake-up is
/// lost stand in the README beside this file.
/// </summary>
internal sealed partial class MutexGate(string name) : IAwaited
{
    private static long s_last;

    private TurnLock<HardwareSync> _turns;
    private WaitingThread? _holder;
    private string? _takenFile;
    private int _takenLine;
    private MutexPoison? _poison;
    private string? _fate;

    public string Name { get; } = name;

    /// <summary>The place of this mutex in the one order in which several are locked together.</summary>
    internal long Number { get; } = Interlocked.Increment(ref s_last);

    internal long Generation => _turns.Generation;

    /// <summary>The thread that holds it; null while nobody does, while a lease does, and for a moment after it was taken.</summary>
    internal WaitingThread? Holder => Volatile.Read(ref _holder);

    internal bool IsLocked => _turns.IsLocked;

    internal int Waiting => _turns.Count();

    internal MutexPoison? Poison => Volatile.Read(ref _poison);

    /// <summary>Where it was taken, for messages: racing with a change of holders it may name the one before or after.</summary>
    internal string TakenAt => $"taken at {new SourcePlace(_takenFile, _takenLine)}";

    internal string HolderInWords => Holder?.ToString() ?? "an asynchronous lease";

    internal string? Fate => _turns.IsGone ? _fate ?? "has given its value away" : null;

    /// <summary>T1: takes the lock if it is free. Refuses nothing and waits for nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryTake(WaitingThread? holder, string? file, int line)
    {
        if (!_turns.TryTake())
            return false;
        SetHolder(holder, file, line);
        return true;
    }

    /// <summary>Takes the lock for a guard, or gives up where somebody has it.</summary>
    internal bool TryEnter(out long generation, string? file, int line)
    {
        generation = 0;
        if (!TryTake(WaitingThread.Current, file, line))
        {
            ThrowIfGone(new SourcePlace(file, line));
            return false;
        }
        generation = Generation;
        if (_poison is not null)
            RefusePoisoned(generation);
        return true;
    }

    /// <summary>Takes the lock for a guard and waits for it without limit.</summary>
    /// <returns>The generation of the guard.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal long Enter(string? file, int line)
    {
        if (!TryTake(WaitingThread.Current, file, line))
            return EnterSlowly(new MutexRequest(Timeout.InfiniteTimeSpan, DespitePoison: false, new SourcePlace(file, line)));
        long generation = Generation;
        if (_poison is not null)
            RefusePoisoned(generation);
        return generation;
    }

    /// <summary>The same, with whatever else may end the wait.</summary>
    internal long Enter(in MutexRequest request)
    {
        request.Token.ThrowIfCancellationRequested();
        if (!TryTake(WaitingThread.Current, request.Place.File, request.Place.Line))
            return EnterSlowly(request);
        long generation = Generation;
        if (_poison is not null && !request.DespitePoison)
            RefusePoisoned(generation);
        return generation;
    }

    /// <summary>Whether a guard made with this generation may still be used.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool IsCurrent(long generation) => _turns.Generation == generation;

    /// <summary>Ends the guard of this generation, unless it has ended. A guard stays on its thread, so nobody else ends the same one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Leave(long generation)
    {
        if (_turns.End(generation)) // R1
            LetGo();
    }

    /// <summary>The same for a lease, copies of which several threads may dispose at once: one of them ends it.</summary>
    internal void LeaveLease(long generation)
    {
        if (_turns.EndOnce(generation)) // R1
            LetGo();
    }

    /// <summary>Marks the value as half changed. By the holder.</summary>
    internal void SetPoison(Exception? cause)
    {
        var place = new SourcePlace(_takenFile, _takenLine);
        Volatile.Write(ref _poison, new MutexPoison(cause, place));
        TellPoisoned(place);
    }

    internal void ClearPoison() => Volatile.Write(ref _poison, null);

    /// <summary>Ends the mutex for good. Refused while somebody holds it.</summary>
    internal void Retire(SourcePlace at, bool despitePoison)
    {
        if (_turns.IsLocked)
            ReleaseLeft();
        if (!_turns.TryTake())
        {
            ThrowIfGone(at);
            MutexThrow.HeldElsewhere(Name, HolderInWords, TakenAt, at);
        }
        if (!despitePoison && _poison is { } poison)
        {
            Leave(Generation);
            MutexThrow.Poisoned(Name, poison);
        }
        _fate = $"gave its value away at {at}";
        TellMoved();
        _turns.End(Generation);
        _turns.Retire();
    }

    string IAwaited.Verb(LoanKind wanted) => "lock";

    /// <summary>The one who has it is in everybody's way.</summary>
    void IAwaited.AddObstacles(WaitingThread waiting, LoanKind wanted, List<Obstacle> to)
    {
        if (Holder is { } holder)
            to.Add(new Obstacle(holder, "held by", new SourcePlace(_takenFile, _takenLine)));
    }

    internal void SetHolder(WaitingThread? holder, string? file, int line)
    {
        // Mostly it is the same file again, and comparing is cheaper than telling the garbage collector of a store.
        if (!ReferenceEquals(_takenFile, file))
            _takenFile = file;
        _takenLine = line;
        Volatile.Write(ref _holder, holder);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void LetGo()
    {
        Volatile.Write(ref _holder, null);
        _turns.LetGo();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RefusePoisoned(long generation)
    {
        MutexPoison? poison = _poison;
        if (poison is null)
            return; // cleared meanwhile
        Leave(generation);
        MutexThrow.Poisoned(Name, poison);
    }

    private void ThrowIfGone(SourcePlace at)
    {
        if (Fate is { } fate)
            MutexThrow.Gone(Name, fate, at);
    }
}
