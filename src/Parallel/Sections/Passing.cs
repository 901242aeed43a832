using System.Runtime.CompilerServices;
using ForkJoin.Jobs;

namespace ForkJoin.Sections;

/// <summary>How an arm's argument travels into a join: in registers, or as a reference to the caller's own.</summary>
internal interface IPass<TPassed, TArg, TResult>
    where TPassed : allows ref struct
{
    /// <summary>The argument itself, to be kept in a frame.</summary>
    static abstract TArg Keep(TPassed passed);

    /// <summary>Runs the arm.</summary>
    static abstract TResult Invoke(TPassed passed, ForkContext fork);
}

/// <summary>By value: for what fits into registers.</summary>
internal readonly struct ByValue<TShape, TArg, TResult> : IPass<TArg, TArg, TResult>
    where TShape : struct, IShape<TArg, TResult>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TArg Keep(TArg passed) => passed;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TResult Invoke(TArg passed, ForkContext fork) => TShape.Invoke(passed, fork);
}

/// <summary>By reference. The caller stands still while the join runs, so what it refers to stays.</summary>
internal readonly struct ByRef<TShape, TArg, TResult> : IPass<RefTo<TArg>, TArg, TResult>
    where TShape : struct, IShape<TArg, TResult>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TArg Keep(RefTo<TArg> passed) => passed.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TResult Invoke(RefTo<TArg> passed, ForkContext fork) => TShape.Invoke(passed.Value, fork);
}

/// <summary>A reference as an argument.</summary>
internal readonly ref struct RefTo<TArg>(ref TArg value)
{
    internal readonly ref TArg Value = ref value;
}
