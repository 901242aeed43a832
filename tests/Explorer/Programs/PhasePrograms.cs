using ForkJoin.Sharing;

namespace ForkJoin.Tests.Explorer;

/// <summary>The lock of shared references, steps R, W and A: readers beside each other, writers alone, in phases; given up, ended twice, dropped.</summary>
internal static class PhasePrograms
{
    internal static IReadOnlyList<Program> All { get; } =
    [
        new("R32 P34 a reader and a writer exclude each other, and the one sees what the other wrote", 3, 2, static () => Sharing("R W")),
        new("R32 P34 the same, over and over", 2, 1, static () => Sharing("RR WW")),
        new("R32 P34 a thread that reads already passes those who wait to write", 2, 1, static () => Sharing("N W")),
        new("R32 P34 a thread that reads already takes a place beside its own", 2, 1, static () => Sharing("N W", places: 2)),
        new("R40 P34 a reader's lease that several dispose ends once", 2, 1, static () => LeasingRead()),
        new("R32 P34 the value is dropped once, whoever gives up waiting for it", 2, 1, static () => Sharing("R Dw")),
        .. Three(preemptions: 1, ""),
    ];

    /// <summary>The same explored further.</summary>
    internal static IReadOnlyList<Program> Large { get; } = Three(preemptions: 2, ", further");

    private static Program[] Three(int preemptions, string further) =>
    [
        new($"R32 P34 readers and a writer exclude each other, and nobody who waits is forgotten{further}", preemptions, 1, static () => Sharing("R R W")),
        new($"R32 P34 of two writers neither passes a reader twice, nor a reader one that waits{further}", preemptions, 1, static () => Sharing("R W W")),
        new($"R32 P34 readers keep no writer out{further}", preemptions, 1, static () => Sharing("RR W R")),
        new($"R32 P34 a writer that gives up takes nothing along{further}", preemptions, 1, static () => Sharing("R w R")),
        new($"R32 P34 a reader that gives up takes nothing along{further}", preemptions, 1, static () => Sharing("W r W")),
        new($"R32 P26 P34 readers without a place to stand wait for one{further}", preemptions, 1, static () => Sharing("R R W", isScarce: true)),
        new($"R40 P34 a writer's lease that several dispose ends once{further}", preemptions, 1, static () => LeasingWrite()),
        new($"R32 P34 the value is dropped once, after the last reader and writer{further}", preemptions, 1, static () => Sharing("D R W")),
    ];

    /// <param name="actors">Each a word, of what it does in turn: reads, writes, reads twice at once (N), drops the value; small, with a time-out.</param>
    /// <param name="isScarce">Whether there is no memory for another reader's slot.</param>
    /// <param name="places">How many slots there are at first: one or two.</param>
    private static Play Sharing(string actors, bool isScarce = false, int places = 1)
    {
        var phases = new Phases { IsScarce = isScarce, MayEnd = actors.Contains('D', StringComparison.Ordinal) };
        if (places == 2)
            phases.AddPlace();
        return phases.Play([.. actors.Split(' ').Select<string, Action>((steps, index) => () =>
        {
            foreach (char step in steps)
                phases.Do(step, index + 1);
        })]);
    }

    private static Play LeasingRead()
    {
        var phases = new Phases();
        ReadGrant<ExplorerSync> lease = phases.TryReadAlone(thread: 1, holder: -1, file: null, line: 0);
        Action end = () => phases.EndRead(lease.Slot!, lease.Generation);
        return phases.Play([end, end, () => phases.Do('R', 1)]);
    }

    private static Play LeasingWrite()
    {
        var phases = new Phases();
        long lease = phases.Write(holder: -1, file: null, line: 0, waiter: null);
        Action end = () => phases.EndWrite(lease);
        return phases.Play([end, end, () => phases.Do('W', 3)]);
    }

