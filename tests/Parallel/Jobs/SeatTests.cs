using System.Runtime.CompilerServices;
using ForkJoin.Jobs;
using ForkJoin.Workers;

namespace ForkJoin.Tests.Jobs;

/// <summary>Whoever looks by a stack address finds his own thread's executor, or nobody.</summary>
public sealed class SeatTests
{
    /// <summary>Small, so that several stacks lie in one piece of the table.</summary>
    private const int SmallStack = 192 * 1024;

    [Fact]
    public void A_join_lets_its_thread_be_found_by_its_stack() => OnThread(static () =>
    {
        Assert.Null(Here());
        using var pool = new ForkJoinPool(2);
        pool.Run(static () =>
        {
            Join();
            Assert.NotNull(Worker.Current);
            Assert.Same(Worker.Current, Here());
        });
        Assert.Null(Here());
    });

    [Fact]
    public void In_a_pool_inside_another_the_inner_one_is_found() => OnThread(static () =>
    {
        using var outer = new ForkJoinPool(2);
        using var inner = new ForkJoinPool(2);
        outer.Run(() =>
        {
            Join();
            Worker first = Worker.Current!;
            inner.Run(() =>
            {
                Join();
                Assert.NotSame(first, Worker.Current);
                Assert.Same(Worker.Current, Here());
            });
            Assert.Same(first, Worker.Current);
            Assert.Same(first, Here());
        });
    });

    /// <summary>Threads come and go, stacks are used again, and pieces of the table hold several at a time.</summary>
    [Fact]
    public void Nobody_finds_another_threads_executor()
    {
        using var pool = new ForkJoinPool(2);
        int strangers = 0, found = 0;
        for (int round = 0; round < 12 * Soak.Factor; round++)
        {
            using var together = new Barrier(24);
            var threads = new Thread[24];
            for (int i = 0; i < threads.Length; i++)
            {
                bool enters = i % 3 != 0;
                threads[i] = new Thread(
                    () =>
                    {
                        together.SignalAndWait();
                        for (int k = 0; k < 20; k++)
                        {
                            if (enters)
                                pool.Run(() => Look(8));
                            else
                                Look(8);
                        }
                    },
                    SmallStack);
                threads[i].Start();
            }
            foreach (Thread thread in threads)
                thread.Join();
        }
        Assert.Equal(0, strangers);
        Assert.NotEqual(0, found);

        void Look(int depth)
        {
            Executor? here = Here();
            if (here is not null)
                Interlocked.Increment(ref found);
            if (here is not null && !ReferenceEquals(here, Worker.Current))
                Interlocked.Increment(ref strangers);
            if (depth == 0)
                return;
            if (Worker.Current is null)
                Look(depth - 1);
            else
                Fork.Join(depth - 1, depth - 1, depth => { if (depth > 0) Look(depth - 1); });
        }
    }

    /// <summary>Joins at its caller's depth and below that of <see cref="Here"/>.</summary>
    private static void Join()
    {
        Fork.Join(1, 2, static x => x);
        FurtherDown(16 * 1024, static () => Fork.Join(1, 2, static x => x).Left);
    }

    /// <summary>Whom a join a little further down than the caller's frame finds.</summary>
    private static Executor? Here() => FurtherDown(1024, static () => Lookup());

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe Executor? Lookup()
    {
        byte here;
        // SAFETY: only the address is used.
        return Seat.At((nuint)(&here));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TResult FurtherDown<TResult>(int bytes, Func<TResult> body)
    {
        Span<byte> room = stackalloc byte[bytes];
        TResult result = body();
        room.Clear();
        return result;
    }

    /// <summary>Runs code where nothing is known of the stack.</summary>
    private static void OnThread(Action body)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                body();
            }
            catch (Exception error)
            {
                failure = error;
            }
        });
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
