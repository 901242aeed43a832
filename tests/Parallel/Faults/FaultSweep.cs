using System.Buffers;

namespace ForkJoin.Tests.Faults;

/// <summary>A failure planted at one callback.</summary>
internal sealed class PlantedException(int at) : Exception($"planted at callback {at}");

/// <summary>The callbacks of one run of a program: each enters here, and one of them throws.</summary>
internal sealed class FaultPoints(int at)
{
    private int _reached, _inside;

    /// <summary>How many callbacks have begun.</summary>
    internal int Reached => Volatile.Read(ref _reached);

    /// <summary>How many are running.</summary>
    internal int Inside => Volatile.Read(ref _inside);

    /// <summary>What was thrown.</summary>
    internal PlantedException? Planted { get; private set; }

    /// <summary>A callback does its work, or throws in its place.</summary>
    internal int Callback(int result = 0)
    {
        Interlocked.Increment(ref _inside);
        try
        {
            if (Interlocked.Increment(ref _reached) == at)
                throw Planted = new PlantedException(at);
            Thread.SpinWait(200); // so that whoever is not joined is seen to be running
            return result;
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }
}

/// <summary>
/// P09: a program is run once to count its callbacks, and then once for each of them with a throw there. After each, everything
/// has been joined, no loan is left, what surfaces is what was thrown, and the pool goes on working.
/// </summary>
internal static class FaultSweep
{
    internal static void Over(ForkJoinPool pool, OwnedArray<int> data, Action<FaultPoints> program)
    {
        var calm = new FaultPoints(at: 0);
        program(calm);
        Assert.True(calm.Reached > 1, "The program calls nobody back.");
        for (int at = 1; at <= calm.Reached; at++)
        {
            var points = new FaultPoints(at);
            Exception? surfaced = Record.Exception(() => program(points));
            Assert.Equal(0, points.Inside);
            Assert.True(points.Planted is not null, $"callback {at} of {calm.Reached} was not reached, though nothing failed before it");
            Assert.Same(points.Planted, surfaced);
            int reached = points.Reached;
            NoLoansLeft.On(data);
            Assert.Equal(55, pool.Run(static () => Sections.JoinTests.Fib(10)));
            Assert.Equal(reached, points.Reached);
        }
    }
}

/// <summary>Memory of a caller's own making, whose methods are callbacks too.</summary>
internal sealed class CallingMemory(FaultPoints points, int length) : MemoryManager<int>
{
    private readonly int[] _items = new int[length];

    public override Memory<int> Memory => CreateMemory(_items.Length);

    public override Span<int> GetSpan()
    {
        points.Callback();
        return _items;
    }

    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing) => points.Callback();
}
