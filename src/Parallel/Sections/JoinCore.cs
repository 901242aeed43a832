using System.Runtime.CompilerServices;
using System;
using System.Diagnostics;
using ForkJoin.Jobs;
using ForkJoin.Loans;

namespace ForkJoin.Sections;

/// <summary>
/// The join: runs two arms, the left one here, the right one here too unless somebody stole it meanwhile. Unstolen it costs the
/// stores of a frame's head and argument and two compares. Results travel by value: through <c>ref</c> fields the same code was
/// five times slower.
/// </summary>
internal static unsafe class JoinCore
{
    /// <summary>Runs both arms. What is larger than two registers goes by reference: copied through the stack, slices cost as much as the join.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (TLeft Left, TRight Right) Run<TLeftShape, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(
        ForkContext fork, TLeftArg left, TRightArg right)
        where TLeftShape : struct, IShape<TLeftArg, TLeft>
        where TRightShape : struct, IShape<TRightArg, TRight> =>
        // SAFETY: SizeOf only asks for a size.
        Unsafe.SizeOf<TLeftArg>() <= 2 * sizeof(nint) && Unsafe.SizeOf<TRightArg>() <= 2 * sizeof(nint)
            ? RunArms<
                ByValue<TLeftShape, TLeftArg, TLeft>, TLeftShape, TLeftArg, TLeftArg, TLeft,
                ByValue<TRightShape, TRightArg, TRight>, TRightShape, TRightArg, TRightArg, TRight>(fork, left, right)
            : RunArms<
                ByRef<TLeftShape, TLeftArg, TLeft>, TLeftShape, RefTo<TLeftArg>, TLeftArg, TLeft,
                ByRef<TRightShape, TRightArg, TRight>, TRightShape, RefTo<TRightArg>, TRightArg, TRight>(
                fork, new RefTo<TLeftArg>(ref left), new RefTo<TRightArg>(ref right));

    private static (TLeft Left, TRight Right) RunArms<
        TLeftPass, TLeftShape, TLeftPassed, TLeftArg, TLeft, TRightPass, TRightShape, TRightPassed, TRightArg, TRight>(
        ForkContext fork, TLeftPassed left, TRightPassed right)
        where TLeftPass : struct, IPass<TLeftPassed, TLeftArg, TLeft>
        where TLeftShape : struct, IShape<TLeftArg, TLeft>
        where TLeftPassed : allows ref struct
        where TRightPass : struct, IPass<TRightPassed, TRightArg, TRight>
        where TRightShape : struct, IShape<TRightArg, TRight>
        where TRightPassed : allows ref struct
    {
        Executor executor = fork.Executor;
        JoinFrame<TRightArg> frame;
        frame.Head.Older = fork.Frames;
        frame.Head.Shape = FrameShape<TRightShape, TRightArg, TRight>.Id;
        frame.Arg = TRightPass.Keep(right);
        // SAFETY: the address of a local, on this stack, which does not move. It is used by this thread only, and by nobody after the
        // join: no path below returns while an entry for the frame is left.
        PrivateFrame* head = &frame.Head;

        // From here on everything about the right arm is read back from the frame, so that nothing but the worker is kept in
        // registers or spilled across the left arm.
        if ((nuint)head <= executor.Guard && executor.Poll(head))
            return OnFreshStack<TLeftShape, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(executor, TLeftPass.Keep(left), frame.Arg);

        TLeft leftResult;
        Exception leftError;
        try
        {
            if (TLeftShape.LooksUpWorker)
                executor.Top = head;
            leftResult = TLeftPass.Invoke(left, new ForkContext(executor, head));
        }
        catch (Exception error)
        {
            // Nothing is thrown on in here: what a handler throws stands on the stack above all that it handles until the last handler
            // is done, some 16 KiB for each, and a few hundred joins deep that would be the end of the process.
            leftError = error;
            goto LeftFailed;
        }

        if (TLeftShape.LooksUpWorker)
            executor.Top = frame.Head.Older;
        TRight rightResult = frame.Head.Shape != 0
            ? TRightShape.Invoke(frame.Arg, new ForkContext(executor, frame.Head.Older))
            : JoinPublished<TRightShape, TRightArg, TRight>(executor, head, in frame.Arg);
        return (leftResult, rightResult);

    LeftFailed:
        throw Fail<TRightShape, TRightArg, TRight>(head, in frame.Arg, leftError);
    }

    /// <summary>The right arm has become a job: take it back and run it here, or wait for its thief.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TRight JoinPublished<TShape, TArg, TRight>(Executor executor, PrivateFrame* head, in TArg arg)
        where TShape : struct, IShape<TArg, TRight>
    {
        // SAFETY: here and below, `head` is the frame of RunArms, our caller, and so alive.
        var job = (Job<TRight>)executor.Unpublish(head);
        if (executor.TakeBackOrWait(job))
        {
            executor.Return(job);
            return TShape.Invoke(arg, new ForkContext(executor, head->Older));
        }
        TRight? result = job.Result;
        Exception? error = job.Skipped ? job.Cancel!.Exception() : job.Error;
        executor.Return(job);
        Failures.Rethrow(error);
        return result!;
    }

    /// <summary>
    /// The left arm threw. The right arm runs all the same, as it would have had it been stolen, so that what surfaces does not
    /// depend on the schedule; only a cancelled one that has not started stays out.
    /// </summary>
    /// <returns>Never: throws what is to surface.</returns>
    [StackTraceHidden]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Exception Fail<TShape, TArg, TRight>(PrivateFrame* head, in TArg arg, Exception left)
        where TShape : struct, IShape<TArg, TRight>
    {
        // Asked for here, so that the fast path need not keep it in memory for the handler.
        Executor executor = Executor.OfThisThread!;
        // SAFETY: here and below, `head` is the frame of RunArms, our caller, and so alive.
        if (executor.Top == head)
            executor.Top = head->Older;
        Exception? right = null;
        bool runHere = true;
        if (head->Shape == 0)
        {
            var job = executor.Unpublish(head);
            runHere = executor.TakeBackOrWait(job);
            right = job.Error;
            executor.Return(job);
        }
        if (runHere && !executor.IsCancelled)
        {
            try
            {
                TShape.Invoke(arg, new ForkContext(executor, head->Older));
            }
            catch (Exception error)
            {
                right = error;
            }
        }
        Exception combined = Failures.Combine(left, right, executor.CancelScope)!;
        Failures.Rethrow(combined);
        return combined;
    }

    /// <summary>The whole join once more, as a job of its own on a thread with a fresh stack.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (TLeft Left, TRight Right) OnFreshStack<TLeftShape, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(
        Executor executor, TLeftArg left, TRightArg right)
        where TLeftShape : struct, IShape<TLeftArg, TLeft>
        where TRightShape : struct, IShape<TRightArg, TRight>
    {
        var job = executor.Rent<JoinShape<TLeftShape, TLeftArg, TLeft, TRightShape, TRightArg, TRight>, (TLeftArg, TRightArg), (TLeft, TRight)>();
        job.Arg = (left, right);
        executor.RunOnFreshStack(job);
        (TLeft, TRight) result = job.Result;
        Exception? error = job.Skipped ? job.Cancel!.Exception() : job.Error;
        executor.Return(job);
        Failures.Rethrow(error);
        return result;
    }

    /// <summary>A join as a piece of work.</summary>
    private readonly struct JoinShape<TLeftShape, TLeftArg, TLeft, TRightShape, TRightArg, TRight>
        : IShape<(TLeftArg Left, TRightArg Right), (TLeft, TRight)>
        where TLeftShape : struct, IShape<TLeftArg, TLeft>
        where TRightShape : struct, IShape<TRightArg, TRight>
    {
        public static bool LooksUpWorker => false;

        public static (TLeft, TRight) Invoke((TLeftArg Left, TRightArg Right) arg, ForkContext fork) =>
            Run<TLeftShape, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(fork, arg.Left, arg.Right);

        public static void EndLoans(in (TLeftArg Left, TRightArg Right) arg, LoanScope scope)
        {
            // The arms of a join borrow nothing of their own.
        }
    }
}