    private sealed class Phases : PhaseLock<ExplorerSync>
    {
        internal readonly List<Waiter> Queue = [];
        private long _written;
        private int _readers;
        private int _writers;
        private int _dropped;
        private bool _isUnwanted;

        /// <summary>More slots than the readers of any program need: what makes more and more of them comes to an end.</summary>
        private const int Most = 8;

        internal bool IsScarce { get; init; }

        internal bool MayEnd { get; init; }

        /// <summary>How often somebody has ended writing. Outside the modelled memory.</summary>
        internal int Written { get; private set; }

        /// <summary>Whether somebody is writing who has not left yet. Under the gate.</summary>
        internal bool HasWriter => IsWritten;

        internal Play Play(Action[] actors) => new(actors, () =>
        {
            Programs.Require(Queue.Count == 0 && Waiters == 0, "somebody is left in the queue");
            Programs.Require(Slots.All(static slot => !slot.IsTaken), "a place is left taken");
            Programs.Require(_dropped == (MayEnd ? 1 : 0), $"the value was dropped {_dropped} times");
            Programs.Require(MayEnd || TryReadAlone(1, 1, null, 0).Slot is not null, "nobody is inside, and the door is shut");
        });

        /// <summary>Two read at once, before anybody runs.</summary>
        internal void AddPlace()
        {
            ReadGrant<ExplorerSync> first = TryReadAlone(1, 1, null, 0), second = Read(2, null, 0, waiter: null);
            EndGuard(first.Slot!, first.Generation);
            EndGuard(second.Slot!, second.Generation);
            Programs.Require(Slots.Length == 2, "two who read have no place each");
        }

        internal void Do(char step, int thread)
        {
            try
            {
                Take(step, thread);
            }
            catch (Gone)
            {
                Programs.Require(_isUnwanted, "who has a handle was told that there is none");
            }
        }

        private void Take(char step, int thread)
        {
            switch (step)
            {
                case 'R' or 'r':
                    if (Enter(LoanKind.Read, thread, step == 'r') is { } reading)
                        Read(thread, reading, again: false);
                    break;
                case 'N':
                    Read(thread, Enter(LoanKind.Read, thread)!.Value, again: true);
                    break;
                case 'W' or 'w':
                    if (Enter(LoanKind.Write, thread, step == 'w') is { } writing)
                        Write(writing.Generation);
                    break;
                default:
                    _isUnwanted = true;
                    RequestDrop();
                    break;
            }
        }

        /// <summary>As threads do it: R1, R2 or W1, W2; and W3, W6.</summary>
        private ReadGrant<ExplorerSync>? Enter(LoanKind wanted, int thread, bool givesUp = false, bool readsAlready = false)
        {
            Waiter[] before = [.. Queue.Where(static waiter => waiter.Wanted == LoanKind.Write)];
            ReadGrant<ExplorerSync> grant = default;
            if (wanted == LoanKind.Read)
                grant = TryReadAlone(thread, thread, null, 0);
            if (grant.Slot is null)
            {
                var waiter = new Waiter(this, wanted, thread);
                grant = wanted == LoanKind.Read ? Read(thread, null, 0, waiter) : new(null, Write(thread, null, 0, waiter));
                Programs.Require(waiter.Refusal is null, "who has nothing was told that it waits for itself");
                if (grant == default)
                    return Await(waiter, givesUp);
            }
            Programs.Require(readsAlready || !before.Any(Queue.Contains), "who came later passed a writer that waits");
            return grant;
        }

        private ReadGrant<ExplorerSync>? Await(Waiter waiter, bool givesUp)
        {
            if (!givesUp)
            {
                ExplorerSync.Wait(waiter.Told);
            }
            else if (!ExplorerSync.Wait(waiter.Told, 1))
            {
                waiter.GivesUp = true;
                Abandon(waiter);
                ExplorerSync.Wait(waiter.Told);
            }
            Programs.Require(waiter.State == WaiterState.Granted || (givesUp && waiter.State == WaiterState.Abandoned), "who was signalled waits still");
            return waiter.State == WaiterState.Granted ? waiter.Grant : null;
        }

