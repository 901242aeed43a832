using System;
using System.Runtime.CompilerServices;

namespace ForkJoin.Loans;

/// <summary>
/// The loans that stand directly under one node, in the order of their first element, and of their coming where that is the same. A question costs
/// O(log n) plus the number of loans that could overlap; a loan added behind the others and one removed from the end cost O(1). One removed from
/// anywhere costs O(log n) plus the number of those behind it that reached no further: it leaves its place empty, and no more places are empty than
/// taken. Guarded by the gate of the node that holds it.
/// </summary>
internal struct RegionSet
{
    private struct Entry
    {
        /// <summary>Null in a place that a loan has left.</summary>
        public LoanNode? Loan;

        public int Start;

        /// <summary>Rises among those of the same start: by both a loan is found again.</summary>
        public int Order;

        /// <summary>No end among this entry and all before it is larger: where a search to the left may stop. Never falls from one entry to the next.</summary>
        public long ReachOfPrefix;
    }

    private Entry[]? _entries;

    /// <summary>How many entries are in use. The last of them is never empty.</summary>
    private int _used;

    private int _empty;

    [ThreadStatic]
    private static int t_steps; // not in the set: every loan has one

#if DEBUG
    private const int LastOrder = 1 << 12; // near enough for tests to get there
#else
    private const int LastOrder = int.MaxValue;
#endif

    /// <summary>How many loans there are.</summary>
    public readonly int Count => _used - _empty;

    /// <summary>How many places there are, some of them empty.</summary>
    public readonly int Places => _used;

    public readonly LoanNode? this[int place] => _entries![place].Loan;

    /// <summary>Where a search to the left stops that begins behind this number.</summary>
    internal readonly long ReachOf(int place) => _entries![place].ReachOfPrefix;

    /// <summary>How many entries additions and removals by this thread have looked at or moved, other than at the end: tests hold it to what is promised above.</summary>
    internal static int Steps => t_steps;

    /// <summary>A loan that forbids one of <paramref name="kind"/> over <paramref name="region"/>, or null.</summary>
    public readonly LoanNode? FindConflict(Region region, LoanKind kind)
    {
        if (_used == 0 || region.IsEmpty)
            return null;
        Entry[] entries = _entries!;
        for (int i = FirstAtOrAfter(region.End, order: 0, out _) - 1; i >= 0 && entries[i].ReachOfPrefix > region.Start; i--)
        {
            if (entries[i].Loan is { } loan && (kind == LoanKind.Write || loan.Kind == LoanKind.Write) && loan.Region.Overlaps(region))
                return loan;
        }
        return null;
    }

    /// <summary>Any loan of the set, one for writing if there is one; for messages.</summary>
    public readonly LoanNode? First(LoanKind atLeast)
    {
        LoanNode? found = null;
        for (int i = 0; i < _used; i++)
        {
            LoanNode? loan = _entries![i].Loan;
            if (loan?.Kind == LoanKind.Write)
                return loan;
            if (atLeast == LoanKind.Read)
                found ??= loan;
        }
        return found;
    }

    public void Add(LoanNode loan)
    {
        Entry[] entries = _entries is { } roomy && _used < roomy.Length ? roomy : MakeRoom();
        int at = _used;
        if (at != 0 && entries[at - 1].Start > loan.Region.Start)
        {
            AddAmong(entries, loan);
            return;
        }
        _used = at + 1;
        Put(entries, at, loan);
        entries[at].ReachOfPrefix = at == 0 ? loan.Region.End : Math.Max(entries[at - 1].ReachOfPrefix, loan.Region.End);
    }

    public void Remove(LoanNode loan)
    {
        // The entry behind the last keeps its loan: the next one added there is often the same, and need not be stored again.
        if (_empty == 0 && ReferenceEquals(_entries![_used - 1].Loan, loan))
            _used--;
        else
            RemoveAmong(_entries!, loan);
    }

