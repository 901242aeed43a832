namespace ForkJoin.Tests.Sharing;

public sealed class MutexGuardTests
{
    [Trait("Needs", "Checks")]
    [Fact]
    public void R24_a_guard_and_its_copies_die_with_the_lock()
    {
        var counter = new Mutex<int>(0, "counter");
        MutexGuard<int> guard = counter.Lock();
        MutexGuard<int> copy = guard;
        copy.Value = 5;
        Assert.Equal(5, guard.Value);

        guard.Dispose();
        Assert.Equal("counter", Refused.Expired(guard, static g => g.Value++).Owner);
        Refused.Expired(copy, static g => g.Value++);
        Refused.Expired(copy, static g => g.Poison());
        Assert.Equal(5, counter.IntoInner());
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void A_stale_copy_neither_unlocks_nor_reads_what_somebody_else_has_locked()
    {
        var counter = new Mutex<int>(0);
        MutexGuard<int> first = counter.Lock();
        first.Dispose();
        first.Dispose();
        using MutexGuard<int> second = counter.Lock();
        first.Dispose();
        Assert.True(counter.IsLocked);
        Refused.Expired(first, static g => g.Value++);
        second.Value++;
    }

    [Fact]
    public void What_is_no_guard_is_refused_and_disposing_it_does_nothing()
    {
        MutexGuard<int> none = default;
        none.Dispose();
        Refused.Expired(none, static g => g.Value++);
        Refused.Expired(none, static g => g.Poison());
    }

    [Fact]
    public void An_exception_through_a_guard_unlocks_and_does_not_poison()
    {
        var counter = new Mutex<int>(0);
        Assert.Throws<FormatException>((Action)(() =>
        {
            using MutexGuard<int> guard = counter.Lock();
            throw new FormatException();
        }));
        Assert.False(counter.IsLocked);
        Assert.False(counter.IsPoisoned);
    }
}
