using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading;
using ForkJoin.Atomics;
using ForkJoin.Ledger;

namespace ForkJoin.Loans;

/// <summary>
/// All that one thread holds, and how much of it there is; released when the thread has ended. The steps (E1, E2, …) and the argument
/// stand in the README beside this file.
/// </summary>
internal sealed class ThreadLoans : IThreadLedger
{
    [ThreadStatic]
    private static ThreadLoans? t_current;

    /// <summary>Nothing else refers to it: it is garbage when the thread's own fields are, which is when the thread has ended.</summary>
    [ThreadStatic]
    private static EndOfThread? t_end;

    private readonly Thread _thread = Thread.CurrentThread;
    private WeakReference<LoanHolder>[] _holders = [];
    private int _count;

    private SpinGate _gate;

    private int _open;
    private long _openings;
    private GuardHome? _guards;

    /// <summary>Loans made by this thread other than to guards, which count themselves.</summary>
    private long _made;

    private ThreadLoans()
    {
    }

    internal static ThreadLoans Current => t_current ?? Begin();

    public long LoansMade => Volatile.Read(ref _made) + (Volatile.Read(ref _guards)?.Made ?? 0);

    /// <summary>E1: whether no code will run on the thread any more. What it wrote is seen by whoever finds it so.</summary>
    internal bool HasEnded => IsOver(_thread);

    /// <summary>What is out now: guards, and scopes and lifetimes that are open.</summary>
    private int Out => _open + (_guards?.Out ?? 0);

    private string Name => string.Create(CultureInfo.InvariantCulture, $"thread {_thread.ManagedThreadId}");

    /// <inheritdoc cref="HasEnded"/>
    internal static bool IsOver(Thread thread)
    {
        if (thread.IsAlive)
            return false;
        Interlocked.MemoryBarrier();
        return true;
    }

    /// <summary>What the calling thread holds at the moment, to be compared with what it holds later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static LoanMark Mark() => t_current is { } loans ? loans.MarkNow() : default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal LoanMark MarkNow() => _guards is { } guards
        ? new LoanMark(this, _open + guards.Out, guards.Made, _openings)
        : new LoanMark(this, _open, GuardsMade: 0, _openings);

    /// <summary>Whether the calling thread may hold something that it did not hold at the mark.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool HoldsMoreThan(in LoanMark mark) => (mark.Loans ?? t_current) is { } loans && loans.Out > mark.Out;

    /// <summary>F2: releases what the calling thread has come to hold since the mark, and says who has left it behind.</summary>
    internal static void ReleaseSince(in LoanMark mark, bool alsoLifetimes, Func<string> by)
    {
        ThreadLoans loans = t_current!;
        try
        {
            List<LoanDescription> left = [];
            loans._guards?.Release(mark.GuardsMade, left);
            foreach (LoanHolder holder in loans.Holders())
            {
                if (holder.Opening > mark.Openings && (holder.IsBoundToItsBlock || alsoLifetimes))
                    holder.Release(0, left);
            }
            if (left.Count > 0)
                LoanLedger.Report(left, by());
        }
        catch (OutOfMemoryException)
        {
            // The fork or section must end all the same. What it left behind is released with the thread.
        }
    }

    internal void SetGuards(GuardHome guards) => Volatile.Write(ref _guards, guards);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void CountLoan() => _made++;

    internal long Open()
    {
        _open++;
        return ++_openings;
    }

    internal void Close() => _open--;

    /// <summary>Enters a holder of the thread's own. Weakly: an open scope that nobody can reach any more, and nothing is lent to, is nobody's.</summary>
    internal void Add(LoanHolder holder)
    {
        var entry = new WeakReference<LoanHolder>(holder);
        if (_count == _holders.Length)
        {
            WeakReference<LoanHolder>[] alive = Array.FindAll(_holders, static e => e is not null && e.TryGetTarget(out _));
            _count = alive.Length;
            Array.Resize(ref alive, Math.Max(4, _count * 2));
            Volatile.Write(ref _holders, alive); // another array: the ledger may be reading the old one
        }
        _holders[_count++] = entry;
    }

    public void AddTo(LedgerWalk walk)
    {
        foreach (LoanHolder holder in Holders())
        {
            foreach (LoanNode? node in holder.Nodes)
            {
                if (node?.Above is { } above)
                    LoanNode.AddAllBeneath(above, walk);
            }
        }
    }

    /// <summary>E2 to E4: releases whatever the thread, which has ended, has left behind. Whoever comes second waits until it is done, and finds nothing.</summary>
    internal void ReleaseAll()
    {
        List<LoanDescription> left = [];
        _gate.Enter();
        try
        {
            foreach (LoanHolder holder in Holders())
                holder.Release(0, left);
            LedgerSources.Remove(this);
        }
        finally
        {
            _gate.Exit();
        }
        LoanLedger.Report(left, Name);
    }

    private static ThreadLoans Begin()
    {
        LoanInstruments.Start(); // whoever listens hears of them, and may borrow on this thread
        if (t_current is { } begun)
            return begun;
        var loans = new ThreadLoans();
        t_end = new EndOfThread(loans);
        LedgerSources.Add(loans);
        return t_current = loans;
    }

    /// <summary>The holders as they are entered now. From any thread.</summary>
    private IEnumerable<LoanHolder> Holders()
    {
        foreach (WeakReference<LoanHolder>? entry in Volatile.Read(ref _holders))
        {
            if (entry is not null && entry.TryGetTarget(out LoanHolder? holder))
                yield return holder;
        }
    }

    /// <summary>E5: finalized some time after the thread has ended, so that what it left behind is not out until somebody needs it.</summary>
    private sealed class EndOfThread(ThreadLoans loans)
    {
#pragma warning disable MA0055 // there is no other notice of a thread's end
        ~EndOfThread()
#pragma warning restore MA0055
        {
            try
            {
                loans.ReleaseAll();
            }
            catch (OutOfMemoryException)
            {
                GC.ReRegisterForFinalize(this); // later
            }
        }
    }
}

/// <summary>What a thread held at some moment.</summary>
/// <param name="Loans">The thread's; null where it had never borrowed.</param>
/// <param name="Out">How many guards, open scopes and open lifetimes.</param>
/// <param name="GuardsMade">The guards that it had made by then.</param>
/// <param name="Openings">The scopes and lifetimes that it had opened by then.</param>
internal readonly record struct LoanMark(ThreadLoans? Loans, int Out, long GuardsMade, long Openings);
