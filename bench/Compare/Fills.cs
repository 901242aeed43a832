using ForkJoin;
using Parallel = ForkJoin.Parallel;

namespace Compare;

/// <summary>a[i] = 3i + 1, the loop of parfor, by chunks.</summary>
internal static class Fills
{
    public static void ByBody(int[] data, LoopOptions options) => Parallel.ForEachChunk(data.AsMemory(), new Body(), options);

    public static void ByLambda(int[] data, LoopOptions options) =>
        Parallel.ForEachChunk(data.AsMemory(), static (chunk, offset) => Kernels.Fill(chunk, offset), options);

    private readonly struct Body : IChunkBody<int>
    {
        public void Invoke(Span<int> chunk, int offset) => Kernels.Fill(chunk, offset);
    }
}
