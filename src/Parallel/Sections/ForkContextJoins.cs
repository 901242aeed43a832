using System;
using System.Runtime.CompilerServices;
using ForkJoin.Jobs;
using ForkJoin.Sections;

namespace ForkJoin;

/// <summary>Joins made by a struct body from the context that it was handed: no look-up of the worker.</summary>
/// <example><code>var (a, b) = fork.Join&lt;Fib, int, long&gt;(n - 1, n - 2);</code></example>
public static class ForkContextJoins
{
    extension(ForkContext fork)
    {
        /// <summary>Runs a struct body over two arguments, perhaps in parallel. See <see cref="IForkBody{TArg, TResult}"/>.</summary>
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
        public (TResult Left, TResult Right) Join<TBody, TArg, TResult>(TArg left, TArg right)
            where TBody : struct, IForkBody<TArg, TResult>
        {
            ForkCaptures.CheckState(left);
            ForkCaptures.CheckState(right);
            return JoinCore.Run<BodyShape<TBody, TArg, TResult>, TArg, TResult, BodyShape<TBody, TArg, TResult>, TArg, TResult>(fork, left, right);
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
        public (TLeft Left, TRight Right) Join<TLeftBody, TLeft, TRightBody, TRight>(TLeftBody left, TRightBody right)
            where TLeftBody : struct, IForkClosure<TLeft>
            where TRightBody : struct, IForkClosure<TRight>
        {
            ForkCaptures.CheckState(left);
            ForkCaptures.CheckState(right);
            return JoinCore.Run<ClosureShape<TLeftBody, TLeft>, TLeftBody, TLeft, ClosureShape<TRightBody, TRight>, TRightBody, TRight>(fork, left, right);
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
        public (TResult Left, TResult Right) JoinSlices<TBody, TSlice, TResult>(TSlice left, TSlice right)
            where TBody : struct, ISliceBody<TSlice, TResult>
            where TSlice : struct, ILent<TSlice>, allows ref struct
        {
            LentPart leftPart = ForkLoans.Check(left);
            LentPart rightPart = ForkLoans.Check(right);
            ForkLoans.CheckApart<TSlice, TSlice>(leftPart, rightPart);
            return JoinCore.Run<
                SliceBodyShape<TBody, TSlice, TResult>, LentPart, TResult,
                SliceBodyShape<TBody, TSlice, TResult>, LentPart, TResult>(fork, leftPart, rightPart);
        }
    }
}
