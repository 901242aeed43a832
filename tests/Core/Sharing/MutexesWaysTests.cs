namespace ForkJoin.Tests.Sharing;

/// <summary>Several mutexes at once, tried, for a time, until cancelled, asynchronously: all or none on every way out.</summary>
public sealed class MutexesWaysTests : IDisposable
{
    private readonly Mutex<int>[] _all = [new(0, "zero"), new(1, "one"), new(2, "two")];
    private readonly CancellationTokenSource _stop = new();

    public void Dispose()
    {
        Assert.All(_all, static m => Assert.False(m.IsLocked));
        Assert.All(_all, static m => Assert.Equal(0, m.Gate.Waiting));
        _stop.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void R30_R39_tried_all_are_locked_or_none(int which)
    {
        using (_all[which].Lock())
        {
            Assert.False(Mutexes.TryLockAll(_all[2], _all[0], _all[1], out MutexGuards<int, int, int> none));
            none.Dispose();
            Assert.False(Mutexes.TryLockAll(_all[which], _all[(which + 1) % 3], out _));
            Assert.False(Mutexes.TryLockAll(_all[(which + 1) % 3], _all[which], out _));
            Assert.Equal(1, _all.Count(static m => m.IsLocked));
        }
        Assert.True(Mutexes.TryLockAll(_all[2], _all[0], _all[1], out MutexGuards<int, int, int> guards));
        using (guards)
        {
            Assert.Equal((2, 0, 1), (guards.First, guards.Second, guards.Third));
            Assert.All(_all, static m => Assert.True(m.IsLocked));
        }
        Assert.True(Mutexes.TryLockAll(_all[2], _all[1], out MutexGuards<int, int> both));
        Assert.Equal((2, 1), (both.First, both.Second));
        both.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void R39_tried_where_one_is_refused_none_is_locked(int which)
    {
        using (MutexGuard<int> guard = _all[which].Lock())
            guard.Poison();
        Assert.Equal(_all[which].Name, Assert.Throws<PoisonedException>(() => Mutexes.TryLockAll(_all[2], _all[0], _all[1], out _)).Owner);
        Assert.Throws<PoisonedException>(() => Mutexes.TryLockAll(_all[which], _all[(which + 1) % 3], out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void R30_R39_the_time_is_over_or_the_token_cancelled_and_none_is_locked(int which)
    {
        using var held = new ManualResetEventSlim();
        Action other = Threads.Start(() =>
        {
            using (_all[which].Lock())
            {
                held.Set();
                _stop.Token.WaitHandle.WaitOne();
                Threads.Until(() => _all[which].Gate.Waiting == 0);
            }
        });
        held.Wait(Threads.LongEnough);
        TimeSpan soon = TimeSpan.FromMilliseconds(3);
        Assert.Contains($"{_all[which].Name} ", Assert.Throws<TimeoutException>(() => Mutexes.LockAll(_all[2], _all[0], _all[1], soon).Dispose()).Message, StringComparison.Ordinal);
        Assert.Contains("within 3 ms", Assert.Throws<TimeoutException>(() => Mutexes.LockAll(_all[which], _all[(which + 1) % 3], soon).Dispose()).Message, StringComparison.Ordinal);
        Assert.Throws<TimeoutException>(() => Mutexes.LockAll(_all[2], _all[0], _all[1], TimeSpan.Zero).Dispose());
        Action cancel = Threads.Start(() =>
        {
            Threads.Until(() => _all[which].Gate.Waiting == 1);
            _stop.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => Mutexes.LockAll(_all[2], _all[0], _all[1], _stop.Token).Dispose());
        cancel();
        other();
        Assert.ThrowsAny<OperationCanceledException>(() => Mutexes.LockAll(_all[0], _all[1], _stop.Token).Dispose());
        Assert.ThrowsAny<OperationCanceledException>(() => Mutexes.LockAll(_all[0], _all[1], Threads.LongEnough, _stop.Token).Dispose());
        using (MutexGuards<int, int> both = Mutexes.LockAll(_all[1], _all[0], Threads.LongEnough))
            Assert.Equal((1, 0), (both.First, both.Second));
        using (MutexGuards<int, int, int> all = Mutexes.LockAll(_all[2], _all[0], _all[1], CancellationToken.None))
            Assert.Equal((2, 0, 1), (all.First, all.Second, all.Third));
    }

    [Trait("Needs", "Checks")]
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task R39_R40_awaited_all_are_leased_or_none(int which)
    {
        using (MutexLease<int> lease = await _all[which].LockAsync())
        {
            Task<MutexLeases<int, int, int>> awaited = Mutexes.LockAllAsync(_all[2], _all[0], _all[1], _stop.Token).AsTask();
            Assert.False(awaited.IsCompleted);
            await _stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => awaited.WaitAsync(Threads.LongEnough));
            Assert.Equal(1, _all.Count(static m => m.IsLocked));
        }
        using (MutexGuard<int> guard = _all[which].Lock())
            guard.Poison();
        Assert.Equal(_all[which].Name, (await Assert.ThrowsAsync<PoisonedException>(async () => await Mutexes.LockAllAsync(_all[2], _all[0], _all[1]))).Owner);
        _all[which].ClearPoison();

        MutexLeases<int, int, int> all = await Mutexes.LockAllAsync(_all[2], _all[0], _all[1]);
        await Task.Yield();
        Assert.Equal((2, 0, 1, true), (all.First++, all.Second, all.Third, all.IsValid));
        MutexLeases<int, int, int> copy = all;
        await Task.Run(copy.Dispose);
        all.Dispose();
        Assert.False(all.IsValid);
        Refused.Expired(all, static leases => _ = leases.First);
        Refused.Expired(all, static leases => _ = leases.Third);
        using (MutexLeases<int, int> both = await Mutexes.LockAllAsync(_all[2], _all[1]))
            Assert.Equal((3, 1), (both.First, both.Second));
    }

    [Fact]
    public void The_same_mutex_twice_and_bad_times_are_refused_before_anything_is_locked()
    {
        Assert.Throws<ArgumentException>("second", () => Mutexes.TryLockAll(_all[0], _all[0], out _));
        Assert.Throws<ArgumentException>("third", () => { _ = Mutexes.LockAllAsync(_all[0], _all[1], _all[0]).AsTask(); });
        Assert.Throws<ArgumentNullException>("first", () => { _ = Mutexes.LockAllAsync((Mutex<int>)null!, _all[1]).AsTask(); });
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => Mutexes.LockAll(_all[0], _all[1], TimeSpan.FromMilliseconds(-2)).Dispose());
    }

    [Fact]
    public void R39_philosophers_of_every_kind_eat_and_nothing_stays_locked()
    {
        const int Philosophers = 4, Meals = 500;
        int eaten = 0;
        Threads.RunAll(Philosophers, i =>
        {
            for (int meal = 0; meal < Meals; meal++)
            {
                (Mutex<int> left, Mutex<int> right) = (_all[i % 3], _all[(i + 1 + (meal % 2)) % 3]);
                switch ((meal + i) % 4)
                {
                    case 0:
                        if (!Mutexes.TryLockAll(left, right, out MutexGuards<int, int> tried))
                            continue;
                        tried.Dispose();
                        break;
                    case 1:
                        try { Mutexes.LockAll(left, right, TimeSpan.FromMilliseconds(1)).Dispose(); }
                        catch (TimeoutException) { continue; }
                        break;
                    case 2:
                        Threads.ResultOf(Mutexes.LockAllAsync(left, right).AsTask()).Dispose();
                        break;
                    default:
                        Mutexes.LockAll(left, right).Dispose();
                        break;
                }
                Interlocked.Increment(ref eaten);
            }
        });
        Assert.InRange(eaten, Philosophers * Meals / 2, Philosophers * Meals); // whoever neither tries nor gives up has eaten
    }
}
