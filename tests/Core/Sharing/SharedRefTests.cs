namespace ForkJoin.Tests.Sharing;

/// <summary>Handles, guards and leases on one thread.</summary>
public sealed class SharedRefTests
{
    [Fact]
    public void R32_clones_are_counted_and_the_value_is_disposed_once_with_the_last()
    {
        var value = new Counted();
        SharedRef<Counted> first = SharedRef.Of(value);
        SharedRef<Counted> second = first.Clone();

        Assert.Equal("value", first.Name);
        Assert.Equal(2, first.RefCount);
        first.Dispose();
        first.Dispose();
        Assert.Equal(0, first.RefCount);
        Assert.Equal(1, second.RefCount);
        Assert.Equal(0, value.Disposed);
        using (var reading = second.Read())
            Assert.Same(value, reading.Value);
        second.Dispose();
        second.Dispose();
        Assert.Equal(1, value.Disposed);
    }

    [Fact]
    public async Task R32_the_value_is_disposed_only_after_the_last_guard()
    {
        var value = new Counted();
        using (SharedRef<Counted> shared = SharedRef.Of(value))
        {
            using SharedReadGuard<Counted> reading = shared.Read();
            shared.Dispose();
            Assert.Equal(0, reading.Value.Disposed);
        }
        Assert.Equal(1, value.Disposed);

        value = new Counted();
        SharedRef<Counted> other = SharedRef.Of(value);
        SharedWriteLease<Counted> lease = await other.WriteAsync();
        other.Dispose();
        Assert.Equal(0, lease.Value.Disposed);
        lease.Dispose();
        lease.Dispose();
        Assert.Equal(1, value.Disposed);
    }

    [Fact]
    public async Task R32_a_disposed_handle_refuses_every_use_and_says_so()
    {
        SharedRef<int> config = SharedRef.Of(1, "config");
        config.Dispose();

        MovedException refused = Refused.Moved(() => config.Read().Dispose());
        Assert.Contains("Cannot read config", refused.Message, StringComparison.Ordinal);
        Assert.Contains("handle to it was disposed", refused.Message, StringComparison.Ordinal);
        Assert.Equal("config", refused.Owner);
        Refused.Moved(() => config.Write().Dispose());
        Refused.Moved(() => config.TryRead(out _));
        Refused.Moved(() => config.TryWrite(out _));
        Refused.Moved(() => config.TryRead(TimeSpan.FromSeconds(1), out _));
        Refused.Moved(() => config.TryWrite(TimeSpan.FromSeconds(1), out _));
        Refused.Moved(() => config.Clone());
        Refused.Moved(() => config.Downgrade());
        await Assert.ThrowsAsync<MovedException>(async () => await config.ReadAsync());
        await Assert.ThrowsAsync<MovedException>(async () => await config.WriteAsync());
        Assert.Equal("config: this handle was disposed", config.ToString());
    }

