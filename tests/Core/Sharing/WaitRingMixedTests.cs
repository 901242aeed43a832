using ForkJoin.Waiting;

namespace ForkJoin.Tests.Sharing;

/// <summary>Rings of waits through shared references, and through shared references and mutexes.</summary>
public sealed class WaitRingMixedTests
{
    private readonly Mutex<int> _mutex = new(0, "the mutex");
    private readonly SharedRef<int> _shared = SharedRef.Of(0, "the shared");

    /// <summary>Something to hold while something runs.</summary>
    private delegate void Hold(Action inside);

    [Theory]
    [InlineData("ww")]
    [InlineData("rw")]
    [InlineData("mw")]
    [InlineData("rm")]
    [InlineData("rwm")]
    [InlineData("mrwwrmr")]
    public void P32_a_ring_of_any_kinds_is_refused_to_one_of_them_and_the_others_go_on(string kinds)
    {
        const int Rounds = 50;
        (Hold Hold, Action Want)[] all = [.. kinds.Select((kind, i) => Make(kind, $"number {i}"))];
        using var barrier = new Barrier(kinds.Length);
        int refused = 0, went = 0;
        Threads.RunAll(kinds.Length, i =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                all[i].Hold(() =>
                {
                    barrier.SignalAndWait(Threads.LongEnough);
                    try
                    {
                        all[(i + 1) % kinds.Length].Want();
                        Interlocked.Increment(ref went);
                    }
                    catch (DeadlockException ring)
                    {
                        Interlocked.Increment(ref refused);
                        Assert.Equal($"number {(i + 1) % kinds.Length}", ring.Owner);
                        for (int other = 0; other < kinds.Length; other++)
                            Assert.Contains($"number {other}", ring.Message, StringComparison.Ordinal);
                    }
                });
                barrier.SignalAndWait(Threads.LongEnough);
            }
        });
        Assert.Equal(Rounds, refused);
        Assert.Equal(Rounds * (kinds.Length - 1), went);
    }

    [Fact]
    public void P32_a_reader_among_many_closes_a_ring()
    {
        using SharedReadGuard<int> bystander = _shared.Read();
        Action join = StartWaiting(() =>
        {
            using (_mutex.Lock())
                _shared.Write().Dispose();
        });
        Assert.Contains("the mutex", Assert.Throws<DeadlockException>(() => _mutex.Lock().Dispose()).Message, StringComparison.Ordinal);
        bystander.Dispose();
        join();
    }

    [Fact]
    public void P32_the_message_names_every_thread_and_every_place()
    {
        using (SharedReadGuard<int> reading = _shared.Read())
        {
            Action join = StartWaiting(() =>
            {
                using (_mutex.Lock())
                    _shared.Write().Dispose();
            }, "the writer");
            DeadlockException refused = Assert.Throws<DeadlockException>(() => _mutex.Lock().Dispose());
            Assert.Matches(
                """
                ^Cannot lock the mutex at WaitRingMixedTests\.cs:\d+: it is held by thread "the writer", asked for at WaitRingMixedTests\.cs:\d+, which waits to write the shared at WaitRingMixedTests\.cs:\d+; it is read by thread .*, asked for at WaitRingMixedTests\.cs:\d+, which is this thread, so the wait would never end\.
                """.Trim(), refused.Message);
            reading.Dispose();
            join();
        }
    }

    [Fact]
    public void P32_who_waits_behind_a_writer_waits_for_those_who_read()
    {
        using SharedReadGuard<int> reading = _shared.Read();
        Action writer = StartWaiting(() => _shared.Write().Dispose(), "the writer");
        Action join = StartWaiting(() =>
        {
            using (_mutex.Lock())
                _shared.Read().Dispose();
        });
        Assert.Contains(
            "promised to thread \"the writer\"", Assert.Throws<DeadlockException>(() => _mutex.Lock().Dispose()).Message, StringComparison.Ordinal);
        reading.Dispose();
        writer();
        join();
    }

    [Fact]
    public void P32_the_writer_that_others_wait_behind_is_refused_where_it_closes_the_ring()
    {
        using var stop = new CancellationTokenSource();
        using var reading = new ManualResetEventSlim();
        // In its way is a writer that may give up: so far it waits for nobody for good.
        Action reader = Threads.Start(() =>
        {
            using (_shared.Read())
            {
                reading.Set();
                Threads.Until(() => _shared.Waiters == 2);
                _mutex.Lock().Dispose();
            }
        }, out Thread asks);
        reading.Wait(Threads.LongEnough);
        Action limited = Threads.Start(() => Assert.ThrowsAny<OperationCanceledException>(() => _shared.Write(stop.Token).Dispose()));
        Threads.Until(() => _shared.Waiters == 1);
        Action behind = StartWaiting(() =>
        {
            using (_mutex.Lock())
                _shared.Read().Dispose();
        });
        Threads.UntilNumbered(asks);
        DeadlockException refused = Assert.Throws<DeadlockException>(() => _shared.Write().Dispose());
        Assert.Contains("promised to", refused.Message, StringComparison.Ordinal);
        stop.Cancel();
        limited();
        behind();
        reader();
    }

    [Fact]
    public void P32_what_awaits_its_turn_to_write_stands_between_too()
    {
        using SharedReadGuard<int> reading = _shared.Read();
        Task<SharedWriteLease<int>> awaited = _shared.WriteAsync().AsTask();
        Action join = StartWaiting(() =>
        {
            using (_mutex.Lock())
                _shared.Read().Dispose();
        });
        Assert.Contains(
            "promised to what awaits it at WaitRingMixedTests.cs:", Assert.Throws<DeadlockException>(() => _mutex.Lock().Dispose()).Message, StringComparison.Ordinal);
        reading.Dispose();
        Threads.ResultOf(awaited).Dispose();
        join();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_writer_that_gives_up_by_itself_closes_no_ring(bool awaits)
    {
        using var stop = new CancellationTokenSource();
        using (_shared.Read())
        {
            Action limited = Threads.Start(() => Assert.ThrowsAny<OperationCanceledException>(() =>
            {
                if (awaits)
                    Threads.ResultOf(_shared.WriteAsync(stop.Token).AsTask()).Dispose();
                else
                    _shared.Write(stop.Token).Dispose();
            }));
            Threads.Until(() => _shared.Waiters == 1);
            Action behind = Threads.Start(() =>
            {
                using (_mutex.Lock())
                    _shared.Read().Dispose();
            });
            Threads.Until(() => _shared.Waiters == 2);
            Action wait = Threads.Start(() =>
            {
                Threads.Until(() => _mutex.Gate.Waiting == 1);
                stop.Cancel();
            });
            _mutex.Lock().Dispose(); // free when the writer has given up, and the reader behind it has read
            wait();
            limited();
            behind();
        }
    }

    [Fact]
    public void Who_has_been_let_in_waits_no_more_and_stands_behind_nobody()
    {
        SharedWriteGuard<int> writing = _shared.Write();
        using var isIn = new ManualResetEventSlim();
        Action reader = Threads.Start(() =>
        {
            using (_mutex.Lock())
            using (_shared.Read())
            {
                isIn.Set();
                Threads.Until(() => _mutex.Gate.Waiting == 1);
            }
        }, out Thread waiting);
        Threads.UntilAsleep(waiting, () => _shared.Waiters == 1);
        writing.Dispose();
        isIn.Wait(Threads.LongEnough);
        SharedReadGuard<int> reading = _shared.Read();
        Action writer = Threads.Start(() => _shared.Write().Dispose());
        Threads.Until(() => _shared.Waiters == 1);
        var found = new List<Obstacle>();
        ((IAwaited)_shared.Access!).AddObstacles(WaitingThread.Current, LoanKind.Read, found);
        Assert.Empty(found);
        _mutex.Lock().Dispose();
        reading.Dispose();
        reader();
        writer();
    }

    [Fact]
    public void A_lease_is_nobodys_and_closes_no_ring()
    {
        SharedWriteLease<int> lease = Threads.ResultOf(_shared.WriteAsync().AsTask()); // asked for by this thread
        Action other = Threads.Start(() =>
        {
            using (_mutex.Lock())
                _shared.Read().Dispose();
        });
        Threads.Until(() => _shared.Waiters == 1);
        Action end = Threads.Start(() =>
        {
            Threads.Until(() => _mutex.Gate.Waiting == 1);
            lease.Dispose();
        });
        _mutex.Lock().Dispose();
        end();
        other();
    }

    [Fact]
    public void No_ring_is_seen_where_all_ask_in_one_order()
    {
        const int ThreadCount = 6, Rounds = 2_000;
        (Hold Hold, Action Want)[] all = [.. "mrwmrw".Select((kind, i) => Make(kind, $"number {i}"))];
        SharedRef<int> both = SharedRef.Of(0, "both");
        Threads.RunAll(ThreadCount, i =>
        {
            var random = new Random(i);
            for (int round = 0; round < Rounds; round++)
            {
                int low = random.Next(all.Length - 1);
                all[low].Hold(() =>
                {
                    int high = random.Next(low + 1, all.Length);
                    all[high].Hold(() =>
                    {
                        // Readers and writers of one more, some of whom give up.
                        switch (random.Next(4))
                        {
                            case 0:
                                both.Write().Dispose();
                                break;
                            case 1:
                                if (both.TryWrite(TimeSpan.FromMilliseconds(1), out SharedWriteGuard<int> writing))
                                    writing.Dispose();
                                break;
                            default:
                                using (both.Read())
                                    both.Read().Dispose();
                                break;
                        }
                    });
                });
            }
        });
        Assert.True(both.TryWrite(out _));
    }

    /// <summary>Starts a thread, and waits until a ring that is closed from here on is refused to another.</summary>
    private static Action StartWaiting(Action body, string? name = null)
    {
        Action join = Threads.Start(body, out Thread waiting, name);
        Threads.UntilNumbered(waiting);
        return join;
    }

    private static (Hold Hold, Action Want) Make(char kind, string name)
    {
        if (kind == 'm')
        {
            var mutex = new Mutex<int>(0, name);
            return (inside => mutex.Use(inside, static (ref int _, Action inside) => { inside(); }), () => mutex.Lock().Dispose());
        }
        SharedRef<int> shared = SharedRef.Of(0, name);
        return kind == 'r'
            ? (Read, () => shared.Write().Dispose()) // held by one who reads, wanted by one who writes
            : (Write, () => shared.Read().Dispose());

        void Read(Action inside)
        {
            using SharedReadGuard<int> reading = shared.Read();
            inside();
        }

        void Write(Action inside)
        {
            using SharedWriteGuard<int> writing = shared.Write();
            inside();
        }
    }
}
