namespace ForkJoin.Tests.Models.Linearizability;

/// <summary>What something does when one thread after the other uses it.</summary>
internal interface ISpecification<TState, TOperation>
{
    TState Initial { get; }

    /// <summary>Whether a call may have had its result in that state.</summary>
    /// <param name="beside">Calls that were under way at the same time and have not taken effect yet: what waits may be in the way.</param>
    /// <param name="next">The state after it.</param>
    bool Allows(TState state, Call<TOperation> call, IEnumerable<Call<TOperation>> beside, out TState next);
}

/// <summary>
/// Whether a history can be explained by calls that took effect one after the other, each at a moment between its start and its end (Herlihy and
/// Wing). The search is Wing and Gong's: take any call that no other one must precede, and go on from there; with Lowe's memory of
/// what has been tried: the set of calls that have taken effect, and the state after them.
/// </summary>
internal static class Checker
{
    /// <summary>The calls are kept as the bits of one word.</summary>
    internal const int MostCalls = 64;

    internal static bool IsLinearizable<TState, TOperation>(IReadOnlyList<Call<TOperation>> history, ISpecification<TState, TOperation> specification)
    {
        if (history.Count > MostCalls)
            throw new ArgumentException($"The history has {history.Count} calls; the search goes up to {MostCalls}.", nameof(history));
        return Explains(history, specification, placed: 0, specification.Initial, []);
    }

    private static bool Explains<TState, TOperation>(
        IReadOnlyList<Call<TOperation>> history, ISpecification<TState, TOperation> specification, ulong placed, TState state,
        HashSet<(ulong, TState)> tried)
    {
        long firstEnd = long.MaxValue;
        for (int i = 0; i < history.Count; i++)
        {
            if ((placed & (1UL << i)) == 0)
                firstEnd = Math.Min(firstEnd, history[i].End);
        }
        if (firstEnd == long.MaxValue)
            return true;
        if (!tried.Add((placed, state)))
            return false;
        for (int i = 0; i < history.Count; i++)
        {
            Call<TOperation> call = history[i];
            if ((placed & (1UL << i)) != 0 || call.Start > firstEnd)
                continue;
            ulong with = placed | (1UL << i);
            IEnumerable<Call<TOperation>> beside = history.Where((other, j) => (with & (1UL << j)) == 0 && other.Overlaps(call));
            if (specification.Allows(state, call, beside, out TState next) && Explains(history, specification, with, next, tried))
                return true;
        }
        return false;
    }
}