        private void Read(int thread, ReadGrant<ExplorerSync> mine, bool again)
        {
            _readers++;
            Programs.Require(_writers == 0 && _dropped == 0, "a reader is beside a writer, or comes after the end");
            Programs.Require(Modelled.Load(ref _written, Order.Relaxed) == _written, "who reads does not see what was written before");
            if (again)
                Read(thread, Enter(LoanKind.Read, thread, readsAlready: true)!.Value, again: false);
            Programs.Require(mine.Slot!.State == mine.Generation && mine.Slot.Holder == thread && _writers == 0, "a reader's place was taken away");
            _readers--;
            EndGuard(mine.Slot, mine.Generation);
            EndGuard(mine.Slot, mine.Generation); // as a copy would: whoever stands there by now stays
        }

        private void Write(long mine)
        {
            Programs.Require(++_writers == 1 && _readers == 0 && _dropped == 0, "a writer is not alone, or comes after the end");
            long written = Modelled.Load(ref _written, Order.Relaxed);
            Programs.Require(written == _written, "who writes does not see what was written before");
            Modelled.Store(ref _written, written + 1, Order.Relaxed);
            Programs.Require(IsWriting(mine) && _readers == 0, "the right to write was taken away");
            _writers--;
            Written++;
            EndWrite(mine);
        }

        private protected override void Drop() =>
            Programs.Require(++_dropped == 1 && _isUnwanted && _readers + _writers + Queue.Count == 0, "the value was dropped too early, or again");

        private protected override void RefuseGone(LoanKind wanted) => throw new Gone();

        private protected override ReadSlot<ExplorerSync>[] MoreThan(ReadSlot<ExplorerSync>[] slots) =>
            IsScarce || slots.Length == Most ? throw new InsufficientMemoryException() : base.MoreThan(slots);
    }

    /// <summary>Told to whoever comes after the last handle.</summary>
    private sealed class Gone : Exception;

    private sealed class Waiter : PhaseWaiter<ExplorerSync>
    {
        private readonly Phases _phases;
        private Waiter[] _inFront = [];
        private int _writtenBefore;
        private bool _cameDuringWrite;
        private int _writersSince;

        internal Waiter(Phases phases, LoanKind wanted, int holder)
        {
            _phases = phases;
            Wanted = wanted;
            Holder = holder;
        }

        internal AutoResetEvent Told { get; } = new(initialState: false);

        /// <summary>From when its time is over, whether it is let in all the same or not.</summary>
        internal bool GivesUp { get; set; }

        internal override void Enters()
        {
            _inFront = [.. _phases.Queue.Where(static waiter => waiter.Wanted == LoanKind.Write)];
            _writtenBefore = _phases.Written;
            _cameDuringWrite = _phases.HasWriter;
            _phases.Queue.Add(this);
        }

        internal override void Leaves()
        {
            Programs.Require(_phases.Queue.Remove(this), "who is in no queue was taken out");
            if (!GivesUp)
                RequireFair();
        }

        internal override void Signal() => ExplorerSync.Set(Told);

        /// <summary>The phases: a writer after those in front, a reader too, unless somebody has written since; and no reader after two that write.</summary>
        private void RequireFair()
        {
            bool passes = _inFront.Any(_phases.Queue.Contains);
            Programs.Require(!passes || (Wanted == LoanKind.Read && (_cameDuringWrite || _phases.Written > _writtenBefore)), "who came later passed a writer that waits");
            foreach (Waiter reader in _phases.Queue.Where(waiter => Wanted == LoanKind.Write && waiter.Wanted == LoanKind.Read))
                Programs.Require(++reader._writersSince <= (reader._cameDuringWrite ? 0 : 1), "two writers passed a reader that waits");
        }
    }
}
