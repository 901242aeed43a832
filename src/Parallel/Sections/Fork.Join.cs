using System;
using System.Runtime.CompilerServices;
using ForkJoin.Jobs;
using ForkJoin.Sections;

namespace ForkJoin;

/// <content>Joins of two arms without slices: delegates, delegates with state, and struct bodies.</content>
public static partial class Fork
{
    /// <summary>Runs both arms, perhaps in parallel, and returns when both are done.</summary>
    /// <param name="left">Runs on the calling thread.</param>
    /// <param name="right">Runs on the calling thread after the left arm, unless another worker has taken it by then.</param>
    /// <exception cref="ArgumentNullException">A body is null.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="AggregateException">Both arms threw; the left one's exception is first. One failure is rethrown as itself.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The section around was cancelled.</exception>
    public static void Join(Action left, Action right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ForkCaptures.Check(left);
        ForkCaptures.CheckRight(right);
        Joining.Run<PlainAction, PlainAction, Unit, PlainAction, PlainAction, Unit>(new(left), new(right));
    }

    /// <summary>Runs both arms, perhaps in parallel, and returns both results.</summary>
    /// <typeparam name="TLeft">The left result's type.</typeparam>
    /// <typeparam name="TRight">The right result's type.</typeparam>
    /// <param name="left">Runs on the calling thread.</param>
    /// <param name="right">Runs on the calling thread after the left arm, unless another worker has taken it by then.</param>
    /// <returns>Both results.</returns>
    /// <exception cref="ArgumentNullException">A body is null.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="AggregateException">Both arms threw; the left one's exception is first. One failure is rethrown as itself.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The section around was cancelled.</exception>
    public static (TLeft Left, TRight Right) Join<TLeft, TRight>(Func<TLeft> left, Func<TRight> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ForkCaptures.Check(left);
        ForkCaptures.CheckRight(right);
        return Joining.Run<PlainFunc<TLeft>, PlainFunc<TLeft>, TLeft, PlainFunc<TRight>, PlainFunc<TRight>, TRight>(new(left), new(right));
    }

    /// <summary>Runs one body over two states, perhaps in parallel. With a static lambda nothing is allocated.</summary>
    /// <typeparam name="TState">The state's type.</typeparam>
    /// <param name="left">What the left arm is handed.</param>
    /// <param name="right">What the right arm is handed.</param>
    /// <param name="body">Runs once for each.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures, or is handed, what threads must not share; nothing has run.</exception>
    /// <exception cref="AggregateException">Both arms threw; the left one's exception is first. One failure is rethrown as itself.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The section around was cancelled.</exception>
    public static void Join<TState>(TState left, TState right, Action<TState> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ForkCaptures.CheckState(left);
        ForkCaptures.CheckState(right);
        Joining.Run<StateAction<TState>, StateAction<TState>, Unit, StateAction<TState>, StateAction<TState>, Unit>(
            new(left, body), new(right, body));
    }

    /// <summary>Runs one body over two states, perhaps in parallel. With a static lambda nothing is allocated.</summary>
    /// <typeparam name="TState">The state's type.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="left">What the left arm is handed.</param>
    /// <param name="right">What the right arm is handed.</param>
    /// <param name="body">Runs once for each.</param>
    /// <returns>Both results.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures, or is handed, what threads must not share; nothing has run.</exception>
    /// <exception cref="AggregateException">Both arms threw; the left one's exception is first. One failure is rethrown as itself.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The section around was cancelled.</exception>
    public static (TResult Left, TResult Right) Join<TState, TResult>(TState left, TState right, Func<TState, TResult> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ForkCaptures.CheckState(left);
        ForkCaptures.CheckState(right);
        return Joining.Run<
            StateFunc<TState, TResult>, StateFunc<TState, TResult>, TResult,
            StateFunc<TState, TResult>, StateFunc<TState, TResult>, TResult>(new(left, body), new(right, body));
    }

