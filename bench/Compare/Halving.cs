using ForkJoin;

namespace Compare;

/// <summary>What a loop does with the elements [start, end), and how two such results become one.</summary>
internal interface ILeaf<TState, TResult>
{
    /// <summary>The most elements that one leaf takes.</summary>
    static abstract int Grain { get; }

    /// <summary>Borrows what it needs of the state for as long as it runs.</summary>
    static abstract TResult Run(TState state, int start, int end);

    static abstract TResult Combine(TResult left, TResult right);
}

/// <summary>
/// A loop in the struct flavor: index ranges are halved down to the grain, and each leaf borrows its own range. (A slice body
/// takes one slice and no argument; loops over several arrays, or that need the index, are written like this.)
/// </summary>
internal struct Halving<TLeaf, TState, TResult> : IForkBody<IndexRange<TState>, TResult>
    where TLeaf : struct, ILeaf<TState, TResult>
{
    /// <summary>From code that is not in a fork.</summary>
    public static TResult Start(TState state, int length)
    {
        var all = new IndexRange<TState>(state, 0, length);
        if (length <= TLeaf.Grain)
            return TLeaf.Run(state, 0, length);
        var (left, right) = Fork.Join<Halving<TLeaf, TState, TResult>, IndexRange<TState>, TResult>(all.LeftHalf(), all.RightHalf());
        return TLeaf.Combine(left, right);
    }

    public static TResult Invoke(IndexRange<TState> all, ForkContext fork)
    {
        if (all.End - all.Start <= TLeaf.Grain)
            return TLeaf.Run(all.State, all.Start, all.End);
        var (left, right) = fork.Join<Halving<TLeaf, TState, TResult>, IndexRange<TState>, TResult>(all.LeftHalf(), all.RightHalf());
        return TLeaf.Combine(left, right);
    }
}

/// <summary>The elements [Start, End) of what a loop runs over.</summary>
internal readonly record struct IndexRange<TState>(TState State, int Start, int End)
{
    private int Middle => Start + ((End - Start) / 2);

    public IndexRange<TState> LeftHalf() => this with { End = Middle };

    public IndexRange<TState> RightHalf() => this with { Start = Middle };
}
