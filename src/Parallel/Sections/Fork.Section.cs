using System;
using System.Threading;
using ForkJoin.Sections;

namespace ForkJoin;

/// <content>Sections.</content>
public static partial class Fork
{
    /// <summary>
    /// Opens a section: the body forks any number of times, each fork may start at once, the body goes on meanwhile, and all are
    /// joined before this method returns. (Niko Matsakis, "Stronger guarantees for mutable borrows", 2014: fork_join_section.)
    /// Blocks until everything is joined; the calling thread works while it waits.
    /// </summary>
    /// <param name="body">Forks through the section that it is handed.</param>
    /// <param name="cancellation">Forks that have not started when it is cancelled do not start.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled and something did not run.</exception>
    /// <exception cref="AggregateException">Several forks, or a fork and the body, threw: in the order in which they were forked, the
    /// body's own exception last. One failure is rethrown as itself.</exception>
    public static void Section(Action<ForkJoinSection> body, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        SectionRun.Run<SectionAction, Unit>(new(body), cancellation);
    }

    /// <summary>Opens a section, with state instead of a closure. See <see cref="Section(Action{ForkJoinSection}, CancellationToken)"/>.</summary>
    /// <typeparam name="TState">The state's type.</typeparam>
    /// <param name="state">Handed to the body.</param>
    /// <param name="body">Forks through the section that it is handed.</param>
    /// <param name="cancellation">Forks that have not started when it is cancelled do not start.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled and something did not run.</exception>
    /// <exception cref="AggregateException">Several forks, or a fork and the body, threw. One failure is rethrown as itself.</exception>
    public static void Section<TState>(TState state, Action<ForkJoinSection, TState> body, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        SectionRun.Run<SectionStateAction<TState>, Unit>(new(state, body), cancellation);
    }

    /// <summary>Opens a section that gives a result. See <see cref="Section(Action{ForkJoinSection}, CancellationToken)"/>.</summary>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="body">Forks through the section that it is handed.</param>
    /// <param name="cancellation">Forks that have not started when it is cancelled do not start.</param>
    /// <returns>What the body returned.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled and something did not run.</exception>
    /// <exception cref="AggregateException">Several forks, or a fork and the body, threw. One failure is rethrown as itself.</exception>
    public static TResult Section<TResult>(Func<ForkJoinSection, TResult> body, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        return SectionRun.Run<SectionFunc<TResult>, TResult>(new(body), cancellation);
    }

    /// <summary>Opens a section that gives a result, with state instead of a closure.</summary>
    /// <typeparam name="TState">The state's type.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="state">Handed to the body.</param>
    /// <param name="body">Forks through the section that it is handed.</param>
    /// <param name="cancellation">Forks that have not started when it is cancelled do not start.</param>
    /// <returns>What the body returned.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled and something did not run.</exception>
    /// <exception cref="AggregateException">Several forks, or a fork and the body, threw. One failure is rethrown as itself.</exception>
    public static TResult Section<TState, TResult>(
        TState state, Func<ForkJoinSection, TState, TResult> body, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        return SectionRun.Run<SectionStateFunc<TState, TResult>, TResult>(new(state, body), cancellation);
    }
}