    /// <summary>Runs a struct body over two arguments, perhaps in parallel: the cheapest join. See <see cref="IForkBody{TArg, TResult}"/>.</summary>
    /// <typeparam name="TBody">The body.</typeparam>
    /// <typeparam name="TArg">The arguments' type.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="left">What the left arm is handed.</param>
    /// <param name="right">What the right arm is handed.</param>
    /// <returns>Both results.</returns>
    /// <exception cref="NotShareableException">An argument is nothing that may be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Both arms threw; the left one's exception is first. One failure is rethrown as itself.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The section around was cancelled.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TResult Left, TResult Right) Join<TBody, TArg, TResult>(TArg left, TArg right)
        where TBody : struct, IForkBody<TArg, TResult>
    {
        ForkCaptures.CheckState(left);
        ForkCaptures.CheckState(right);
        return Joining.Run<BodyShape<TBody, TArg, TResult>, TArg, TResult, BodyShape<TBody, TArg, TResult>, TArg, TResult>(left, right);
    }

    /// <summary>Runs two bodies that carry what they need, perhaps in parallel. See <see cref="IForkClosure{TResult}"/>.</summary>
    /// <typeparam name="TLeftBody">The left body's type.</typeparam>
    /// <typeparam name="TLeft">The left result's type.</typeparam>
    /// <typeparam name="TRightBody">The right body's type.</typeparam>
    /// <typeparam name="TRight">The right result's type.</typeparam>
    /// <param name="left">Runs on the calling thread.</param>
    /// <param name="right">Runs on the calling thread after the left arm, unless another worker has taken it by then.</param>
    /// <returns>Both results.</returns>
    /// <exception cref="NotShareableException">A body carries what may not be handed to another thread; nothing has run.</exception>
    /// <exception cref="AggregateException">Both arms threw; the left one's exception is first. One failure is rethrown as itself.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The section around was cancelled.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TLeft Left, TRight Right) Join<TLeftBody, TLeft, TRightBody, TRight>(TLeftBody left, TRightBody right)
        where TLeftBody : struct, IForkClosure<TLeft>
        where TRightBody : struct, IForkClosure<TRight>
    {
        ForkCaptures.CheckState(left);
        ForkCaptures.CheckState(right);
        return Joining.Run<ClosureShape<TLeftBody, TLeft>, TLeftBody, TLeft, ClosureShape<TRightBody, TRight>, TRightBody, TRight>(left, right);
    }

    /// <summary>Runs a struct body over two slices, perhaps in parallel. See <see cref="ISliceBody{TSlice, TResult}"/>.</summary>
    /// <typeparam name="TBody">The body.</typeparam>
    /// <typeparam name="TSlice">The slices' type.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="left">The left arm's part.</param>
    /// <param name="right">The right arm's part.</param>
    /// <returns>Both results.</returns>
    /// <exception cref="BorrowConflictException">The parts overlap and may be written, or one is with a fork.</exception>
    /// <exception cref="LifetimeExpiredException">A slice's loan has ended.</exception>
    /// <exception cref="AggregateException">Both arms threw; the left one's exception is first. One failure is rethrown as itself.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The section around was cancelled.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TResult Left, TResult Right) JoinSlices<TBody, TSlice, TResult>(TSlice left, TSlice right)
        where TBody : struct, ISliceBody<TSlice, TResult>
        where TSlice : struct, ILent<TSlice>, allows ref struct
    {
        LentPart leftPart = ForkLoans.Check(left);
        LentPart rightPart = ForkLoans.Check(right);
        ForkLoans.CheckApart<TSlice, TSlice>(leftPart, rightPart);
        return Joining.Run<
            SliceBodyShape<TBody, TSlice, TResult>, LentPart, TResult,
            SliceBodyShape<TBody, TSlice, TResult>, LentPart, TResult>(leftPart, rightPart);
    }
}
