using ForkJoin.Sharing;

namespace ForkJoin.Tests.Explorer;

/// <content>The lock as the programs use it, and what they hold it to.</content>
internal static partial class PhasePrograms
{
    private sealed class Phases : PhaseLock<ExplorerSync>
    {
        internal readonly List<Waiter> Queue = [];
        private long _written;
        private int _readers;
        private int _writers;
        private int _dropped;
        private bool _isUnwanted;

        /// <summary>More slots than the readers of any program need: what makes more and more of them comes to an end.</summary>
        internal const int Most = 8;

        internal bool IsScarce { get; init; }

        /// <summary>So many slots at most are made for the sake of speed.</summary>
        internal int Enough { get; init; } = Most;

        /// <summary>So many slots there may be at the end.</summary>
        internal int MostPlaces { get; init; } = Most;

        internal bool MayEnd { get; init; }

        internal bool NobodyWrites { get; init; }

        /// <summary>How often somebody has ended writing. Outside the modelled memory.</summary>
        internal int Written { get; private set; }

        /// <summary>Whether somebody is writing who has not left yet. Under the gate.</summary>
        internal bool HasWriter => IsWritten;

        internal Play Play(Action[] actors) => new(actors, () =>
        {
            Programs.Require(Queue.Count == 0 && Waiters == 0, "somebody is left in the queue");
            Programs.Require(Slots.All(static slot => !slot.IsTaken), "a place is left taken");
            Programs.Require(Slots.Length <= MostPlaces, "places were made without need");
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

        /// <summary>Before anybody runs, in place of one who leaves it then.</summary>
        internal void TakeGate() => EnterGate();

        internal void LeaveGate() => ExitGate();

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
                case '?':
                    TryRead(thread);
                    break;
                case '!':
                    TryWrite(thread);
                    break;
                case 'x':
                    if (TryReadAlone(thread, thread, null, 0) is { Slot: not null } alone)
                        Read(thread, alone, again: false);
                    break;
                case 'S':
                    AskForMore(thread);
                    break;
                case 'C':
                    Programs.Require(Waiters is 0 or 1, "more wait than there are");
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

        /// <summary>As threads do it: R1, R2 or W1, W2; and W3, W6. For a lease with its thread's number negated.</summary>
        internal ReadGrant<ExplorerSync>? Enter(LoanKind wanted, int holder, bool givesUp = false, bool readsAlready = false)
        {
            Waiter[] before = WritersInQueue();
            ReadGrant<ExplorerSync> grant = default;
            if (wanted == LoanKind.Read)
                grant = TryReadAlone(Math.Abs(holder), holder, null, 0);
            if (grant.Slot is null)
            {
                var waiter = new Waiter(this, wanted, holder);
                grant = Ask(waiter);
                Programs.Require(waiter.Refusal is null, "who has nothing was told that it waits for itself");
                if (grant == default)
                    return Await(waiter, givesUp);
            }
            Programs.Require(readsAlready || !before.Any(Queue.Contains), "who came later passed a writer that waits");
            return grant;
        }

        /// <summary>Reads if that can be had at once.</summary>
        internal void TryRead(int holder)
        {
            Waiter[] before = WritersInQueue();
            ReadGrant<ExplorerSync> grant = TryReadAlone(Math.Abs(holder), holder, null, 0);
            if (grant.Slot is null)
                grant = Read(holder, null, 0, waiter: null);
            Programs.Require(grant.Slot is not null || !NobodyWrites, "who tried to read was kept out by a reader");
            Programs.Require(grant.Slot is null || !before.Any(Queue.Contains), "who came later passed a writer that waits");
            if (grant.Slot is not null)
                Read(holder, grant, again: false);
        }

        private void TryWrite(int thread)
        {
            if (Write(thread, null, 0, waiter: null) is not 0 and var generation)
                Write(generation);
        }

        /// <summary>W3, for who has what is in the way and is not to be told so: it is a lease.</summary>
        internal Waiter QueueUp(LoanKind wanted, int holder)
        {
            var waiter = new Waiter(this, wanted, holder);
            Programs.Require(Ask(waiter) == default, "who came in found nobody in the way");
            Programs.Require(waiter.Refusal is null, "who has nothing was told that it waits for itself");
            return waiter;
        }

        /// <summary>Writes and asks for more, reads and asks to write: what would wait for itself.</summary>
        private void AskForMore(int thread)
        {
            long writing = Enter(LoanKind.Write, thread)!.Value.Generation;
            RequireRefused(LoanKind.Read, thread, LoanKind.Write);
            RequireRefused(LoanKind.Write, thread, LoanKind.Write);
            Write(writing);
            ReadGrant<ExplorerSync> reading = Enter(LoanKind.Read, thread)!.Value;
            RequireRefused(LoanKind.Write, thread, LoanKind.Read);
            Read(thread, reading, again: false);
        }

        private void RequireRefused(LoanKind wanted, int thread, LoanKind has)
        {
            var waiter = new Waiter(this, wanted, thread);
            Programs.Require(Ask(waiter) == default && waiter.Refusal?.Kind == has && !Queue.Contains(waiter), "who waits for itself was not told so");
        }

        private ReadGrant<ExplorerSync> Ask(Waiter waiter) => waiter.Wanted == LoanKind.Read
            ? Read(waiter.Holder, null, 0, waiter)
            : new(null, Write(waiter.Holder, null, 0, waiter));

        internal Waiter[] WritersInQueue() => [.. Queue.Where(static waiter => waiter.Wanted == LoanKind.Write)];

        internal ReadGrant<ExplorerSync>? Await(Waiter waiter, bool givesUp)
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

        internal void Read(int holder, ReadGrant<ExplorerSync> mine, bool again)
        {
            _readers++;
            Programs.Require(_writers == 0 && _dropped == 0, "a reader is beside a writer, or comes after the end");
            Programs.Require(Modelled.Load(ref _written, Order.Relaxed) == _written, "who reads does not see what was written before");
            if (again)
                Read(holder, Enter(LoanKind.Read, holder, readsAlready: true)!.Value, again: false);
            Programs.Require(mine.Slot!.State == mine.Generation && mine.Slot.Holder == holder && _writers == 0, "a reader's place was taken away");
            _readers--;
            for (int copy = 0; copy < 2; copy++) // the second ends nothing: whoever stands there by now stays
            {
                if (holder > 0)
                    EndGuard(mine.Slot, mine.Generation);
                else
                    EndRead(mine.Slot, mine.Generation);
            }
        }

        internal void Write(long mine)
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

        private protected override int EnoughSlots => Enough;

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
        private bool _wasSignalled;

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
            _inFront = _phases.WritersInQueue();
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

        internal override void Signal()
        {
            Programs.Require(!_wasSignalled, "who was signalled once is signalled again");
            _wasSignalled = true;
            ExplorerSync.Set(Told);
        }

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
