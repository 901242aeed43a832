using System;
using System.Collections.Generic;
using System.Threading;

namespace ForkJoin.Loans;

/// <summary>
/// What keeps loans for one thread: its guards, a scope, a section, a lifetime. Belongs to the thread that made it, which alone uses it
/// while it lives; the ledger reads it from others.
/// </summary>
internal abstract class LoanHolder
{
    private LoanNode?[] _nodes = [];
    private int _count;
    private int _dropped;

    protected LoanHolder()
    {
        Thread = ThreadLoans.Current;
        Thread.Add(this);
    }

    internal ThreadLoans Thread { get; }

    /// <summary>The number of its present opening among those of its thread; 0 while it is closed, or is never opened.</summary>
    internal long Opening { get; private set; }

    /// <summary>Whether the compiler sees to it that it ends with the code that opened it.</summary>
    internal virtual bool IsBoundToItsBlock => true;

    /// <summary>
    /// The nodes that it lends by, free and lent ones. Read from any thread: each place holds one node or none, and no node
    /// that is lent moves to another place.
    /// </summary>
    internal virtual ReadOnlySpan<LoanNode?> Nodes => Volatile.Read(ref _nodes);

    /// <summary>Ends every loan that was made after so many others of its own. By its thread, or by whoever has taken over from that.</summary>
    /// <param name="madeBefore">How many were made before those that are to end; 0 ends all.</param>
    /// <param name="left">Gets what has been ended.</param>
    internal abstract void Release(long madeBefore, List<LoanDescription> left);

    private protected void MarkOpened() => Opening = Thread.Open();

    private protected void MarkClosed()
    {
        if (Opening == 0)
            return;
        Opening = 0;
        Thread.Close();
    }

    /// <summary>Lets the ledger see a node that is to be used again and again.</summary>
    private protected void Keep(LoanNode node)
    {
        int free = _dropped == 0 ? -1 : Array.IndexOf(_nodes, null, 0, _count);
        if (free >= 0)
        {
            _dropped--;
        }
        else
        {
            if (_count == _nodes.Length)
            {
                var more = new LoanNode?[Math.Max(4, _count * 2)];
                _nodes.CopyTo(more, 0);
                Volatile.Write(ref _nodes, more);
            }
            free = _count++;
        }
        _nodes[free] = node;
    }

    /// <summary>The node will not be used again.</summary>
    private protected void Drop(LoanNode node)
    {
        _nodes[Array.IndexOf(_nodes, node)] = null;
        _dropped++;
    }

    /// <summary>Notes what is about to end; where memory does not suffice for that, it ends untold.</summary>
    private protected static void Tell(LoanNode loan, List<LoanDescription> left)
    {
        try
        {
            left.Add(loan.Describe());
        }
        catch (OutOfMemoryException)
        {
            // Releasing must not fail.
        }
    }
}
