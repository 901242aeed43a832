namespace ForkJoin.Tests.Sharing;

public sealed class MutexesTests
{
    [Fact]
    public void R39_two_and_three_are_locked_together_and_keep_the_order_of_the_arguments()
    {
        var one = new Mutex<int>(1);
        var two = new Mutex<string>("2");
        var three = new Mutex<double>(3);
        using (MutexGuards<string, int> both = Mutexes.LockAll(two, one))
        {
            Assert.Equal("2", both.First);
            both.Second++;
            Assert.True(one.IsLocked && two.IsLocked);
        }
        foreach (bool flip in new[] { false, true })
        {
            using MutexGuards<double, int, string> all = Mutexes.LockAll(three, one, two);
            all.First++;
            all.Second++;
            all.Third += flip;
            Assert.True(one.IsLocked && two.IsLocked && three.IsLocked);
        }
        using (MutexGuards<int, string, double> all = Mutexes.LockAll(one, two, three))
            Assert.Equal((4, "2FalseTrue", 5.0), (all.First, all.Second, all.Third));
        using (MutexGuards<string, double, int> all = Mutexes.LockAll(two, three, one))
            Assert.Equal((4, "2FalseTrue", 5.0), (all.Third, all.First, all.Second));
        Assert.False(one.IsLocked || two.IsLocked || three.IsLocked);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R39_disposed_twice_they_unlock_once_and_are_refused_afterwards()
    {
        var one = new Mutex<int>(1);
        var two = new Mutex<int>(2);
        MutexGuards<int, int> both = Mutexes.LockAll(one, two);
        both.Dispose();
        using MutexGuard<int> guard = one.Lock();
        both.Dispose();
        Assert.True(one.IsLocked);
        Refused.Expired(both, static b => b.First++);
        Refused.Expired(both, static b => b.Second++);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void R39_all_or_none_where_one_is_refused(int which)
    {
        Mutex<int>[] all = [new(0, "zero"), new(1, "one"), new(2, "two")];
        using (MutexGuard<int> guard = all[which].Lock())
            guard.Poison();
        Assert.Equal(all[which].Name, Assert.Throws<PoisonedException>(() => Mutexes.LockAll(all[2], all[0], all[1]).Dispose()).Owner);
        Assert.Throws<PoisonedException>(() => Mutexes.LockAll(all[which], all[(which + 1) % 3]).Dispose());
        Assert.Throws<PoisonedException>(() => Mutexes.LockAll(all[(which + 1) % 3], all[which]).Dispose());
        Assert.All(all, static m => Assert.False(m.IsLocked));
    }

    [Fact]
    public void The_same_mutex_twice_or_none_at_all_is_refused_by_name()
    {
        var one = new Mutex<int>(1);
        var two = new Mutex<int>(2);
        Assert.Throws<ArgumentException>("second", () => Mutexes.LockAll(one, one).Dispose());
        Assert.Throws<ArgumentException>("second", () => Mutexes.LockAll(one, one, two).Dispose());
        Assert.Throws<ArgumentException>("third", () => Mutexes.LockAll(one, two, one).Dispose());
        Assert.Throws<ArgumentException>("third", () => Mutexes.LockAll(two, one, one).Dispose());
        Assert.Throws<ArgumentNullException>("first", () => Mutexes.LockAll((Mutex<int>)null!, one).Dispose());
        Assert.Throws<ArgumentNullException>("second", () => Mutexes.LockAll(one, (Mutex<int>)null!).Dispose());
        Assert.Throws<ArgumentNullException>("third", () => Mutexes.LockAll(one, two, (Mutex<int>)null!).Dispose());
        Assert.False(one.IsLocked || two.IsLocked);
    }

    [Fact]
    public void R39_philosophers_eat_whatever_order_they_name_their_forks_in()
    {
        const int Philosophers = 5, Meals = 1_000;
        Mutex<int>[] forks = [.. Enumerable.Range(0, Philosophers).Select(i => new Mutex<int>(0, $"fork {i}"))];
        Threads.RunAll(Philosophers, i =>
        {
            for (int meal = 0; meal < Meals; meal++)
            {
                using MutexGuards<int, int> both = Mutexes.LockAll(forks[i], forks[(i + 1) % Philosophers]);
                both.First++;
                both.Second++;
            }
        });
        Assert.All(forks, static f => Assert.Equal(2 * Meals, f.IntoInner()));
    }
}
