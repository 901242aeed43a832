using System.Collections.Concurrent;

namespace ForkJoin.Tests.Sharing;

/// <summary>Whose turn it is, step by step.</summary>
public sealed class SharedRefTurnsTests
{
    private readonly SharedRef<int> _shared = SharedRef.Of(0, "shared");

    [Fact]
    public void R32_an_arriving_reader_does_not_pass_a_waiting_writer()
    {
        var crew = new Crew();
        SharedReadGuard<int> reading = _shared.Read();
        crew.Go(() =>
        {
            using var writing = _shared.Write();
            writing.Value = 1;
        });
        Crew.Until(() => _shared.Waiters == 1);
        int seen = -1;
        bool passed = true;
        crew.Go(() =>
        {
            passed = _shared.TryRead(out _);
            using var late = _shared.Read();
            seen = late.Value;
        });
        Crew.Until(() => _shared.Waiters == 2);
        reading.Dispose();
        crew.Join();
        Assert.False(passed);
        Assert.Equal(1, seen);
    }

    [Fact]
    public void R32_a_thread_that_reads_may_read_again_past_a_waiting_writer()
    {
        var crew = new Crew();
        using (_shared.Read())
        {
            crew.Go(() => _shared.Write().Dispose());
            Crew.Until(() => _shared.Waiters == 1);
            using SharedReadGuard<int> again = _shared.Read();
            Assert.True(_shared.TryRead(out SharedReadGuard<int> third));
            third.Dispose();
        }
        crew.Join();
    }

    [Fact]
    public void R32_R40_after_a_writer_the_waiting_readers_go_in_together_before_the_next_writer()
    {
        var order = new ConcurrentQueue<string>();
        SharedWriteGuard<int> writing = _shared.Write();
        using var both = new Barrier(3);
        async Task ReadFirst()
        {
            using SharedReadLease<int> first = await _shared.ReadAsync();
            Assert.True(both.SignalAndWait(Crew.Patience));
            order.Enqueue("reader");
        }
        Task firstReader = ReadFirst();
        var crew = new Crew();
        crew.Go(() =>
        {
            using var next = _shared.Write();
            order.Enqueue("writer");
        });
        Crew.Until(() => _shared.Waiters == 2);
        crew.Go(() =>
        {
            using SharedReadGuard<int> second = _shared.Read();
            Assert.True(both.SignalAndWait(Crew.Patience));
            order.Enqueue("reader");
        });
        Crew.Until(() => _shared.Waiters == 3);
        writing.Dispose();
        Assert.True(both.SignalAndWait(Crew.Patience));
        crew.Join();
        Assert.True(((IAsyncResult)firstReader).AsyncWaitHandle.WaitOne(Crew.Patience));
        Assert.Equal(["reader", "reader", "writer"], order);
    }

    [Fact]
    public async Task R30_a_cancelled_writer_leaves_no_hole_those_behind_it_go_in()
    {
        using var cancel = new CancellationTokenSource();
        SharedReadLease<int> reading = await _shared.ReadAsync();
        ValueTask<SharedWriteLease<int>> cancelled = _shared.WriteAsync(cancel.Token);
        Task<SharedReadLease<int>> behind = Crew.InTime(_shared.ReadAsync());
        Assert.False(behind.IsCompleted);
        await cancel.CancelAsync();
        OperationCanceledException thrown = await Assert.ThrowsAsync<OperationCanceledException>(() => Crew.InTime(cancelled));
        Assert.Equal(cancel.Token, thrown.CancellationToken);
        (await behind).Dispose();
        reading.Dispose();
        Assert.True(_shared.TryWrite(out SharedWriteGuard<int> writing));
        writing.Dispose();
    }

    [Fact]
    public void R30_a_blocked_wait_ends_when_cancelled_timed_out_or_interrupted_and_leaves_no_hole()
    {
        using var cancel = new CancellationTokenSource();
        SharedWriteGuard<int> writing = _shared.Write();
        var crew = new Crew();
        int ends = 0;
        crew.Go(() =>
        {
            Assert.Throws<OperationCanceledException>(() => _shared.Read(cancel.Token).Dispose());
            Interlocked.Increment(ref ends);
        });
        Thread interrupted = crew.Go(() =>
        {
            Assert.Throws<ThreadInterruptedException>(() => _shared.Write().Dispose());
            Assert.False(_shared.TryWrite(TimeSpan.FromMilliseconds(1), out _));
            Interlocked.Increment(ref ends);
        });
        crew.Go(() =>
        {
            Assert.False(_shared.TryRead(TimeSpan.FromMilliseconds(1), out _));
            Assert.False(_shared.TryWrite(TimeSpan.FromMilliseconds(1), out _));
            Interlocked.Increment(ref ends);
        });
        Crew.Until(() => _shared.Waiters == 2 && Volatile.Read(ref ends) == 1);
        cancel.Cancel();
        interrupted.Interrupt();
        crew.Join();
        Assert.Equal(3, ends);
        Assert.Equal(0, _shared.Waiters);
        Assert.Throws<OperationCanceledException>(() => _shared.Read(cancel.Token).Dispose());
        writing.Dispose();
        _shared.Read().Dispose();
    }

    [Fact]
    public void R32_those_who_wait_when_the_last_handle_ends_are_served_before_the_value_is_disposed()
    {
        var value = new Counted();
        SharedRef<Counted> shared = SharedRef.Of(value);
        SharedWriteGuard<Counted> writing = shared.Write();
        var crew = new Crew();
        crew.Go(() =>
        {
            using SharedReadGuard<Counted> reading = shared.Read();
            Assert.Equal(0, reading.Value.Disposed);
        });
        Crew.Until(() => shared.Waiters == 1);
        shared.Dispose();
        Assert.Equal(0, value.Disposed);
        writing.Dispose();
        crew.Join();
        Assert.Equal(1, value.Disposed);
    }
}