    /// <summary>Puts it behind all that start no later: into an empty place that stands there, or one that is made.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddAmong(Entry[] entries, LoanNode loan)
    {
        int at = FirstAtOrAfter(loan.Region.Start + 1L, order: 0, out int steps);
        t_steps += steps;
        if (at > 0 && entries[at - 1].Loan is null)
            at--;
        if (entries[at].Loan is null)
        {
            _empty--;
        }
        else
        {
            Array.Copy(entries, at, entries, at + 1, _used - at);
            t_steps += _used - at;
            _used++;
        }
        Put(entries, at, loan);
        RestoreReach(at);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RemoveAmong(Entry[] entries, LoanNode loan)
    {
        int at = FirstAtOrAfter(loan.Region.Start, loan.Order, out int steps);
        t_steps += steps;
        entries[at].Loan = null;
        _empty++;
        if (at == _used - 1)
            DropEmptyEnd();
        else
            LowerReach(at);
        if (_empty > Count)
            CloseUp();
    }

    private void DropEmptyEnd()
    {
        for (; _used > 0 && _entries![_used - 1].Loan is null; _used--)
            _empty--;
    }

    private static void Put(Entry[] entries, int at, LoanNode loan)
    {
        ref Entry entry = ref entries[at];
        if (!ReferenceEquals(entry.Loan, loan))
            entry.Loan = loan;
        int start = loan.Region.Start;
        entry.Start = start;
        entry.Order = loan.Order = at != 0 && entries[at - 1].Start == start ? NextOrder(entries, at) : 0;
    }

    /// <summary>The number behind that of the entry before; where that is the last, all of this start are numbered anew.</summary>
    private static int NextOrder(Entry[] entries, int at)
    {
        int order = entries[at - 1].Order;
        if (order >= LastOrder)
            order = NumberAnew(entries, at);
        return order + 1;
    }

    private Entry[] MakeRoom()
    {
        if (_entries is null)
            _entries = new Entry[4];
        else
            Array.Resize(ref _entries, _used * 2);
        return _entries;
    }

    /// <summary>Does away with empty places. Takes no memory: ending loans must not fail.</summary>
    private void CloseUp()
    {
        Entry[] entries = _entries!;
        int to = 0;
        long reach = long.MinValue;
        for (int from = 0; from < _used; from++)
        {
            if (entries[from].Loan is not { } loan)
                continue;
            reach = Math.Max(reach, loan.Region.End);
            entries[to] = entries[from];
            entries[to++].ReachOfPrefix = reach;
        }
        Array.Clear(entries, to, _used - to);
        t_steps += _used;
        _used = to;
        _empty = 0;
    }

    /// <summary>Numbers those before a place that start where the last of them does.</summary>
    /// <returns>The number of the last.</returns>
    private static int NumberAnew(Entry[] entries, int before)
    {
        int first = before - 1;
        while (first > 0 && entries[first - 1].Start == entries[before - 1].Start)
            first--;
        for (int i = first; i < before; i++)
        {
            entries[i].Order = i - first;
            if (entries[i].Loan is { } loan)
                loan.Order = i - first;
        }
        t_steps += before - first;
        return before - 1 - first;
    }

    /// <summary>After an entry has come: from there on, up to the first whose reach is the same as before.</summary>
    private void RestoreReach(int from)
    {
        Entry[] entries = _entries!;
        long reach = from == 0 ? long.MinValue : entries[from - 1].ReachOfPrefix;
        for (int i = from; i < _used; i++)
        {
            if (entries[i].Loan is { } loan)
                reach = Math.Max(reach, loan.Region.End);
            if (i > from)
            {
                if (entries[i].ReachOfPrefix == reach)
                    return;
                t_steps++;
            }
            entries[i].ReachOfPrefix = reach;
        }
    }

    /// <summary>
    /// After a loan has left its place: for those that reached no further than it, up to the first that reaches as far without it. An empty place
    /// before may say more than is true by now; it is not asked to be exact, since then a run of them would be gone through at each removal before it.
    /// </summary>
    private void LowerReach(int at)
    {
        Entry[] entries = _entries!;
        long was = entries[at].ReachOfPrefix, reach = at == 0 ? long.MinValue : entries[at - 1].ReachOfPrefix;
        for (int i = at + 1; reach < was && i < _used && entries[i].ReachOfPrefix == was; i++)
        {
            entries[i - 1].ReachOfPrefix = reach;
            if (entries[i].Loan is { } loan)
                reach = Math.Max(reach, loan.Region.End);
            entries[i].ReachOfPrefix = reach;
            t_steps++;
        }
    }

    private readonly int FirstAtOrAfter(long start, int order, out int steps)
    {
        steps = 0;
        Entry[] entries = _entries!;
        int low = 0, high = _used;
        while (low < high)
        {
            steps++;
            int middle = (int)((uint)(low + high) >> 1);
            ref Entry entry = ref entries[middle];
            if (entry.Start < start || (entry.Start == start && entry.Order < order))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
