using System.Runtime.CompilerServices;
using ForkJoin.Workers;

namespace ForkJoin.Tests.Workers;

/// <summary>What threads from outside keep of their visits: it makes coming back cheap, and is given back when they end.</summary>
public sealed class GuestPassTests
{
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_set")]
    private static extern ref WorkerSet SetOf(ForkJoinPool pool);

    [Fact]
    public void A_thread_is_the_same_worker_each_time() => Pools.With(2, static pool =>
    {
        Worker first = pool.Run(static () => Worker.Current!);
        for (int i = 0; i < 100; i++)
            Assert.Same(first, pool.Run(static () => Worker.Current!));
        Assert.Null(Worker.Current);
    });

    [Fact]
    public void A_pool_inside_another_inside_the_first_is_a_worker_of_its_own() => Pools.With(2, static outer =>
    {
        using var inner = new ForkJoinPool(2);
        outer.Run(() =>
        {
            Worker first = Worker.Current!;
            inner.Run(() =>
            {
                outer.Run(() => Assert.NotSame(first, Worker.Current));
                Assert.NotSame(first, Worker.Current);
            });
            Assert.Same(first, Worker.Current);
        });
    });

    [Fact]
    public void Workers_of_threads_that_have_ended_are_used_again() => Pools.With(2, static pool =>
    {
        for (int i = 0; i < 400; i++)
        {
            RunOnThreadOfItsOwn(pool);
            if (i % 20 == 19)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
        Assert.InRange(SetOf(pool).All.Length, 2, 60);
    });

    [Fact]
    public void P22_threads_with_a_pass_and_without_one_are_waited_for()
    {
        var pool = new ForkJoinPool(2);
        int inside = 0, left = 0;
        using var go = new ManualResetEventSlim();
        var threads = new Thread[64]; // more than passes are given
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(() =>
            {
                pool.Run(() =>
                {
                    Interlocked.Increment(ref inside);
                    go.Wait();
                    Interlocked.Increment(ref left);
                });
            });
            threads[i].Start();
        }
        Assert.True(Until.Spinning(() => Volatile.Read(ref inside) == threads.Length));
        var disposer = new Thread(pool.Dispose);
        disposer.Start();
        Assert.False(disposer.Join(20));
        go.Set();
        Assert.True(disposer.Join(Until.Patience));
        Assert.Equal(threads.Length, left);
        foreach (Thread thread in threads)
            thread.Join();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunOnThreadOfItsOwn(ForkJoinPool pool)
    {
        var thread = new Thread(() => pool.Run(static () => Fork.Join(1, 2, static n => n)));
        thread.Start();
        thread.Join();
    }
}
