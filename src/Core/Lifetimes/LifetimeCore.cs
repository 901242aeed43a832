using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using ForkJoin.Loans;
using ForkJoin.Tracing;

namespace ForkJoin.Lifetimes;

/// <summary>What a lifetime knows: the loans that end with it. Used by the thread that opened it, and used again by that thread for later ones.</summary>
internal sealed class LifetimeCore : LoanHolder
{
    [ThreadStatic]
    private static LifetimeCore? t_spare;

    private static int s_lastId;

    private readonly List<RefNode> _loans = [];
    private readonly Stack<RefNode> _free = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private LifetimeCore? _nextSpare;
    private int _id;

    private LifetimeCore()
    {
    }

    /// <summary>Ends with the present lifetime: handles of earlier ones are refused.</summary>
    internal int Generation { get; private set; }

    /// <summary>The lifetime in messages; numbered on demand.</summary>
    internal string Name
    {
        get
        {
            if (Volatile.Read(ref _id) == 0)
                Interlocked.CompareExchange(ref _id, Interlocked.Increment(ref s_lastId), 0);
            return string.Create(CultureInfo.InvariantCulture, $"lifetime {_id}");
        }
    }

    internal static LifetimeCore Rent()
    {
        LifetimeCore core = t_spare ?? new LifetimeCore();
        t_spare = core._nextSpare;
        core._nextSpare = null;
        core.MarkOpened();
        return core;
    }

    /// <summary>Lends a value, or an element, until this lifetime ends or the reference lets go.</summary>
    internal RefNode Lend(LoanNode from, Region region, LoanKind kind, string? name, SourcePlace site)
    {
        _loans.EnsureCapacity(_loans.Count + 1);
        _free.EnsureCapacity(_loans.Count + _free.Count + 1);
        if (!_free.TryPop(out RefNode? node))
            Keep(node = new RefNode(this));
        node.Renew(region, kind, fork: 0);
        try
        {
            if (!from.TryLendAlone(node, kind, name, site))
                from.Lend(node, name, site);
        }
        catch
        {
            _free.Push(node);
            throw;
        }
        node.Slot = _loans.Count;
        _loans.Add(node);
        Thread.CountLoan();
        return node;
    }

    /// <summary>Refuses threads other than the one that opened the lifetime.</summary>
    internal void CheckThread()
    {
        if (Environment.CurrentManagedThreadId != _thread)
            BorrowThrow.WrongThread("A lifetime", "Only the thread that opened it lends in it and ends its loans. Open one on each thread.");
    }

    /// <summary>A reference lets its loan go before the lifetime ends.</summary>
    internal void LetGo(RefNode node)
    {
        CheckThread();
        RefNode last = _loans[^1];
        _loans[node.Slot] = last;
        last.Slot = node.Slot;
        _loans.RemoveAt(_loans.Count - 1);
        Expire(node);
    }

    internal void End()
    {
        CheckThread();
        EndAll();
        _nextSpare = t_spare;
        t_spare = this;
    }

    /// <summary>It may have been stored where the code of a fork does not end.</summary>
    internal override bool IsBoundToItsBlock => false;

    internal override void Release(long madeBefore, List<LoanDescription> left)
    {
        foreach (RefNode loan in _loans)
            Tell(loan, left);
        EndAll();
    }

    private void EndAll()
    {
        for (int i = _loans.Count - 1; i >= 0; i--)
            Expire(_loans[i]);
        _loans.Clear();
        Generation++;
        _id = 0;
        MarkClosed();
    }

    private void Expire(RefNode node)
    {
        if (node.Expire())
            _free.Push(node); // has room
        else
            Drop(node);
    }
}
