namespace ForkJoin.Tests.Loops;

/// <summary>Sizes at which loops were wrong before anywhere: none, one, the first that can be cut, odd ones, around a block, many.</summary>
internal static class Sizes
{
    internal static readonly int[] Counts = [0, 1, 2, 3, 17, 255, 1000, 4097, 100_003];

    public static TheoryData<int> All => [.. Counts];
}

/// <summary>Collects what an <see cref="IProgress{T}"/> is told, on the spot.</summary>
internal sealed class Told : IProgress<double>
{
    private readonly List<double> _all = [];

    internal Action<double>? Then { get; init; }

    internal double[] All
    {
        get
        {
            lock (_all)
                return [.. _all];
        }
    }

    public void Report(double value)
    {
        lock (_all)
            _all.Add(value);
        Then?.Invoke(value);
    }
}
