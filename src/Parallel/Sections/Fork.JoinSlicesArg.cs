using System;
using ForkJoin.Jobs;
using ForkJoin.Sections;

namespace ForkJoin;

/// <content>Joins whose arms are handed one to three slices and an argument: checked to be usable and, where one may write, apart.</content>
public static partial class Fork
{
    /// <summary>Runs one body over one slice and an argument for each arm, perhaps in parallel.</summary>
    /// <typeparam name="TSlice">The slices' type.</typeparam>
    /// <typeparam name="TArg">The arguments' type.</typeparam>
    /// <param name="left">The left arm's part.</param>
    /// <param name="leftArg">The left arm's argument.</param>
    /// <param name="right">The right arm's part.</param>
    /// <param name="rightArg">The right arm's argument.</param>
    /// <param name="body">Runs once for each arm; with a static lambda or a method group nothing is allocated.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures, or is handed, what threads must not share; nothing has run.</exception>
    /// <exception cref="BorrowConflictException">Parts of the two arms overlap and one may be written, or a part is with a fork.</exception>
    /// <exception cref="LifetimeExpiredException">A slice's loan has ended.</exception>
    /// <exception cref="AggregateException">Both arms threw; the left one's exception is first. One failure is rethrown as itself.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The section around was cancelled.</exception>
    public static void Join<TSlice, TArg>(
        TSlice left, TArg leftArg, TSlice right, TArg rightArg, SliceArgAction<TSlice, TArg> body)
        where TSlice : struct, ILent<TSlice>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ForkCaptures.CheckState(leftArg);
        ForkCaptures.CheckState(rightArg);
        LentPart leftPart = ForkLoans.Check(left);
        LentPart rightPart = ForkLoans.Check(right);
        ForkLoans.CheckApart<TSlice, TSlice>(leftPart, rightPart);
        Joining.Run<
            OneArgAction<TSlice, TArg>, OneArgAction<TSlice, TArg>, Unit,
            OneArgAction<TSlice, TArg>, OneArgAction<TSlice, TArg>, Unit>(
            new(leftPart, leftArg, body), new(rightPart, rightArg, body));
    }

    /// <summary>Runs one body over one slice and an argument for each arm, perhaps in parallel.</summary>
    /// <typeparam name="TSlice">The slices' type.</typeparam>
    /// <typeparam name="TArg">The arguments' type.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="left">The left arm's part.</param>
    /// <param name="leftArg">The left arm's argument.</param>
    /// <param name="right">The right arm's part.</param>
    /// <param name="rightArg">The right arm's argument.</param>
    /// <param name="body">Runs once for each arm; with a static lambda or a method group nothing is allocated.</param>
    /// <returns>Both results.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures, or is handed, what threads must not share; nothing has run.</exception>
    /// <exception cref="BorrowConflictException">Parts of the two arms overlap and one may be written, or a part is with a fork.</exception>
    /// <exception cref="LifetimeExpiredException">A slice's loan has ended.</exception>
    /// <exception cref="AggregateException">Both arms threw; the left one's exception is first. One failure is rethrown as itself.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The section around was cancelled.</exception>
    public static (TResult Left, TResult Right) Join<TSlice, TArg, TResult>(
        TSlice left, TArg leftArg, TSlice right, TArg rightArg, SliceArgFunc<TSlice, TArg, TResult> body)
        where TSlice : struct, ILent<TSlice>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ForkCaptures.CheckState(leftArg);
        ForkCaptures.CheckState(rightArg);
        LentPart leftPart = ForkLoans.Check(left);
        LentPart rightPart = ForkLoans.Check(right);
        ForkLoans.CheckApart<TSlice, TSlice>(leftPart, rightPart);
        return Joining.Run<
            OneArgFunc<TSlice, TArg, TResult>, OneArgFunc<TSlice, TArg, TResult>, TResult,
            OneArgFunc<TSlice, TArg, TResult>, OneArgFunc<TSlice, TArg, TResult>, TResult>(
            new(leftPart, leftArg, body), new(rightPart, rightArg, body));
    }

    /// <summary>Runs one body over two slices and an argument for each arm, perhaps in parallel.</summary>
    /// <typeparam name="TFirst">The first slices' type.</typeparam>
    /// <typeparam name="TSecond">The second slices' type.</typeparam>
    /// <typeparam name="TArg">The arguments' type.</typeparam>
    /// <param name="leftFirst">The left arm's first part.</param>
    /// <param name="leftSecond">The left arm's second part.</param>
    /// <param name="leftArg">The left arm's argument.</param>
    /// <param name="rightFirst">The right arm's first part.</param>
    /// <param name="rightSecond">The right arm's second part.</param>
    /// <param name="rightArg">The right arm's argument.</param>
    /// <param name="body">Runs once for each arm; with a static lambda or a method group nothing is allocated.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures, or is handed, what threads must not share; nothing has run.</exception>
    /// <exception cref="BorrowConflictException">Parts of the two arms overlap and one may be written, or a part is with a fork.</exception>
    /// <exception cref="LifetimeExpiredException">A slice's loan has ended.</exception>
    /// <exception cref="AggregateException">Both arms threw; the left one's exception is first. One failure is rethrown as itself.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The section around was cancelled.</exception>
    public static void Join<TFirst, TSecond, TArg>(
        TFirst leftFirst, TSecond leftSecond, TArg leftArg, TFirst rightFirst, TSecond rightSecond, TArg rightArg, SliceArgAction<TFirst, TSecond, TArg> body)
        where TFirst : struct, ILent<TFirst>, allows ref struct
        where TSecond : struct, ILent<TSecond>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ForkCaptures.CheckState(leftArg);
        ForkCaptures.CheckState(rightArg);
        LentPart leftFirstPart = ForkLoans.Check(leftFirst);
        LentPart leftSecondPart = ForkLoans.Check(leftSecond);
        LentPart rightFirstPart = ForkLoans.Check(rightFirst);
        LentPart rightSecondPart = ForkLoans.Check(rightSecond);
        ForkLoans.CheckApart<TFirst, TFirst>(leftFirstPart, rightFirstPart);
        ForkLoans.CheckApart<TFirst, TSecond>(leftFirstPart, rightSecondPart);
        ForkLoans.CheckApart<TSecond, TFirst>(leftSecondPart, rightFirstPart);
        ForkLoans.CheckApart<TSecond, TSecond>(leftSecondPart, rightSecondPart);
        Joining.Run<
            TwoArgAction<TFirst, TSecond, TArg>, TwoArgAction<TFirst, TSecond, TArg>, Unit,
            TwoArgAction<TFirst, TSecond, TArg>, TwoArgAction<TFirst, TSecond, TArg>, Unit>(
            new(leftFirstPart, leftSecondPart, leftArg, body), new(rightFirstPart, rightSecondPart, rightArg, body));
    }

    /// <summary>Runs one body over two slices and an argument for each arm, perhaps in parallel.</summary>
    /// <typeparam name="TFirst">The first slices' type.</typeparam>
    /// <typeparam name="TSecond">The second slices' type.</typeparam>
    /// <typeparam name="TArg">The arguments' type.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="leftFirst">The left arm's first part.</param>
    /// <param name="leftSecond">The left arm's second part.</param>
    /// <param name="leftArg">The left arm's argument.</param>
    /// <param name="rightFirst">The right arm's first part.</param>
    /// <param name="rightSecond">The right arm's second part.</param>
    /// <param name="rightArg">The right arm's argument.</param>
    /// <param name="body">Runs once for each arm; with a static lambda or a method group nothing is allocated.</param>
    /// <returns>Both results.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures, or is handed, what threads must not share; nothing has run.</exception>
    /// <exception cref="BorrowConflictException">Parts of the two arms overlap and one may be written, or a part is with a fork.</exception>
    /// <exception cref="LifetimeExpiredException">A slice's loan has ended.</exception>
    /// <exception cref="AggregateException">Both arms threw; the left one's exception is first. One failure is rethrown as itself.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The section around was cancelled.</exception>
    public static (TResult Left, TResult Right) Join<TFirst, TSecond, TArg, TResult>(
        TFirst leftFirst, TSecond leftSecond, TArg leftArg, TFirst rightFirst, TSecond rightSecond, TArg rightArg, SliceArgFunc<TFirst, TSecond, TArg, TResult> body)
        where TFirst : struct, ILent<TFirst>, allows ref struct
        where TSecond : struct, ILent<TSecond>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ForkCaptures.CheckState(leftArg);
        ForkCaptures.CheckState(rightArg);
        LentPart leftFirstPart = ForkLoans.Check(leftFirst);
        LentPart leftSecondPart = ForkLoans.Check(leftSecond);
        LentPart rightFirstPart = ForkLoans.Check(rightFirst);
        LentPart rightSecondPart = ForkLoans.Check(rightSecond);
        ForkLoans.CheckApart<TFirst, TFirst>(leftFirstPart, rightFirstPart);
        ForkLoans.CheckApart<TFirst, TSecond>(leftFirstPart, rightSecondPart);
        ForkLoans.CheckApart<TSecond, TFirst>(leftSecondPart, rightFirstPart);
        ForkLoans.CheckApart<TSecond, TSecond>(leftSecondPart, rightSecondPart);
        return Joining.Run<
            TwoArgFunc<TFirst, TSecond, TArg, TResult>, TwoArgFunc<TFirst, TSecond, TArg, TResult>, TResult,
            TwoArgFunc<TFirst, TSecond, TArg, TResult>, TwoArgFunc<TFirst, TSecond, TArg, TResult>, TResult>(
            new(leftFirstPart, leftSecondPart, leftArg, body), new(rightFirstPart, rightSecondPart, rightArg, body));
    }

    /// <summary>Runs one body over three slices and an argument for each arm, perhaps in parallel.</summary>
    /// <typeparam name="TFirst">The first slices' type.</typeparam>
    /// <typeparam name="TSecond">The second slices' type.</typeparam>
    /// <typeparam name="TThird">The third slices' type.</typeparam>
    /// <typeparam name="TArg">The arguments' type.</typeparam>
    /// <param name="leftFirst">The left arm's first part.</param>
    /// <param name="leftSecond">The left arm's second part.</param>
    /// <param name="leftThird">The left arm's third part.</param>
    /// <param name="leftArg">The left arm's argument.</param>
    /// <param name="rightFirst">The right arm's first part.</param>
    /// <param name="rightSecond">The right arm's second part.</param>
    /// <param name="rightThird">The right arm's third part.</param>
    /// <param name="rightArg">The right arm's argument.</param>
    /// <param name="body">Runs once for each arm; with a static lambda or a method group nothing is allocated.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures, or is handed, what threads must not share; nothing has run.</exception>
    /// <exception cref="BorrowConflictException">Parts of the two arms overlap and one may be written, or a part is with a fork.</exception>
    /// <exception cref="LifetimeExpiredException">A slice's loan has ended.</exception>
    /// <exception cref="AggregateException">Both arms threw; the left one's exception is first. One failure is rethrown as itself.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The section around was cancelled.</exception>
    public static void Join<TFirst, TSecond, TThird, TArg>(
        TFirst leftFirst, TSecond leftSecond, TThird leftThird, TArg leftArg, TFirst rightFirst, TSecond rightSecond, TThird rightThird, TArg rightArg, SliceArgAction<TFirst, TSecond, TThird, TArg> body)
        where TFirst : struct, ILent<TFirst>, allows ref struct
        where TSecond : struct, ILent<TSecond>, allows ref struct
        where TThird : struct, ILent<TThird>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ForkCaptures.CheckState(leftArg);
        ForkCaptures.CheckState(rightArg);
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
            ThreeArgAction<TFirst, TSecond, TThird, TArg>, ThreeArgAction<TFirst, TSecond, TThird, TArg>, Unit,
            ThreeArgAction<TFirst, TSecond, TThird, TArg>, ThreeArgAction<TFirst, TSecond, TThird, TArg>, Unit>(
            new(leftFirstPart, leftSecondPart, leftThirdPart, leftArg, body), new(rightFirstPart, rightSecondPart, rightThirdPart, rightArg, body));
    }

    /// <summary>Runs one body over three slices and an argument for each arm, perhaps in parallel.</summary>
    /// <typeparam name="TFirst">The first slices' type.</typeparam>
    /// <typeparam name="TSecond">The second slices' type.</typeparam>
    /// <typeparam name="TThird">The third slices' type.</typeparam>
    /// <typeparam name="TArg">The arguments' type.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="leftFirst">The left arm's first part.</param>
    /// <param name="leftSecond">The left arm's second part.</param>
    /// <param name="leftThird">The left arm's third part.</param>
    /// <param name="leftArg">The left arm's argument.</param>
    /// <param name="rightFirst">The right arm's first part.</param>
    /// <param name="rightSecond">The right arm's second part.</param>
    /// <param name="rightThird">The right arm's third part.</param>
    /// <param name="rightArg">The right arm's argument.</param>
    /// <param name="body">Runs once for each arm; with a static lambda or a method group nothing is allocated.</param>
    /// <returns>Both results.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures, or is handed, what threads must not share; nothing has run.</exception>
    /// <exception cref="BorrowConflictException">Parts of the two arms overlap and one may be written, or a part is with a fork.</exception>
    /// <exception cref="LifetimeExpiredException">A slice's loan has ended.</exception>
    /// <exception cref="AggregateException">Both arms threw; the left one's exception is first. One failure is rethrown as itself.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The section around was cancelled.</exception>
    public static (TResult Left, TResult Right) Join<TFirst, TSecond, TThird, TArg, TResult>(
        TFirst leftFirst, TSecond leftSecond, TThird leftThird, TArg leftArg, TFirst rightFirst, TSecond rightSecond, TThird rightThird, TArg rightArg, SliceArgFunc<TFirst, TSecond, TThird, TArg, TResult> body)
        where TFirst : struct, ILent<TFirst>, allows ref struct
        where TSecond : struct, ILent<TSecond>, allows ref struct
        where TThird : struct, ILent<TThird>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ForkCaptures.CheckState(leftArg);
        ForkCaptures.CheckState(rightArg);
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
            ThreeArgFunc<TFirst, TSecond, TThird, TArg, TResult>, ThreeArgFunc<TFirst, TSecond, TThird, TArg, TResult>, TResult,
            ThreeArgFunc<TFirst, TSecond, TThird, TArg, TResult>, ThreeArgFunc<TFirst, TSecond, TThird, TArg, TResult>, TResult>(
            new(leftFirstPart, leftSecondPart, leftThirdPart, leftArg, body), new(rightFirstPart, rightSecondPart, rightThirdPart, rightArg, body));
    }
}
