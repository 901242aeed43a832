using ForkJoin.Loans;

namespace ForkJoin.Jobs;

/* The struct bodies: they are handed their context and never look a worker up. */

/// <summary>An <see cref="IForkBody{TArg, TResult}"/>.</summary>
internal readonly struct BodyShape<TBody, TArg, TResult> : IShape<TArg, TResult>
    where TBody : struct, IForkBody<TArg, TResult>
{
    public static bool LooksUpWorker => false;

    public static TResult Invoke(TArg arg, ForkContext fork) => TBody.Invoke(arg, fork);

    public static void EndLoans(in TArg arg, LoanScope scope)
    {
        // Nothing is lent to it.
    }
}

/// <summary>An <see cref="IForkClosure{TResult}"/>: the body itself is the argument.</summary>
internal readonly struct ClosureShape<TBody, TResult> : IShape<TBody, TResult>
    where TBody : struct, IForkClosure<TResult>
{
    public static bool LooksUpWorker => false;

    public static TResult Invoke(TBody arg, ForkContext fork) => arg.Invoke(fork);

    public static void EndLoans(in TBody arg, LoanScope scope)
    {
        // Nothing is lent to it.
    }
}

/// <summary>An <see cref="ISliceBody{TSlice, TResult}"/>.</summary>
internal readonly struct SliceBodyShape<TBody, TSlice, TResult> : IShape<LentPart, TResult>
    where TBody : struct, ISliceBody<TSlice, TResult>
    where TSlice : struct, ILent<TSlice>, allows ref struct
{
    public static bool LooksUpWorker => false;

    public static bool BorrowsParts => true;

    public static TResult Invoke(LentPart arg, ForkContext fork) => TBody.Invoke(TSlice.From(arg), fork);

    public static void EndLoans(in LentPart arg, LoanScope scope) => ForkLoans.End(arg, scope);
}
