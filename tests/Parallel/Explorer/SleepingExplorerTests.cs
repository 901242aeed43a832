using System.Runtime.CompilerServices;
using ForkJoin.Deques;
using ForkJoin.Sleeping;
using ForkJoin.Tests.Deques;

namespace ForkJoin.Tests.Explorer;

using Deque = WorkDeque<Item, ExplorerSync>;

/// <summary>No wake-up is lost (P06): the latch itself, and the steps by which workers go to sleep and are woken.</summary>
public sealed class SleepingExplorerTests
{
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_token")]
    private static extern ref bool Token(Parker parker);

    private static void Park(Parker parker)
    {
        Explorer.WaitUntil(() => Token(parker));
        parker.Park();
    }

    private sealed class Box
    {
        internal int Latch;
    }

    [Fact]
    public void P06_an_owner_that_waits_at_a_latch_wakes_when_it_is_set()
    {
        int schedules = Explorer.Explore(8, static () =>
        {
            var box = new Box();
            var parker = new Parker();
            bool woke = false;
            return (
                [
                    () =>
                    {
                        while (!Latch<ExplorerSync>.IsSet(ref box.Latch))
                        {
                            if (Latch<ExplorerSync>.StartWaiting(ref box.Latch))
                                Park(parker);
                        }
                        woke = true;
                    },
                    () => Latch<ExplorerSync>.Set(ref box.Latch, parker),
                ],
                () => Assert.True(woke));
        });
        Assert.True(schedules > 3);
    }

    /// <summary>The steps S1 to S7 and P1 to P3 as the workers do them, over the real deque and the real counts.</summary>
    private sealed class Model(bool publisherFence, bool sleeperFence)
    {
        private readonly Deque _deque = new(2);
        private readonly List<Parker> _asleep = [];
        private IdleCounts<ExplorerSync> _idle;
        internal int Taken;

        private readonly struct TakeAny : IStealFilter<Item>
        {
            public bool Accepts(Item item) => true;
        }

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_bottom")]
        private static extern ref PaddedLong Bottom(Deque deque);

        private Deque? Identify(ref long location) => Unsafe.AreSame(ref location, ref Bottom(_deque).Value) ? _deque : null;

        internal void Publish(int items)
        {
            ExplorerSync.Identification = Identify;
            var owner = new Deque.Owner(_deque);
            for (int i = 0; i < items; i++)
            {
                owner.Push(new Item(i));                                    // P1
                if (publisherFence)
                    ExplorerSync.Fence();                                   // P2
                if (_idle.Read().NeedsWaking)
                    WakeOne();                                              // P3
            }
        }

        private void WakeOne()
        {
            Parker? woken = null;
            Explorer.Point();
            // The gate: nothing else happens in between, for all who change the list hold it.
            if (_asleep.Count > 0 && Peek().Searching == 0)
            {
                woken = _asleep[^1];
                _asleep.RemoveAt(_asleep.Count - 1);
                CountUp();
            }
            woken?.Unpark();
        }

        internal void Work(int until)
        {
            ExplorerSync.Identification = Identify;
            var parker = new Parker();
            var thief = new Deque.Thief(_deque);
            _idle.StartSearching();                                         // S1
            while (true)
            {
                var any = default(TakeAny);
                var outcome = thief.Steal(ref any, out _);
                if (outcome == Deque.StealOutcome.LostRace)
                    continue;
                if (outcome == Deque.StealOutcome.Stolen)
                {
                    bool last = _idle.StopSearching();                      // S2
                    if (last && !thief.SeemsEmpty && _idle.Read().NeedsWaking)
                        WakeOne();
                    if (++Taken == until)
                    {
                        Close();
                        return;
                    }
                    _idle.StartSearching();
                    continue;
                }
                if (_closed)
                    return;
                Explorer.Point();
                _asleep.Add(parker);                                        // S3
                CountDown();
                if (sleeperFence)
                    ExplorerSync.Fence();                                   // S4
                if (!thief.SeemsEmpty || _closed)                           // S5
                    GetUpAgain(parker);
                Park(parker);                                               // S6
            }
        }

        private void GetUpAgain(Parker parker)
        {
            Explorer.Point();
            if (!_asleep.Remove(parker))
                return;
            CountUp();
            parker.Unpark();
        }

        private bool _closed;

        private void Close()
        {
            Explorer.Point();
            _closed = true;
            foreach (Parker parker in _asleep)
            {
                CountUp();
                parker.Unpark();
            }
            _asleep.Clear();
        }

        /* Under the gate there is no point: the explorer would switch with the gate held. */

        private void CountDown() => WithoutPoints(static model => model._idle.FallAsleep());

        private void CountUp() => WithoutPoints(static model => model._idle.WakeUp());

        private IdleCounts<ExplorerSync>.Snapshot Peek()
        {
            IdleCounts<ExplorerSync>.Snapshot snapshot = default;
            WithoutPoints(model => snapshot = model._idle.Read());
            return snapshot;
        }

        private void WithoutPoints(Action<Model> step)
        {
            Explorer.Current?.Held.Clear(); // the gate is a fence
            using (Explorer.Atomically())
                step(this);
        }
    }

    [Theory]
    [InlineData(1, 1, 4)]
    [InlineData(2, 1, 3)]
    [InlineData(1, 2, 3)]
    [InlineData(2, 2, 2)]
    public void P02_P06_published_work_is_noticed_under_every_schedule(int items, int workers, int preemptions)
    {
        int schedules = Explorer.Explore(preemptions, () => Program(items, workers, publisherFence: true));
        Assert.True(schedules > 10);
    }

    [Fact]
    public void P34_without_the_publishers_fence_a_wake_up_is_lost() =>
        Assert.Throws<ScheduleException>(() => Explorer.Explore(3, () => Program(1, 1, publisherFence: false)));

    private static (Action[] Actors, Action Check) Program(int items, int workers, bool publisherFence)
    {
        var model = new Model(publisherFence, sleeperFence: true);
        Action[] actors = [() => model.Publish(items), .. Enumerable.Repeat<Action>(() => model.Work(items), workers)];
        return (actors, () => Assert.Equal(items, model.Taken));
    }
}
