using System;
using ForkJoin.Jobs;
using ForkJoin.Sections;

namespace ForkJoin;

/// <content>Joins whose arms are handed one to three slices: checked to be usable and, where one may write, apart.</content>
public static partial class Fork
{
    /// <summary>Runs one body over one slice for each arm, perhaps in parallel.</summary>
    /// <typeparam name="TSlice">The slices' type.</typeparam>
    /// <param name="left">The left arm's part.</param>
    /// <param name="right">The right arm's part.</param>
    /// <param name="body">Runs once for each arm; with a static lambda or a method group nothing is allocated.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="BorrowConflictException">Parts of the two arms overlap and one may be written, or a part is with a fork.</exception>
    /// <exception cref="LifetimeExpiredException">A slice's loan has ended.</exception>
    /// <exception cref="AggregateException">Both arms threw; the left one's exception is first. One failure is rethrown as itself.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The section around was cancelled.</exception>
    public static void Join<TSlice>(
        TSlice left, TSlice right, SliceAction<TSlice> body)
        where TSlice : struct, ILent<TSlice>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        LentPart leftPart = ForkLoans.Check(left);
        LentPart rightPart = ForkLoans.Check(right);
        ForkLoans.CheckApart<TSlice, TSlice>(leftPart, rightPart);
        Joining.Run<
            OneAction<TSlice>, OneAction<TSlice>, Unit,
            OneAction<TSlice>, OneAction<TSlice>, Unit>(
            new(leftPart, body), new(rightPart, body));
    }

    /// <summary>Runs one body over one slice for each arm, perhaps in parallel.</summary>
    /// <typeparam name="TSlice">The slices' type.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="left">The left arm's part.</param>
    /// <param name="right">The right arm's part.</param>
    /// <param name="body">Runs once for each arm; with a static lambda or a method group nothing is allocated.</param>
    /// <returns>Both results.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="BorrowConflictException">Parts of the two arms overlap and one may be written, or a part is with a fork.</exception>
    /// <exception cref="LifetimeExpiredException">A slice's loan has ended.</exception>
    /// <exception cref="AggregateException">Both arms threw; the left one's exception is first. One failure is rethrown as itself.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The section around was cancelled.</exception>
    public static (TResult Left, TResult Right) Join<TSlice, TResult>(
        TSlice left, TSlice right, SliceFunc<TSlice, TResult> body)
        where TSlice : struct, ILent<TSlice>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        LentPart leftPart = ForkLoans.Check(left);
        LentPart rightPart = ForkLoans.Check(right);
        ForkLoans.CheckApart<TSlice, TSlice>(leftPart, rightPart);
        return Joining.Run<
            OneFunc<TSlice, TResult>, OneFunc<TSlice, TResult>, TResult,
            OneFunc<TSlice, TResult>, OneFunc<TSlice, TResult>, TResult>(
            new(leftPart, body), new(rightPart, body));
    }

    /// <summary>Runs one body over two slices for each arm, perhaps in parallel.</summary>
    /// <typeparam name="TFirst">The first slices' type.</typeparam>
    /// <typeparam name="TSecond">The second slices' type.</typeparam>
    /// <param name="leftFirst">The left arm's first part.</param>
    /// <param name="leftSecond">The left arm's second part.</param>
    /// <param name="rightFirst">The right arm's first part.</param>
    /// <param name="rightSecond">The right arm's second part.</param>
    /// <param name="body">Runs once for each arm; with a static lambda or a method group nothing is allocated.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="BorrowConflictException">Parts of the two arms overlap and one may be written, or a part is with a fork.</exception>
    /// <exception cref="LifetimeExpiredException">A slice's loan has ended.</exception>
    /// <exception cref="AggregateException">Both arms threw; the left one's exception is first. One failure is rethrown as itself.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The section around was cancelled.</exception>
    public static void Join<TFirst, TSecond>(
        TFirst leftFirst, TSecond leftSecond, TFirst rightFirst, TSecond rightSecond, SliceAction<TFirst, TSecond> body)
        where TFirst : struct, ILent<TFirst>, allows ref struct
        where TSecond : struct, ILent<TSecond>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        LentPart leftFirstPart = ForkLoans.Check(leftFirst);
        LentPart leftSecondPart = ForkLoans.Check(leftSecond);
        LentPart rightFirstPart = ForkLoans.Check(rightFirst);
        LentPart rightSecondPart = ForkLoans.Check(rightSecond);
        ForkLoans.CheckApart<TFirst, TFirst>(leftFirstPart, rightFirstPart);
        ForkLoans.CheckApart<TFirst, TSecond>(leftFirstPart, rightSecondPart);
        ForkLoans.CheckApart<TSecond, TFirst>(leftSecondPart, rightFirstPart);
        ForkLoans.CheckApart<TSecond, TSecond>(leftSecondPart, rightSecondPart);
        Joining.Run<
            TwoAction<TFirst, TSecond>, TwoAction<TFirst, TSecond>, Unit,
            TwoAction<TFirst, TSecond>, TwoAction<TFirst, TSecond>, Unit>(
            new(leftFirstPart, leftSecondPart, body), new(rightFirstPart, rightSecondPart, body));
    }

    /// <summary>Runs one body over two slices for each arm, perhaps in parallel.</summary>
    /// <typeparam name="TFirst">The first slices' type.</typeparam>
    /// <typeparam name="TSecond">The second slices' type.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="leftFirst">The left arm's first part.</param>
    /// <param name="leftSecond">The left arm's second part.</param>
    /// <param name="rightFirst">The right arm's first part.</param>
    /// <param name="rightSecond">The right arm's second part.</param>
    /// <param name="body">Runs once for each arm; with a static lambda or a method group nothing is allocated.</param>
    /// <returns>Both results.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="BorrowConflictException">Parts of the two arms overlap and one may be written, or a part is with a fork.</exception>
    /// <exception cref="LifetimeExpiredException">A slice's loan has ended.</exception>
    /// <exception cref="AggregateException">Both arms threw; the left one's exception is first. One failure is rethrown as itself.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The section around was cancelled.</exception>
    public static (TResult Left, TResult Right) Join<TFirst, TSecond, TResult>(
        TFirst leftFirst, TSecond leftSecond, TFirst rightFirst, TSecond rightSecond, SliceFunc<TFirst, TSecond, TResult> body)
        where TFirst : struct, ILent<TFirst>, allows ref struct
        where TSecond : struct, ILent<TSecond>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        LentPart leftFirstPart = ForkLoans.Check(leftFirst);
        LentPart leftSecondPart = ForkLoans.Check(leftSecond);
        LentPart rightFirstPart = ForkLoans.Check(rightFirst);
        LentPart rightSecondPart = ForkLoans.Check(rightSecond);
        ForkLoans.CheckApart<TFirst, TFirst>(leftFirstPart, rightFirstPart);
        ForkLoans.CheckApart<TFirst, TSecond>(leftFirstPart, rightSecondPart);
        ForkLoans.CheckApart<TSecond, TFirst>(leftSecondPart, rightFirstPart);
        ForkLoans.CheckApart<TSecond, TSecond>(leftSecondPart, rightSecondPart);
        return Joining.Run<
            TwoFunc<TFirst, TSecond, TResult>, TwoFunc<TFirst, TSecond, TResult>, TResult,
            TwoFunc<TFirst, TSecond, TResult>, TwoFunc<TFirst, TSecond, TResult>, TResult>(
            new(leftFirstPart, leftSecondPart, body), new(rightFirstPart, rightSecondPart, body));
    }

    /// <summary>Runs one body over three slices for each arm, perhaps in parallel.</summary>
    /// <typeparam name="TFirst">The first slices' type.</typeparam>
    /// <typeparam name="TSecond">The second slices' type.</typeparam>
    /// <typeparam name="TThird">The third slices' type.</typeparam>
    /// <param name="leftFirst">The left arm's first part.</param>
    /// <param name="leftSecond">The left arm's second part.</param>
    /// <param name="leftThird">The left arm's third part.</param>
    /// <param name="rightFirst">The right arm's first part.</param>
    /// <param name="rightSecond">The right arm's second part.</param>
    /// <param name="rightThird">The right arm's third part.</param>
    /// <param name="body">Runs once for each arm; with a static lambda or a method group nothing is allocated.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="BorrowConflictException">Parts of the two arms overlap and one may be written, or a part is with a fork.</exception>
    /// <exception cref="LifetimeExpiredException">A slice's loan has ended.</exception>
    /// <exception cref="AggregateException">Both arms threw; the left one's exception is first. One failure is rethrown as itself.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The section around was cancelled.</exception>
    public static void Join<TFirst, TSecond, TThird>(
        TFirst leftFirst, TSecond leftSecond, TThird leftThird, TFirst rightFirst, TSecond rightSecond, TThird rightThird, SliceAction<TFirst, TSecond, TThird> body)
        where TFirst : struct, ILent<TFirst>, allows ref struct
        where TSecond : struct, ILent<TSecond>, allows ref struct
        where TThird : struct, ILent<TThird>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        LentPart leftFirstPart = ForkLoans.Check(leftFirst);
        LentPart leftSecondPart = ForkLoans.Check(leftSecond);
        LentPart leftThirdPart = ForkLoans.Check(leftThird);
        LentPart rightFirstPart = ForkLoans.Check(rightFirst);
        LentPart rightSecondPart = ForkLoans.Check(rightSecond);
        LentPart rightThirdPart = ForkLoans.Check(rightThird);
        ForkLoans.CheckApart<TFirst, TFirst>(leftFirstPart, rightFirstPart);
        ForkLoans.CheckApart<TFirst, TSecond>(leftFirstPart, rightSecondPart);
        ForkLoans.CheckApart<TFirst, TThird>(leftFirstPart, rightThirdPart);
        ForkLoans.CheckApart<TSecond, TFirst>(leftSecondPart, rightFirstPart);
        ForkLoans.CheckApart<TSecond, TSecond>(leftSecondPart, rightSecondPart);
        ForkLoans.CheckApart<TSecond, TThird>(leftSecondPart, rightThirdPart);
        ForkLoans.CheckApart<TThird, TFirst>(leftThirdPart, rightFirstPart);
        ForkLoans.CheckApart<TThird, TSecond>(leftThirdPart, rightSecondPart);
        ForkLoans.CheckApart<TThird, TThird>(leftThirdPart, rightThirdPart);
        Joining.Run<
            ThreeAction<TFirst, TSecond, TThird>, ThreeAction<TFirst, TSecond, TThird>, Unit,
            ThreeAction<TFirst, TSecond, TThird>, ThreeAction<TFirst, TSecond, TThird>, Unit>(
            new(leftFirstPart, leftSecondPart, leftThirdPart, body), new(rightFirstPart, rightSecondPart, rightThirdPart, body));
    }

    /// <summary>Runs one body over three slices for each arm, perhaps in parallel.</summary>
    /// <typeparam name="TFirst">The first slices' type.</typeparam>
    /// <typeparam name="TSecond">The second slices' type.</typeparam>
    /// <typeparam name="TThird">The third slices' type.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="leftFirst">The left arm's first part.</param>
    /// <param name="leftSecond">The left arm's second part.</param>
    /// <param name="leftThird">The left arm's third part.</param>
    /// <param name="rightFirst">The right arm's first part.</param>
    /// <param name="rightSecond">The right arm's second part.</param>
    /// <param name="rightThird">The right arm's third part.</param>
    /// <param name="body">Runs once for each arm; with a static lambda or a method group nothing is allocated.</param>
    /// <returns>Both results.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="BorrowConflictException">Parts of the two arms overlap and one may be written, or a part is with a fork.</exception>
    /// <exception cref="LifetimeExpiredException">A slice's loan has ended.</exception>
    /// <exception cref="AggregateException">Both arms threw; the left one's exception is first. One failure is rethrown as itself.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The section around was cancelled.</exception>
    public static (TResult Left, TResult Right) Join<TFirst, TSecond, TThird, TResult>(
        TFirst leftFirst, TSecond leftSecond, TThird leftThird, TFirst rightFirst, TSecond rightSecond, TThird rightThird, SliceFunc<TFirst, TSecond, TThird, TResult> body)
        where TFirst : struct, ILent<TFirst>, allows ref struct
        where TSecond : struct, ILent<TSecond>, allows ref struct
        where TThird : struct, ILent<TThird>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        LentPart leftFirstPart = ForkLoans.Check(leftFirst);
        LentPart leftSecondPart = ForkLoans.Check(leftSecond);
        LentPart leftThirdPart = ForkLoans.Check(leftThird);
        LentPart rightFirstPart = ForkLoans.Check(rightFirst);
        LentPart rightSecondPart = ForkLoans.Check(rightSecond);
        LentPart rightThirdPart = ForkLoans.Check(rightThird);
        ForkLoans.CheckApart<TFirst, TFirst>(leftFirstPart, rightFirstPart);
        ForkLoans.CheckApart<TFirst, TSecond>(leftFirstPart, rightSecondPart);
        ForkLoans.CheckApart<TFirst, TThird>(leftFirstPart, rightThirdPart);
        ForkLoans.CheckApart<TSecond, TFirst>(leftSecondPart, rightFirstPart);
        ForkLoans.CheckApart<TSecond, TSecond>(leftSecondPart, rightSecondPart);
        ForkLoans.CheckApart<TSecond, TThird>(leftSecondPart, rightThirdPart);
        ForkLoans.CheckApart<TThird, TFirst>(leftThirdPart, rightFirstPart);
        ForkLoans.CheckApart<TThird, TSecond>(leftThirdPart, rightSecondPart);
        ForkLoans.CheckApart<TThird, TThird>(leftThirdPart, rightThirdPart);
        return Joining.Run<
            ThreeFunc<TFirst, TSecond, TThird, TResult>, ThreeFunc<TFirst, TSecond, TThird, TResult>, TResult,
            ThreeFunc<TFirst, TSecond, TThird, TResult>, ThreeFunc<TFirst, TSecond, TThird, TResult>, TResult>(
            new(leftFirstPart, leftSecondPart, leftThirdPart, body), new(rightFirstPart, rightSecondPart, rightThirdPart, body));
    }
}
