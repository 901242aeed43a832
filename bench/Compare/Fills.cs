using ForkJoin;

namespace Compare;

/// <summary>a[i] = 3i + 1, the loop of parfor. Called inside the pool.</summary>
internal static class Fills
{
    private const int Grain = 4096;

    public static void ByBody(OwnedArray<int> data) => Halving<Leaf, OwnedArray<int>, Unit>.Start(data, data.Length);

    public static void ByLambda(OwnedArray<int> data)
    {
        using var scope = BorrowScope.Open();
        ByLambda(scope.BorrowMut(data), 0);
    }

    private static void ByLambda(SliceMut<int> part, int first)
    {
        if (part.Length <= Grain)
        {
            Kernels.Fill(part.Span, first);
            return;
        }
        var (left, right) = part.Split();
        Fork.Join(left, first, right, first + left.Length, static (part, first) => ByLambda(part, first));
    }

    /// <summary>One leaf.</summary>
    private struct Leaf : ILeaf<OwnedArray<int>, Unit>
    {
        public static int Grain => Fills.Grain;

        public static Unit Run(OwnedArray<int> state, int start, int end)
        {
            using var scope = BorrowScope.Open();
            Kernels.Fill(scope.BorrowMut(state, start..end).Span, start);
            return default;
        }

        public static Unit Combine(Unit left, Unit right) => default;
    }
}
