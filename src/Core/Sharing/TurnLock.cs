using ForkJoin.Atomics;

namespace ForkJoin.Sharing;

/// <summary>What has become of somebody who came to a <see cref="TurnLock{TSync}"/>.</summary>
internal enum Arrival
{
    Taken,
    Queued,
    Gone,
}

/// <summary>
/// A lock that is handed over in turn: one word, and the queue of those who wait. It knows nothing of values, holders and poison. The steps
/// T, R and W stand in the README beside this file, with the argument, and L in that of Waiting; the schedule explorer runs them as they stand here.
/// </summary>
internal struct TurnLock<TSync>
    where TSync : struct, ISync
{
    // The word. Only Free to Held and Held to Free happen outside the queue's gate.
    private const int Free = 0;
    private const int Held = 1;

    /// <summary>Held, and its holder must look into the queue before it lets go.</summary>
    private const int Contended = 2;

    /// <summary>The value has been taken out. For good.</summary>
    private const int Gone = 3;

    private int _word;
    private SpinGate _gate;
    private WaitList<TurnWaiter<TSync>> _waiters;

    /// <summary>Counts the locks that have ended. A guard is good as long as it is the one the guard was made with; only holders change it.</summary>
    private long _generation;

    internal long Generation => TSync.Acquire(ref _generation);

    internal bool IsFree => TSync.Acquire(ref _word) == Free;

    internal bool IsLocked => TSync.Acquire(ref _word) is Held or Contended;

    /// <summary>Whether there is no way in but the queue.</summary>
    internal bool IsPromised => TSync.Acquire(ref _word) is Contended or Gone;

    internal bool IsGone => TSync.Acquire(ref _word) == Gone;

    /// <summary>Takes the lock if it is free.</summary>
    internal bool TryTake() => TSync.CompareExchange(ref _word, Held, Free) == Free; // T1

    /// <summary>Takes the lock after all, or enters the queue with the word saying so.</summary>
    internal Arrival Announce(TurnWaiter<TSync> waiter)
    {
        TSync.Enter(ref _gate); // T3
        while (true)
        {
            int word = TSync.Acquire(ref _word); // T3
            if (word is Free or Gone)
            {
                if (word == Free && !TryTake())
                    continue;
                TSync.Exit(ref _gate);
                return word == Free ? Arrival.Taken : Arrival.Gone;
            }
            // Against R2, on the same word. Either the holder finds that it is waited for, or this finds the lock free.
            if (word == Contended || TSync.CompareExchange(ref _word, Contended, Held) == Held) // T4
            {
                _waiters.Add(waiter); // T5
                waiter.Enters();
                TSync.Exit(ref _gate);
                return Arrival.Queued;
            }
        }
    }

    /// <summary>Ends the lock of this generation, unless it has ended, for a guard: it stays on its thread, so nobody else ends the same one.</summary>
    /// <returns>Whether to let go.</returns>
    internal bool End(long generation)
    {
        if (_generation != generation)
            return false;
        TSync.Release(ref _generation, generation + 1); // R1
        return true;
    }

    /// <summary>The same for a lease, copies of which several threads may dispose at once: one of them ends it.</summary>
    internal bool EndOnce(long generation) =>
        TSync.CompareExchange(ref _generation, generation + 1, generation) == generation; // R1

    /// <summary>
    /// Ends the lock of a holder whose thread has ended. Who has ended never comes to hold it again, so of several who look one takes its place, and
    /// lets go for it.
    /// </summary>
    /// <param name="holder">Says who holds it. Set by who has taken the lock, taken back before it lets go.</param>
    /// <param name="ended">Who stood there, and will write no more.</param>
    /// <returns>Whether to let go.</returns>
    internal bool EndLeft<THolder>(ref THolder? holder, THolder ended)
        where THolder : class
    {
        if (!ReferenceEquals(TSync.CompareExchange(ref holder, null, ended), ended)) // L2
            return false;
        return End(_generation);
    }

    /// <summary>By the holder, whose lock has ended. Fails to be simple only where somebody has announced himself (T4).</summary>
    internal void LetGo()
    {
        if (TSync.CompareExchange(ref _word, Free, Held) != Held) // R2
            HandOver();
    }

    /// <summary>Takes a waiter out that gives up.</summary>
    /// <returns>False where it has been handed the lock, or refused, before.</returns>
    internal bool Withdraw(TurnWaiter<TSync> waiter)
    {
        TSync.Enter(ref _gate); // W1
        bool waits = waiter.State == TurnWaiter<TSync>.Waiting;
        if (waits)
        {
            TakeOut(waiter);
            waiter.Settle(TurnWaiter<TSync>.Withdrawn);
        }
        TSync.Exit(ref _gate); // W1
        return waits;
    }

    /// <summary>Ends it for good; by the holder. Whoever has queued up meanwhile is told the same as everybody who comes later.</summary>
    internal void Retire()
    {
        TSync.Enter(ref _gate); // G1
        TSync.Release(ref _word, Gone); // G1
        while (_waiters.First is { } waiter)
        {
            TakeOut(waiter);
            waiter.Settle(TurnWaiter<TSync>.Refused);
            waiter.Notify(0);
        }
        TSync.Exit(ref _gate); // G1
    }

    /// <summary>How many wait. For tests and messages.</summary>
    internal int Count()
    {
        TSync.Enter(ref _gate);
        int count = 0;
        for (TurnWaiter<TSync>? waiter = _waiters.First; waiter is not null; waiter = waiter.Next)
            count++;
        TSync.Exit(ref _gate);
        return count;
    }

    /// <summary>The first in the queue has it now; nobody else can come between, since the word never says Free.</summary>
    private void HandOver()
    {
        while (true)
        {
            TSync.Enter(ref _gate); // R3
            if (_waiters.First is not { } next)
            {
                TSync.Release(ref _word, Free); // R3
                TSync.Exit(ref _gate); // R3
                return;
            }
            TakeOut(next);
            bool granted = next.MayHave();
            if (granted && _waiters.First is null)
                TSync.Release(ref _word, Held); // R3
            long generation = _generation;
            next.Settle(granted ? TurnWaiter<TSync>.Granted : TurnWaiter<TSync>.Refused);
            TSync.Exit(ref _gate); // R4
            next.Notify(generation); // R5
            if (granted)
                return;
            // Who was refused has nothing to hand on: the lock is still this thread's, and the queue is looked at again.
        }
    }

    private void TakeOut(TurnWaiter<TSync> waiter)
    {
        waiter.Leaves();
        _waiters.Remove(waiter);
    }
}
