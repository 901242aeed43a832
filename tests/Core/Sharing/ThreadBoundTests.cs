namespace ForkJoin.Tests.Sharing;

/// <summary>A value of its own for each thread (R34).</summary>
public sealed class ThreadBoundTests
{
    [Fact]
    public void R34_each_thread_has_a_value_of_its_own_made_when_it_first_asks()
    {
        int made = 0;
        using var sums = new ThreadBound<long>(() => Interlocked.Increment(ref made) * 0L, "sums");
        Assert.Equal(0, made);
        OnThreads(4, () =>
        {
            for (int i = 1; i <= 1000; i++)
                sums.Mine.Value += i;
        });
        Assert.Equal(4, made);
        Assert.Equal(4, sums.Count);
        Assert.Equal("sums: 4 threads", sums.ToString());
        Assert.Equal([500_500L, 500_500, 500_500, 500_500], sums.TakeAll());
        Assert.Equal("sums: over", sums.ToString());
        Refused.Moved(() => _ = sums.Mine);
        Refused.Moved(() => _ = sums.Count);
        Refused.Moved(() => sums.TakeAll());
    }

    [Fact]
    public void R34_a_handle_on_another_thread_is_refused_whether_that_one_has_a_value_or_not()
    {
        using var lists = new ThreadBound<List<int>>(static () => [], "lists");
        ThreadBoundRef<List<int>> mine = lists.Mine;
        mine.Value.Add(1);
        OnThreads(1, () => Assert.Throws<WrongThreadException>(() => mine.Value.Add(2)));
        OnThreads(1, () =>
        {
            lists.Mine.Value.Add(3);
            Assert.Contains("lists", Assert.Throws<WrongThreadException>(() => mine.Value.Add(2)).Message, StringComparison.Ordinal);
        });
        Assert.Equal([1], mine.Value);
        lists.TakeAll();
        Refused.Moved(() => _ = mine.Value);
        Refused.Expired(default(ThreadBoundRef<int>), static nothing => _ = nothing.Value);
    }

    [Fact]
    public void R34_dropped_values_are_disposed_once_and_taken_ones_are_not()
    {
        int disposed = 0;
        var all = new ThreadBound<Resource>(() => new Resource(() => Interlocked.Increment(ref disposed)));
        OnThreads(3, () => _ = all.Mine.Value);
        all.Dispose();
        all.Dispose();
        Assert.Equal(3, disposed);

        var taken = new ThreadBound<Resource>(() => new Resource(() => Interlocked.Increment(ref disposed)));
        OnThreads(2, () => _ = taken.Mine.Value);
        Assert.Equal(2, taken.TakeAll().Count);
        taken.Dispose();
        Assert.Equal(3, disposed);
        Assert.Throws<ArgumentNullException>(static () => new ThreadBound<int>(null!));
    }

    private static void OnThreads(int count, Action body)
    {
        Exception? failure = null;
        var threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            threads[i] = new Thread(() => failure = Record.Exception(body) ?? failure);
            threads[i].Start();
        }
        foreach (Thread thread in threads)
            thread.Join();
        Assert.Null(failure);
    }

    private sealed class Resource(Action disposed) : IDisposable
    {
        public void Dispose() => disposed();
    }
}
