namespace ForkJoin.Tests.Models.Linearizability;

/// <summary>One operation as its thread saw it: between the two moments it took effect, if it took effect at one moment at all.</summary>
internal sealed record Call<TOperation>(int Thread, TOperation Operation, string Result, long Start, long End)
{
    internal bool Overlaps(Call<TOperation> other) => Start < other.End && other.Start < End;

    public override string ToString() => FormattableString.Invariant($"thread {Thread}, {Start} to {End}: {Operation} = {Result}");
}

/// <summary>What several threads did. Each adds its own calls only; it is read when all have finished.</summary>
internal sealed class History<TOperation>(int threads)
{
    private readonly List<Call<TOperation>>[] _calls = [.. Enumerable.Range(0, threads).Select(static _ => new List<Call<TOperation>>())];
    private long _clock;

    internal IReadOnlyList<Call<TOperation>> Calls => [.. _calls.SelectMany(static calls => calls).OrderBy(static call => call.Start)];

    /// <summary>A moment of its own, after all that anybody has been given.</summary>
    internal long Now() => Interlocked.Increment(ref _clock);

    /// <summary>Notes a call that began at <paramref name="start"/> and ends now.</summary>
    internal void Add(int thread, TOperation operation, string result, long start) =>
        _calls[thread].Add(new Call<TOperation>(thread, operation, result, start, Now()));

    public override string ToString() => string.Join(Environment.NewLine, Calls);
}
