using System.Diagnostics;
using System.Runtime.CompilerServices;
using ForkJoin.Atomics;
using ForkJoin.Jobs;

namespace ForkJoin.Deques;

/// <summary>
/// The deque of one worker's public jobs: its owner pushes and pops at the bottom, thieves steal at the top. After Chase and Lev
/// (2005) in the form that Lê, Pop, Cohen and Zappa Nardelli proved for weak memory (2013). The protocol, step by step, is in
/// README.md beside this file. Owner and thieves hold two different types, <see cref="Owner"/> and <see cref="Thief"/>, so that
/// no thief can push and no stranger can pop.
/// </summary>
/// <typeparam name="T">What it holds.</typeparam>
/// <typeparam name="TSync">The atomic operations.</typeparam>
internal sealed class WorkDeque<T, TSync>
    where T : class
    where TSync : struct, ISync
{
#if DEBUG
    // Debug builds begin next to the overflow and with the smallest buffer, so that wrap-around and growth are everyday events.
    private const long FirstIndex = long.MaxValue - 5;
    private const int FirstCapacity = 2;
#else
    private const long FirstIndex = 0;
    private const int FirstCapacity = 64;
#endif

    // Owner and thieves write one index each.
    private PaddedLong _top = new(FirstIndex);
    private PaddedLong _bottom = new(FirstIndex);
    private Slot[]? _slots;

    /// <summary>
    /// Where the top was when the owner last looked: never beyond where it is. Pushing by it, the owner leaves the thieves' cache
    /// line alone until the deque seems full.
    /// </summary>
    private long _topSeen = FirstIndex;

    /// <summary>Up to where slots have been cleared.</summary>
    private long _scrubbed = FirstIndex;

    internal WorkDeque(int capacity = FirstCapacity)
    {
        Debug.Assert(int.IsPow2(capacity), "A capacity that is no power of two would break at the wrap-around of the indexes.");
        _slots = new Slot[capacity];
    }

    /// <summary>A field of its own, so that storing a job is a plain store without the check for array covariance.</summary>
    private struct Slot
    {
        public T? Item;
    }

    /// <summary>What a thief came home with.</summary>
    internal enum StealOutcome
    {
        /// <summary>There was nothing, or nothing that the filter accepts at the top.</summary>
        Nothing,

        /// <summary>Somebody else was quicker; there may be more.</summary>
        LostRace,

        /// <summary>A job.</summary>
        Stolen,
    }

    /// <summary>The owner's end. One thread at a time.</summary>
    internal readonly struct Owner(WorkDeque<T, TSync> deque)
    {
        /// <summary>An upper bound on the number of jobs: 0 is certain, more may already have been stolen.</summary>
        internal int Count => (int)(deque._bottom.Value - TSync.Acquire(ref deque._top.Value));

        /// <summary>Whether there are at least so many jobs. Looks at the thieves' index only when it may be so.</summary>
        internal bool Holds(int count) => deque.Holds(count);

        internal void Push(T item) => deque.Push(item);

        /// <summary>Makes room for so many more: they are pushed without asking for memory.</summary>
        internal void MakeRoom(int count) => deque.MakeRoom(count);

        internal T? Pop() => deque.Pop();

        /// <summary>Lets go of everything that was ever in the deque, if it is empty.</summary>
        internal void Scrub() => deque.Scrub();
    }

    /// <summary>The thieves' end. Any number of threads.</summary>
    internal readonly struct Thief(WorkDeque<T, TSync> deque)
    {
        /// <summary>Whether there seems to be nothing. A hint.</summary>
        internal bool SeemsEmpty =>
            TSync.Acquire(ref deque._bottom.Value) - TSync.Acquire(ref deque._top.Value) <= 0;

        internal StealOutcome Steal<TFilter>(ref TFilter filter, out T? item)
            where TFilter : struct, IStealFilter<T> => deque.Steal(ref filter, out item);
    }

    private void Push(T item)
    {
        long bottom = _bottom.Value;
        Slot[] slots = _slots!;
        if (Holds(slots.Length))                                                     // O1
            slots = Grow(slots, _topSeen, bottom);
        TSync.Release(ref slots[bottom & (slots.Length - 1)].Item, item);            // O2
        TSync.Release(ref _bottom.Value, bottom + 1);                                // O3
    }

    private void MakeRoom(int count)
    {
        while (Holds(_slots!.Length - count + 1))
            Grow(_slots, _topSeen, _bottom.Value);
    }

    private bool Holds(int count)
    {
        long bottom = _bottom.Value;
        if (bottom - _topSeen < count)
            return false;
        _topSeen = TSync.Acquire(ref _top.Value);
        return bottom - _topSeen >= count;
    }

    private T? Pop()
    {
        long bottom = _bottom.Value - 1;
        if (bottom - TSync.Acquire(ref _top.Value) < 0)                              // O4: empty for certain, no fence needed
            return null;
        TSync.Release(ref _bottom.Value, bottom);                                    // O5
        TSync.Fence();                                                               // O6
        long top = TSync.Acquire(ref _top.Value);                                    // O7
        _topSeen = top;
        long left = bottom - top;
        if (left < 0)
        {
            TSync.Release(ref _bottom.Value, bottom + 1);                            // O8
            return null;
        }
        Slot[] slots = _slots!;
        ref Slot slot = ref slots[bottom & (slots.Length - 1)];
        T? item = TSync.Acquire(ref slot.Item);
        if (left > 0)
        {
            TSync.Release(ref slot.Item, null); // let go of it; a thief that still looks here loses its race
            return item;
        }
        bool won = TSync.CompareExchange(ref _top.Value, top + 1, top) == top;       // O9: the last one is raced for
        TSync.Release(ref _bottom.Value, bottom + 1);                                // O10
        return won ? item : null;
    }

    private void Scrub()
    {
        long bottom = _bottom.Value;
        if (bottom - TSync.Acquire(ref _top.Value) > 0)
            return;
        // Nothing is between top and bottom and only the owner changes that, so no thief can win a slot; one that still reads here
        // finds nothing or loses its race.
        Slot[] slots = _slots!;
        for (long i = bottom - _scrubbed > slots.Length ? bottom - slots.Length : _scrubbed; i - bottom < 0; i++)
            slots[i & (slots.Length - 1)].Item = null;
        _scrubbed = bottom;
    }

    private StealOutcome Steal<TFilter>(ref TFilter filter, out T? item)
        where TFilter : struct, IStealFilter<T>
    {
        item = null;
        long top = TSync.Acquire(ref _top.Value);                                    // T1
        TSync.Fence();                                                               // T2
        long bottom = TSync.Acquire(ref _bottom.Value);                              // T3
        if (bottom - top <= 0)
            return StealOutcome.Nothing;
        Slot[] slots = TSync.Acquire(ref _slots)!;                                   // T4
        T? found = TSync.Acquire(ref slots[top & (slots.Length - 1)].Item);          // T5
        if (found is null || !filter.Accepts(found))
            return StealOutcome.Nothing;
        if (TSync.CompareExchange(ref _top.Value, top + 1, top) != top)              // T6
            return StealOutcome.LostRace;
        item = found;
        return StealOutcome.Stolen;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Slot[] Grow(Slot[] old, long top, long bottom)
    {
        Scarcity.Ask(Resource.Room);
        var larger = new Slot[old.Length * 2];
        for (long i = top; i - bottom < 0; i++)
            larger[i & (larger.Length - 1)].Item = old[i & (old.Length - 1)].Item;
        TSync.Release(ref _slots, larger);                                           // G1: the old buffer stays as it is for thieves in it
        return larger;
    }
}

/// <summary>Decides on what a thief sees at the top before it takes it.</summary>
internal interface IStealFilter<in T>
{
    /// <summary>Whether the thief wants it. May see a job that is being stolen meanwhile; the steal then fails.</summary>
    bool Accepts(T item);
}
