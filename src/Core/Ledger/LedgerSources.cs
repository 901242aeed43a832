using System;
using System.Collections.Generic;
using System.Threading;
using ForkJoin.Atomics;
using ForkJoin.Tracing;

namespace ForkJoin.Ledger;

/// <summary>
/// Where the ledger looks. A thread is entered once, when it borrows for the first time, and stays until it has ended and all that it
/// left behind is released. A mutex or shared reference is entered when somebody has to wait for it for the first time, and
/// kept alive by others only. So neither a loan nor a lock pays for the ledger.
/// </summary>
internal static class LedgerSources
{
    private static SpinGate s_gate;
    private static readonly List<IThreadLedger> s_threads = [];
    private static readonly List<WeakReference<IAwaitedLedger>> s_awaited = [];
    private static int s_tidyAt = 64;
    private static long s_madeByEnded;

    /// <summary>All loans made so far. Never less than the time before: a thread's count goes over to the common one under the gate.</summary>
    internal static long LoansMade
    {
        get
        {
            s_gate.Enter();
            try
            {
                long made = s_madeByEnded;
                foreach (IThreadLedger thread in s_threads)
                    made += thread.LoansMade;
                return made;
            }
            finally
            {
                s_gate.Exit();
            }
        }
    }

    internal static void Add(IThreadLedger thread)
    {
        s_gate.Enter();
        try
        {
            s_threads.Add(thread);
        }
        finally
        {
            s_gate.Exit();
        }
    }

    /// <summary>The thread has ended and has nothing lent any more.</summary>
    internal static void Remove(IThreadLedger thread)
    {
        s_gate.Enter();
        if (s_threads.Remove(thread))
            s_madeByEnded += thread.LoansMade;
        s_gate.Exit();
    }

    /// <summary>Somebody begins to wait: from the first time on the ledger looks there too, as long as somebody else keeps it alive.</summary>
    /// <returns>To be handed to <see cref="Instruments.EndWait"/>.</returns>
    internal static long BeginWait(IAwaitedLedger awaited, ref int isWatched)
    {
        if (Volatile.Read(ref isWatched) == 0 && Interlocked.Exchange(ref isWatched, 1) == 0)
        {
            try
            {
                Watch(awaited);
            }
            catch (OutOfMemoryException)
            {
                Volatile.Write(ref isWatched, 0); // who waits may be in the queue already, and must go on
            }
        }
        return Instruments.BeginWait();
    }

    private static void Watch(IAwaitedLedger awaited)
    {
        LoanInstruments.Start();
        var entry = new WeakReference<IAwaitedLedger>(awaited);
        s_gate.Enter();
        try
        {
            if (s_awaited.Count >= s_tidyAt)
            {
                s_awaited.RemoveAll(static gone => !gone.TryGetTarget(out _));
                s_tidyAt = Math.Max(64, s_awaited.Count * 2);
            }
            s_awaited.Add(entry);
        }
        finally
        {
            s_gate.Exit();
        }
    }

    /// <summary>Everything to be looked at now.</summary>
    internal static List<ILedgerSource> All()
    {
        var all = new List<ILedgerSource>(Awaited());
        s_gate.Enter();
        try
        {
            all.AddRange(s_threads);
        }
        finally
        {
            s_gate.Exit();
        }
        return all;
    }

    /// <summary>A thread has ended: what it still holds of that which others wait for goes on to them. By the finalizer's thread: throws nothing but want of memory.</summary>
    internal static void ReleaseLeft()
    {
        foreach (IAwaitedLedger awaited in Awaited())
        {
            try
            {
                awaited.ReleaseLeft();
            }
            catch (Exception failed) when (failed is not OutOfMemoryException)
            {
                ForkJoinEvents.Log.HandlerFailed(failed.GetType().Name, failed.Message); // a value's Dispose: there is nobody else to tell
            }
        }
    }

    private static List<IAwaitedLedger> Awaited()
    {
        var all = new List<IAwaitedLedger>();
        s_gate.Enter();
        try
        {
            foreach (WeakReference<IAwaitedLedger> entry in s_awaited)
            {
                if (entry.TryGetTarget(out IAwaitedLedger? awaited))
                    all.Add(awaited);
            }
        }
        finally
        {
            s_gate.Exit();
        }
        return all;
    }

    internal static LedgerWalk Walk(bool lists)
    {
        var walk = new LedgerWalk(lists);
        foreach (ILedgerSource source in All())
            source.AddTo(walk);
        return walk;
    }
}
