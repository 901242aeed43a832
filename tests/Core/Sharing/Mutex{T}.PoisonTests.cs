namespace ForkJoin.Tests.Sharing;

public sealed class MutexPoisonTests
{
    [Fact]
    public void Use_runs_under_the_lock_in_all_four_forms()
    {
        var counter = new Mutex<int>(1);
        counter.Use(static (ref int value) => { value += 1; });
        counter.Use(2, static (ref int value, int more) => { value += more; });
        Assert.Equal(5, counter.Use(static (ref int value) => ++value));
        Assert.Equal(10, counter.Use([2, 3], static (ref int value, ReadOnlySpan<int> more) => value += more[0] + more[1]));
        counter.Use(counter, static (ref int value, Mutex<int> self) => Assert.True(self.IsLocked));
        Assert.False(counter.IsLocked);
        Assert.Equal(10, counter.IntoInner());
    }

    [Fact]
    public void A_missing_body_is_refused_by_name()
    {
        var counter = new Mutex<int>(1);
        Assert.Throws<ArgumentNullException>("body", () => counter.Use((MutexAction<int>)null!));
        Assert.Throws<ArgumentNullException>("body", () => counter.Use((MutexFunc<int, int>)null!));
        Assert.Throws<ArgumentNullException>("body", () => counter.Use(1, (MutexAction<int, int>)null!));
        Assert.Throws<ArgumentNullException>("body", () => counter.Use(1, (MutexFunc<int, int, int>)null!));
        Assert.False(counter.IsLocked);
    }

    [Fact]
    public void R24_a_body_that_throws_poisons_in_every_form()
    {
        foreach (Action<Mutex<int>> use in new Action<Mutex<int>>[]
        {
            static m => m.Use(static (ref int value) => Fail()),
            static m => m.Use(1, static (ref int value, int state) => Fail()),
            static m => m.Use<int>(static (ref int value) => throw new FormatException("half")),
            static m => m.Use<int, int>(1, static (ref int value, int state) => throw new FormatException("half")),
        })
        {
            var counter = new Mutex<int>(0, "counter");
            FormatException failed = Assert.Throws<FormatException>(() => use(counter));
            Assert.True(counter.IsPoisoned);
            Assert.False(counter.IsLocked);

            PoisonedException refused = Assert.Throws<PoisonedException>(() => counter.Lock().Dispose());
            Assert.Equal("counter", refused.Owner);
            Assert.Same(failed, refused.InnerException);
            Assert.StartsWith("Mutex{T}.PoisonTests.cs:", refused.PoisonedAt, StringComparison.Ordinal);
            Assert.Contains($"counter is poisoned: the code that locked it at {refused.PoisonedAt} failed (FormatException)", refused.Message, StringComparison.Ordinal);
        }

        static void Fail() => throw new FormatException("half");
    }

    [Fact]
    public async Task R24_a_poisoned_mutex_is_refused_by_every_way_in_and_stays_free()
    {
        Mutex<int> counter = Poisoned();
        using var stop = new CancellationTokenSource();
        Assert.Throws<PoisonedException>(() => counter.Lock(Threads.LongEnough).Dispose());
        Assert.Throws<PoisonedException>(() => counter.Lock(stop.Token).Dispose());
        Assert.Throws<PoisonedException>(() => counter.TryLock(out _));
        Assert.Throws<PoisonedException>(() => counter.Use(static (ref int value) => value));
        Assert.Throws<PoisonedException>(() => counter.IntoInner());
        await Assert.ThrowsAsync<PoisonedException>(async () => await counter.LockAsync());
        Assert.False(counter.IsLocked);
    }

    [Fact]
    public async Task R24_who_goes_in_nevertheless_may_repair_and_clear()
    {
        Mutex<int> counter = Poisoned();
        using (MutexLease<int> lease = await counter.LockDespitePoisonAsync())
            Assert.Equal(0, lease.Value);
        using (MutexGuard<int> guard = counter.LockDespitePoison())
        {
            guard.Value = 3;
            counter.ClearPoison();
        }
        Assert.False(counter.IsPoisoned);
        Assert.Equal(3, counter.IntoInner());
    }

    [Fact]
    public void R24_the_value_can_be_taken_out_of_a_poisoned_mutex_nevertheless()
    {
        Mutex<int> counter = Poisoned();
        using (counter.LockDespitePoison())
            Refused.Conflict(() => counter.IntoInnerDespitePoison());
        Assert.Equal(0, counter.IntoInnerDespitePoison());
        Assert.Contains("gave its value away at Mutex{T}.PoisonTests.cs:", Refused.Moved(() => counter.IntoInnerDespitePoison()).Message, StringComparison.Ordinal);
        Assert.Equal(7, new Mutex<int>(7).IntoInnerDespitePoison());
    }

    [Fact]
    public void R24_those_who_wait_while_it_is_poisoned_are_told_and_whoever_goes_in_nevertheless_gets_it()
    {
        var counter = new Mutex<int>(0, "counter");
        MutexGuard<int> guard = counter.Lock();
        Action thread = Threads.Start(() => counter.Lock().Dispose());
        Threads.Until(() => counter.Gate.Waiting == 1);
        Task<MutexLease<int>> task = counter.LockAsync().AsTask();
        Task<MutexLease<int>> despite = counter.LockDespitePoisonAsync().AsTask();
        Task<MutexLease<int>> behind = counter.LockAsync().AsTask();
        guard.Poison(new FormatException("half"));
        Assert.Equal(0, guard.Value); // the guard itself goes on
        guard.Dispose();

        Assert.IsType<FormatException>(Assert.Throws<PoisonedException>(thread).InnerException);
        Threads.Completed(task);
        MutexLease<int> lease = Threads.ResultOf(despite);
        Assert.IsType<PoisonedException>(task.Exception?.InnerException);
        Assert.False(behind.IsCompleted);
        counter.ClearPoison();
        lease.Dispose();
        Threads.ResultOf(behind).Dispose();
    }

    [Fact]
    public void Ten_thousand_who_wait_for_a_poisoned_mutex_are_refused_one_after_the_other_and_not_one_within_the_other()
    {
        var counter = new Mutex<int>(0);
        MutexGuard<int> guard = counter.Lock();
        Task<MutexLease<int>>[] all = [.. Enumerable.Range(0, 10_000).Select(_ => counter.LockAsync().AsTask())];
        guard.Poison();
        guard.Dispose();
        Threads.Completed(Task.WhenAll(all));
        Assert.All(all, static t => Assert.IsType<PoisonedException>(t.Exception?.InnerException));
        Assert.False(counter.IsLocked);
    }

    private static Mutex<int> Poisoned()
    {
        var counter = new Mutex<int>(0, "counter");
        using MutexGuard<int> guard = counter.Lock();
        guard.Poison();
        return counter;
    }
}
