using System.Runtime.CompilerServices;

namespace ForkJoin.Tests.Sharing;

/// <summary>References that do not count.</summary>
public sealed class WeakRefTests
{
    [Fact]
    public void R33_upgrades_while_the_value_is_held_and_never_after()
    {
        var value = new Counted();
        SharedRef<Counted> shared = SharedRef.Of(value);
        WeakRef<Counted> weak = shared.Downgrade();

        Assert.Equal(1, shared.RefCount);
        Assert.Equal(weak, shared.Downgrade());
        Assert.True(weak.TryUpgrade(out SharedRef<Counted>? second));
        Assert.Equal(2, shared.RefCount);
        shared.Dispose();
        Assert.Equal(0, value.Disposed);
        second.Dispose();
        Assert.Equal(1, value.Disposed);
        Assert.False(weak.TryUpgrade(out SharedRef<Counted>? none));
        Assert.Null(none);
        Assert.False(default(WeakRef<Counted>).TryUpgrade(out _));
    }

    [Fact]
    public void R33_once_the_last_handle_is_gone_a_guard_that_is_out_brings_nothing_back()
    {
        var value = new Counted();
        SharedRef<Counted> shared = SharedRef.Of(value);
        WeakRef<Counted> weak = shared.Downgrade();
        using (SharedReadGuard<Counted> reading = shared.Read())
        {
            shared.Dispose();
            Assert.False(weak.TryUpgrade(out _));
            Assert.Equal(0, reading.Value.Disposed);
        }
        Assert.Equal(1, value.Disposed);
    }

    [Fact]
    public void R33_breaks_cycles()
    {
        using SharedRef<Node> parent = SharedRef.Of(new Node(), "parent");
        SharedRef<Node> child = SharedRef.Of(new Node(), "child");
        using (var writing = child.Write())
            writing.Value.Parent = parent.Downgrade();
        Node inner;
        using (var writing = parent.Write())
        {
            writing.Value.Child = child;
            inner = writing.Value;
        }
        Assert.Equal(1, parent.RefCount);
        parent.Dispose();
        Assert.True(inner.IsDisposed);
        Assert.Equal(0, child.RefCount);
    }

    [Fact]
    public void R33_keeps_nothing_from_the_collector()
    {
        (WeakRef<object> weak, WeakReference value) = Abandon();
        for (int i = 0; i < 10 && value.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(value.IsAlive);
        Assert.False(weak.TryUpgrade(out _));
    }

    [Fact]
    public void R33_the_last_end_against_an_upgrade_is_decided_once()
    {
        for (int round = 0; round < 2000; round++)
        {
            var value = new Counted();
            SharedRef<Counted> shared = SharedRef.Of(value);
            WeakRef<Counted> weak = shared.Downgrade();
            using var start = new Barrier(2);
            SharedRef<Counted>? upgraded = null;
            Task ending = Task.Run(() =>
            {
                start.SignalAndWait();
                shared.Dispose();
            });
            start.SignalAndWait();
            if (weak.TryUpgrade(out upgraded))
            {
                Assert.Equal(0, value.Disposed);
                using (var reading = upgraded.Read())
                    Assert.Same(value, reading.Value);
                upgraded.Dispose();
            }
            Assert.True(((IAsyncResult)ending).AsyncWaitHandle.WaitOne(Crew.Patience));
            Assert.Equal(1, value.Disposed);
            Assert.False(weak.TryUpgrade(out _));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakRef<object> Weak, WeakReference Value) Abandon()
    {
        var value = new object();
        return (SharedRef.Of(value).Downgrade(), new WeakReference(value));
    }

    private sealed class Node : IDisposable
    {
        internal WeakRef<Node> Parent { get; set; }

        internal SharedRef<Node>? Child { get; set; }

        internal bool IsDisposed { get; private set; }

        public void Dispose()
        {
            IsDisposed = true;
            Child?.Dispose();
        }
    }
}