    [Fact]
    public void R32_many_read_or_one_writes()
    {
        using SharedRef<int> shared = SharedRef.Of(1, "shared");
        using (shared.Read())
        using (shared.Read())
        {
            Assert.True(shared.TryRead(out SharedReadGuard<int> third));
            third.Dispose();
            Assert.False(shared.TryWrite(out _));
            Assert.False(shared.TryWrite(TimeSpan.Zero, out _));
        }
        using (var writing = shared.Write())
        {
            writing.Value = 2;
            Assert.False(shared.TryRead(out _));
            Assert.False(shared.TryRead(TimeSpan.Zero, out _));
            Assert.False(shared.TryWrite(out _));
        }
        Assert.True(shared.TryRead(TimeSpan.FromSeconds(1), out SharedReadGuard<int> last));
        Assert.Equal(2, last.Value);
        last.Dispose();
        Assert.True(shared.TryWrite(TimeSpan.FromSeconds(1), out SharedWriteGuard<int> again));
        again.Dispose();
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R32_a_stale_copy_of_a_guard_is_refused_and_ends_nothing()
    {
        using SharedRef<int> shared = SharedRef.Of(1, "shared");
        SharedReadGuard<int> reading = shared.Read();
        SharedReadGuard<int> copy = reading;
        reading.Dispose();
        SharedReadGuard<int> next = shared.Read(); // the same slot
        copy.Dispose();
        LifetimeExpiredException expired = Refused.Expired(copy, static guard => _ = guard.Value);
        Assert.Contains("read guard of shared", expired.Message, StringComparison.Ordinal);
        Assert.False(shared.TryWrite(out _));
        next.Dispose();

        SharedWriteGuard<int> writing = shared.Write();
        SharedWriteGuard<int> stale = writing;
        writing.Dispose();
        using SharedWriteGuard<int> present = shared.Write();
        stale.Dispose();
        Refused.Expired(stale, static guard => guard.Value++);
        Assert.False(shared.TryRead(out _));
        Refused.Expired(default(SharedReadGuard<int>), static guard => _ = guard.Value);
        Refused.Expired(default(SharedWriteGuard<int>), static guard => guard.Value++);
        default(SharedReadGuard<int>).Dispose();
        default(SharedWriteGuard<int>).Dispose();
        Assert.Equal(1, present.Value);
    }

    [Fact]
    public void R32_R37_an_upgrade_is_refused_and_names_the_holder_and_the_place()
    {
        using SharedRef<int> config = SharedRef.Of(1, "config");
        using (config.Read())
        {
            DeadlockException refused = Assert.Throws<DeadlockException>(() => config.Write().Dispose());
            Assert.Equal("config", refused.Owner);
            Assert.Matches("Cannot write config at SharedRefTests.cs:\\d+: this thread reads it already, asked for at SharedRefTests.cs:\\d+", refused.Message);
            Assert.Throws<DeadlockException>(() => config.TryWrite(TimeSpan.FromHours(1), out _));
            using var second = config.Read();
        }
        using (config.Write())
        {
            Assert.Contains("this thread writes it already", Assert.Throws<DeadlockException>(() => config.Read().Dispose()).Message, StringComparison.Ordinal);
            Assert.Throws<DeadlockException>(() => config.Write().Dispose());
            Assert.Throws<DeadlockException>(() => config.TryRead(Timeout.InfiniteTimeSpan, out _));
            Assert.Contains("lent for writing to thread", config.ToString(), StringComparison.Ordinal);
        }
        using (config.Write())
            Assert.Equal(0, config.Waiters);
        Assert.Equal("config: 1 handle, free", config.ToString());
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public async Task R40_leases_survive_an_await_and_are_refused_once_disposed()
    {
        using SharedRef<int> shared = SharedRef.Of(1, "shared");
        SharedReadLease<int> first = await shared.ReadAsync();
        SharedReadLease<int> second = await shared.ReadAsync();
        await Task.Yield();
        Assert.Equal(2, first.Value + second.Value);
        Assert.False(shared.TryWrite(out _));
        first.Dispose();
        first.Dispose();
        Refused.Expired(first, static lease => _ = lease.Value);
        Assert.False(shared.TryWrite(out _));
        await Task.Run(second.Dispose);

        using (SharedWriteLease<int> writing = await shared.WriteAsync())
        {
            await Task.Yield();
            writing.Value = 5;
            Assert.False(shared.TryRead(out _));
            first = default;
            Refused.Expired(first, static lease => _ = lease.Value);
        }
        using SharedReadGuard<int> reading = shared.Read();
        Assert.Equal(5, reading.Value);
    }

    [Fact]
    public void More_readers_than_slots_are_all_let_in()
    {
        using SharedRef<int> shared = SharedRef.Of(1, "shared");
        var leases = new List<SharedReadLease<int>>();
        for (int i = 0; i < 100; i++)
            leases.Add(Now(shared.ReadAsync()));
        foreach (SharedReadLease<int> lease in leases)
        {
            Assert.False(shared.TryWrite(out _));
            lease.Dispose();
        }
        Assert.True(shared.TryWrite(out SharedWriteGuard<int> writing));
        writing.Dispose();
    }

    [Fact]
    public void What_the_value_throws_when_disposed_surfaces_at_the_last_end()
    {
        SharedRef<Failing> shared = SharedRef.Of(new Failing());
        Assert.Throws<NotSupportedException>(shared.Dispose);
        shared.Dispose();
    }

    [Fact]
    public void A_time_out_out_of_range_is_refused()
    {
        using SharedRef<int> shared = SharedRef.Of(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => shared.TryRead(TimeSpan.FromMilliseconds(-2), out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => shared.TryWrite(TimeSpan.FromDays(25), out _));
    }

    [Fact]
    public void R32_reading_writing_and_cloning_again_and_again_allocates_nothing_but_handles()
    {
        using SharedRef<long> shared = SharedRef.Of(0L, "shared");
        long Once()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                using (var writing = shared.Write())
                    writing.Value++;
                using (var reading = shared.Read())
                    Assert.True(reading.Value > 0);
                Now(shared.ReadAsync()).Dispose();
                Now(shared.WriteAsync()).Dispose();
            }
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Once();
        Assert.Equal(0, Once());
    }

    private static T Now<T>(ValueTask<T> task)
    {
        Assert.True(task.IsCompletedSuccessfully);
#pragma warning disable CA2012 // complete
        return task.GetAwaiter().GetResult();
#pragma warning restore CA2012
    }

    private sealed class Failing : IDisposable
    {
        public void Dispose() => throw new NotSupportedException();
    }
}
