using System;

namespace ForkJoin.Loans;

/// <summary>
/// The loans that stand directly under one node, in the order of their first element. A question costs O(log n) plus the
/// number of loans that could overlap; a loan added behind the others and one removed from the end cost O(1).
/// Guarded by the gate of the node that holds it.
/// </summary>
internal struct RegionSet
{
    private struct Entry
    {
        public LoanNode Loan;
        public int Start;

        /// <summary>The largest end among this entry and all before it: where a search to the left may stop.</summary>
        public long ReachOfPrefix;
    }

    private Entry[]? _entries;
    private int _count;

    public readonly int Count => _count;

    public readonly LoanNode this[int index] => _entries![index].Loan;

    /// <summary>A loan that forbids one of <paramref name="kind"/> over <paramref name="region"/>, or null.</summary>
    public readonly LoanNode? FindConflict(Region region, LoanKind kind)
    {
        if (_count == 0 || region.IsEmpty)
            return null;
        Entry[] entries = _entries!;
        for (int i = FirstStartingAtOrAfter(region.End) - 1; i >= 0 && entries[i].ReachOfPrefix > region.Start; i--)
        {
            LoanNode loan = entries[i].Loan;
            if ((kind == LoanKind.Write || loan.Kind == LoanKind.Write) && loan.Region.Overlaps(region))
                return loan;
        }
        return null;
    }

    /// <summary>Any loan of the set, one for writing if there is one; for messages.</summary>
    public readonly LoanNode? First(LoanKind atLeast)
    {
        LoanNode? found = null;
        for (int i = 0; i < _count; i++)
        {
            LoanNode loan = _entries![i].Loan;
            if (loan.Kind == LoanKind.Write)
                return loan;
            if (atLeast == LoanKind.Read)
                found ??= loan;
        }
        return found;
    }

    public void Add(LoanNode loan)
    {
        _entries ??= new Entry[4];
        if (_count == _entries.Length)
            Array.Resize(ref _entries, _count * 2);
        int start = loan.Region.Start;
        int at = _count == 0 || _entries[_count - 1].Start <= start ? _count : FirstStartingAtOrAfter(start + 1L);
        if (at != _count)
            Array.Copy(_entries, at, _entries, at + 1, _count - at);
        if (!ReferenceEquals(_entries[at].Loan, loan))
            _entries[at].Loan = loan;
        _entries[at].Start = start;
        _count++;
        RestoreReach(at);
    }

    public void Remove(LoanNode loan)
    {
        Entry[] entries = _entries!;
        int at = _count - 1;
        if (!ReferenceEquals(entries[at].Loan, loan))
        {
            at = FirstStartingAtOrAfter(loan.Region.Start);
            while (!ReferenceEquals(entries[at].Loan, loan))
                at++;
        }
        _count--;
        if (at != _count)
        {
            Array.Copy(entries, at + 1, entries, at, _count - at);
            RestoreReach(at);
        }
        // The entry behind the last keeps its loan: the next one added there is often the same, and need not be stored again.
    }

    /// <summary>After one entry has come or gone: from there on, up to the first whose reach is the same as before.</summary>
    private readonly void RestoreReach(int from)
    {
        Entry[] entries = _entries!;
        long reach = from == 0 ? long.MinValue : entries[from - 1].ReachOfPrefix;
        for (int i = from; i < _count; i++)
        {
            reach = Math.Max(reach, entries[i].Loan.Region.End);
            if (entries[i].ReachOfPrefix == reach && i > from)
                return;
            entries[i].ReachOfPrefix = reach;
        }
    }

    private readonly int FirstStartingAtOrAfter(long start)
    {
        int low = 0, high = _count;
        while (low < high)
        {
            int middle = (int)((uint)(low + high) >> 1);
            if (_entries![middle].Start < start)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
