using System.Runtime.CompilerServices;
using System.Threading;
using System;
using ForkJoin.Loans;

namespace ForkJoin.Jobs;

/// <summary>
/// A piece of work on the heap, where thieves can get at it. Life: rented and filled in by its owner; pushed on the owner's
/// deque; taken back by the owner or stolen; run once; joined by the owner; returned. Used again by the same owner only.
/// </summary>
internal abstract class Job
{
    /// <summary>Whose deque it was pushed on and who joins it. Written before the push.</summary>
    internal Executor Owner = null!;

    /// <summary>
    /// The stolen job that its owner was running when it made this one, or null. Along this chain a waiting worker finds out
    /// what descends from the job it waits for. Stable while this job is in a deque: an ancestor is not joined before it.
    /// </summary>
    internal Job? Ancestor;

    /// <summary>Who stole it; written by the thief before it runs, read by the waiting owner as a hint.</summary>
    internal Executor? Thief;

    /// <summary>Whether it may still start; null when nothing can cancel it.</summary>
    internal CancelScope? Cancel;

    /// <summary>How many workers may be at the loop whose body made it; null where nothing says so. Holds until it is joined.</summary>
    internal DegreeLimit? Limit;

    /// <summary>The surroundings it was made in: async-local values and culture. Null when their flow is suppressed.</summary>
    internal ExecutionContext? Ambient;

    /// <summary>The section that forked it; null for the published half of a join.</summary>
    internal ISectionName? Section;

    /// <summary>What the body threw. Read by the owner after the latch is set.</summary>
    internal Exception? Error;

    /// <summary>Links spare jobs of one kind.</summary>
    internal Job? Next;

    /// <summary>How often this object has been used before: a handle to an earlier use is refused.</summary>
    internal int Generation;

    /// <summary>The fork's number in its section, from 1.</summary>
    internal int Number;

    /// <summary>The latch: see <c>Sleeping/Latch.cs</c>.</summary>
    internal int Latch;

    /// <summary>Skipped because its section was cancelled before it could start.</summary>
    internal bool Skipped;

    /// <summary>Joined by its owner; its result may be read.</summary>
    internal bool Joined;

    /// <summary>Some handle may still ask for its result.</summary>
    internal bool HasReader;

    internal abstract int KindId { get; }

    /// <summary>Runs the body and keeps its result or exception. The one place where the exceptions of stolen work are caught.</summary>
    internal abstract void Run(ForkContext fork);

    /// <summary>F1: what the thread holds before the body runs.</summary>
    private protected static LoanMark MarkLoans() => BorrowChecking.Enabled ? ThreadLoans.Mark() : default;

    /// <summary>F2: what the body has borrowed and not given back is released, and reported. It never throws.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private protected void ReleaseLeftBehind(in LoanMark before) =>
        ThreadLoans.ReleaseSince(before, alsoLifetimes: true, () => Section?.Holder(Number) ?? "the arm of a join");

    /// <summary>Whether it may hold parts of something until it is joined.</summary>
    internal abstract bool BorrowsParts { get; }

    /// <summary>Whether it was given away with a permit of its maker's limit, where there is one.</summary>
    internal virtual bool HoldsPermit => false;

    /// <summary>Ends what was lent to it, and lets go of what its body captured. It has run.</summary>
    internal abstract void EndLoans(LoanScope scope);

    /// <summary>Drops what the use left behind, so that nothing a body captured is kept alive by a spare job.</summary>
    internal virtual void Forget()
    {
        Generation++;
        Ancestor = null;
        Thief = null;
        Cancel = null;
        Limit = null;
        Ambient = null;
        Section = null;
        Error = null;
        Latch = 0;
        Skipped = false;
        Joined = false;
        HasReader = false;
    }
}

/// <summary>A section, as its forks know it.</summary>
internal interface ISectionName
{
    /// <summary>The fork in messages.</summary>
    string Holder(int fork);
}

/// <summary>A job whose result is known by type; what the handle of a fork refers to.</summary>
internal abstract class Job<TResult> : Job
{
    internal TResult? Result;
}

/// <summary>A job of one shape.</summary>
internal sealed class Job<TShape, TArg, TResult> : Job<TResult>
    where TShape : struct, IShape<TArg, TResult>
{
    internal static readonly int Kind = JobKinds.Next();

    internal TArg Arg = default!;

    internal override int KindId => Kind;

    internal override void Run(ForkContext fork)
    {
        if (Cancel is { IsCancelled: true })
        {
            Skipped = true;
            return;
        }
        LoanMark before = MarkLoans();
        try
        {
            Result = TShape.Invoke(Arg, fork);
        }
        catch (Exception error)
        {
            Error = error;
        }
        if (BorrowChecking.Enabled && ThreadLoans.HoldsMoreThan(before))
            ReleaseLeftBehind(before);
    }

    internal override bool BorrowsParts => TShape.BorrowsParts;

    internal override bool HoldsPermit => TShape.HoldsPermit;

    internal override void EndLoans(LoanScope scope)
    {
        TShape.EndLoans(in Arg, scope);
        ForgetArg();
    }

    internal override void Forget()
    {
        base.Forget();
        ForgetArg();
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TResult>())
            Result = default;
    }

    private void ForgetArg()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TArg>())
            Arg = default!;
    }
}

/// <summary>Numbers the kinds of jobs, so that each worker finds its spare ones by index.</summary>
internal static class JobKinds
{
    private static int s_last;

    internal static int Next() => Interlocked.Increment(ref s_last);
}
