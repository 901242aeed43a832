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
    /// <summary>
    /// Runs both arms. The frame stands here, in the caller once this is inlined, so that the right argument is written into it where
    /// it is made: handed on and then copied, its pieces would first have to leave the store buffer, which cost six nanoseconds where
    /// the argument was an array and two indexes, and the join without it 0.3 (sum of 1000 elements by halves, no cutoff).
    /// A left argument larger than a register goes by reference for the same reason.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (TLeft Left, TRight Right) Run<TLeftShape, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(
        ForkContext fork, TLeftArg left, TRightArg right)
        where TLeftShape : struct, IShape<TLeftArg, TLeft>
        where TRightShape : struct, IShape<TRightArg, TRight>
    {
        // SAFETY: Arg is written here, and the head by RunArms before anything reads it.
        Unsafe.SkipInit(out JoinFrame<TRightArg> frame);
        frame.Arg = right;
        // SAFETY: SizeOf only asks for a size.
        return Unsafe.SizeOf<TLeftArg>() <= sizeof(nint)
            ? RunArms<ByValue<TLeftShape, TLeftArg, TLeft>, TLeftShape, TLeftArg, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(
                fork, left, ref frame)
            : RunArms<ByRef<TLeftShape, TLeftArg, TLeft>, TLeftShape, RefTo<TLeftArg>, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(
                fork, new RefTo<TLeftArg>(ref left), ref frame);
    }

    /// <param name="fork">The context of whoever joins.</param>
    /// <param name="left">The left argument.</param>
    /// <param name="frame">A local of <see cref="Run"/>, with the right argument in it.</param>
    internal static (TLeft Left, TRight Right) RunArms<
        TLeftPass, TLeftShape, TLeftPassed, TLeftArg, TLeft, TRightShape, TRightArg, TRight>(
        ForkContext fork, TLeftPassed left, ref JoinFrame<TRightArg> frame)
        where TLeftPass : struct, IPass<TLeftPassed, TLeftArg, TLeft>
        where TLeftShape : struct, IShape<TLeftArg, TLeft>
        where TLeftPassed : allows ref struct
        where TRightShape : struct, IShape<TRightArg, TRight>
    {
        Executor executor = fork.Executor;
        // SAFETY: a local of our caller, on this stack, which does not move. It is used by this thread only, and by nobody after the
        // join: no path below returns while an entry for the frame is left.
        PrivateFrame* head = (PrivateFrame*)Unsafe.AsPointer(ref frame.Head);
        head->Older = fork.Frames;
        head->Shape = FrameShape<TRightShape, TRightArg, TRight>.Id;
        head->Asked = 0;

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
            executor.Top = head->Older;
        TRight rightResult = head->Shape != 0
            ? TRightShape.Invoke(frame.Arg, new ForkContext(executor, head->Older))
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
        Executor executor = Seat.MyExecutor!;
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
