using ForkJoin.Loans;

namespace ForkJoin.Jobs;

/// <summary>
/// How a piece of work is run: the one form to which every kind of body – static type, closure, delegate, with and without
/// slices – is brought, so that joins and jobs exist once. Implemented by empty structs; the JIT makes a copy for each.
/// </summary>
internal interface IShape<TArg, TResult>
{
    /// <summary>
    /// Whether the body finds its worker through the thread (delegates) and so needs <see cref="Executor.Top"/> kept up to date.
    /// </summary>
    static abstract bool LooksUpWorker { get; }

    /// <summary>Whether parts may be lent to this work, so that it holds something until it is joined.</summary>
    static virtual bool BorrowsParts => false;

    /// <summary>Whether it is given away with a permit of the limit in force: see <see cref="DegreeLimit"/>.</summary>
    static virtual bool HoldsPermit => false;

    /// <summary>Runs the body.</summary>
    static abstract TResult Invoke(TArg arg, ForkContext fork);

    /// <summary>Ends what was lent to this work from a section's scope. Called once, on the owner's thread, after the work has been joined.</summary>
    static abstract void EndLoans(in TArg arg, LoanScope scope);
}
