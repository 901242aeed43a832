namespace ForkJoin.Tests.Sharing;

/// <summary>Many threads at once.</summary>
public sealed class SharedRefStressTests
{
    private const int Threads = 4;

    [Fact]
    public async Task R32_R40_readers_of_every_kind_never_see_half_a_write_and_no_write_is_lost()
    {
        const int Rounds = 3000;
        using SharedRef<Pair> shared = SharedRef.Of(new Pair(), "shared");
        Task awaiting = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                using (SharedWriteLease<Pair> writing = await shared.WriteAsync())
                    writing.Value.Step();
                using SharedReadLease<Pair> reading = await shared.ReadAsync();
                reading.Value.Check();
            }
        })));
        Crew.Run(Threads, number =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                if ((i + number) % 4 == 0)
                {
                    using var writing = shared.Write();
                    writing.Value.Step();
                }
                else
                {
                    using var reading = shared.Read();
                    reading.Value.Check();
                }
            }
        });
        await awaiting.WaitAsync(Crew.Patience);
        using var last = await shared.ReadAsync();
        Assert.Equal((2 * Rounds) + (Threads * Rounds / 4), last.Value.First);
    }

    [Fact]
    public void R32_a_writer_gets_in_while_readers_come_all_the_time()
    {
        using SharedRef<int> shared = SharedRef.Of(0, "shared");
        var crew = new Crew();
        bool over = false;
        using var reading = new CountdownEvent(Threads);
        for (int i = 0; i < Threads; i++)
        {
            crew.Go(() =>
            {
                SharedReadGuard<int> held = shared.Read();
                reading.Signal();
                while (!Volatile.Read(ref over))
                {
                    held.Dispose();
                    held = shared.Read();
                }
                held.Dispose();
            });
        }
        Assert.True(reading.Wait(Crew.Patience));
        for (int i = 0; i < 200; i++)
        {
            Assert.True(shared.TryWrite(Crew.Patience, out SharedWriteGuard<int> writing));
            writing.Value++;
            writing.Dispose();
        }
        Volatile.Write(ref over, true);
        crew.Join();
    }

    [Fact]
    public void R32_readers_get_in_while_writers_come_all_the_time()
    {
        using SharedRef<int> shared = SharedRef.Of(0, "shared");
        var crew = new Crew();
        bool over = false;
        for (int i = 0; i < Threads; i++)
        {
            crew.Go(() =>
            {
                while (!Volatile.Read(ref over))
                {
                    using var writing = shared.Write();
                    writing.Value++;
                }
            });
        }
        for (int i = 0; i < 200; i++)
        {
            Assert.True(shared.TryRead(Crew.Patience, out SharedReadGuard<int> reading));
            reading.Dispose();
        }
        Volatile.Write(ref over, true);
        crew.Join();
    }

    [Fact]
    public async Task R30_R40_a_storm_of_cancellations_and_time_outs_loses_no_turn()
    {
        const int Rounds = 6000;
        using SharedRef<Pair> shared = SharedRef.Of(new Pair(), "shared");
        int written = 0;
        Task awaiting = Task.WhenAll(Enumerable.Range(0, 2).Select(number => Task.Run(async () =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                using var cancel = new CancellationTokenSource();
                ValueTask<SharedWriteLease<Pair>> asked = shared.WriteAsync(cancel.Token);
                Task cancelling = (i + number) % 2 == 0 ? cancel.CancelAsync() : Task.Run(cancel.Cancel);
                try
                {
                    using SharedWriteLease<Pair> writing = await asked;
                    writing.Value.Step();
                    Interlocked.Increment(ref written);
                }
                catch (OperationCanceledException)
                {
                    using SharedReadLease<Pair> reading = await shared.ReadAsync();
                    reading.Value.Check();
                }
                await cancelling;
            }
        })));
        Crew.Run(Threads, number =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                var patience = TimeSpan.FromMilliseconds((i + number) % 3 == 0 ? 1 : 0);
                if (number == 0)
                {
                    if (!shared.TryWrite(patience, out SharedWriteGuard<Pair> writing))
                        continue;
                    writing.Value.Step();
                    Interlocked.Increment(ref written);
                    writing.Dispose();
                }
                else if (shared.TryRead(patience, out SharedReadGuard<Pair> reading))
                {
                    reading.Value.Check();
                    reading.Dispose();
                }
            }
        });
        await awaiting.WaitAsync(Crew.Patience);
        Assert.Equal(0, shared.Waiters);
        using SharedWriteGuard<Pair> last = shared.Write();
        Assert.Equal(written, last.Value.First);
    }

    [Fact]
    public void R32_handles_cloned_and_ended_everywhere_dispose_the_value_once()
    {
        for (int round = 0; round < 100; round++)
        {
            var value = new Counted();
            SharedRef<Counted>[] handles = [.. Enumerable.Repeat(SharedRef.Of(value), 1)];
            handles = [handles[0], .. Enumerable.Range(1, Threads - 1).Select(_ => handles[0].Clone())];
            using var start = new Barrier(Threads);
            Crew.Run(Threads, number =>
            {
                SharedRef<Counted> mine = handles[number];
                start.SignalAndWait(Crew.Patience);
                for (int i = 0; i < 20; i++)
                {
                    SharedRef<Counted> next = mine.Clone();
                    mine.Dispose();
                    mine = next;
                    using var reading = mine.Read();
                    Assert.Equal(0, reading.Value.Disposed);
                }
                mine.Dispose();
            });
            Assert.Equal(1, value.Disposed);
        }
    }

    [Fact]
    public void R32_one_handle_ended_under_its_users_is_refused_or_serves_and_the_value_outlives_every_guard()
    {
        for (int round = 0; round < 300; round++)
        {
            var value = new Counted();
            SharedRef<Counted> shared = SharedRef.Of(value);
            using var start = new Barrier(3);
            Crew.Run(3, number =>
            {
                start.SignalAndWait(Crew.Patience);
                if (number == 0)
                {
                    shared.Dispose();
                    return;
                }
                try
                {
                    while (true)
                    {
                        if (number == 1)
                        {
                            using var reading = shared.Read();
                            Assert.Equal(0, reading.Value.Disposed);
                        }
                        else
                        {
                            using var writing = shared.Write();
                            Assert.Equal(0, writing.Value.Disposed);
                        }
                    }
                }
                catch (MovedException)
                {
                    // as it should be
                }
            });
            Assert.Equal(1, value.Disposed);
        }
    }

    private sealed class Pair
    {
        private int _second;

        internal int First { get; private set; }

        internal void Step()
        {
            First++;
            Thread.SpinWait(5);
            _second++;
        }

        internal void Check() => Assert.Equal(First, _second);
    }
}
