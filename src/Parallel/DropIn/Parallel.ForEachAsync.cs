using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ForkJoin.DropIn;
using Theirs = System.Threading.Tasks.Parallel;

#pragma warning disable RS0030 // Asynchronous bodies are tasks; the BCL's loop over tasks runs them.
#pragma warning disable CA1068 // The BCL's parameters, in the BCL's order.

namespace ForkJoin;

/// <content>Asynchronous loops over items: the BCL's overloads. Why they are the BCL's own: see <see cref="Asynchronous"/>.</content>
public static partial class Parallel
{
    /// <summary>Runs an asynchronous body for each item of a source, several at one time. Does not block.</summary>
    /// <remarks>The BCL's own loop, on the tasks' scheduler: see <see cref="Parallel"/>.</remarks>
    /// <typeparam name="TSource">The type of the items.</typeparam>
    /// <param name="source">The items. One is asked for at a time.</param>
    /// <param name="body">Runs once for each, in any order; is handed a token that is cancelled when the loop is to end early.</param>
    /// <returns>A task that ends when all have ended: failed if one has, and cancelled if the token was.</returns>
    /// <exception cref="ArgumentNullException">The source or the body is null.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    public static Task ForEachAsync<TSource>(IEnumerable<TSource> source, Func<TSource, CancellationToken, ValueTask> body) =>
        Theirs.ForEachAsync(source, Asynchronous.Checked(body));

    /// <summary>Runs an asynchronous body for each item of a source, several at one time; a token ends the loop. Does not block.</summary>
    /// <remarks>The BCL's own loop, on the tasks' scheduler: see <see cref="Parallel"/>.</remarks>
    /// <typeparam name="TSource">The type of the items.</typeparam>
    /// <param name="source">The items. One is asked for at a time.</param>
    /// <param name="cancellationToken">Its cancellation keeps back what has not started, and is told to what has.</param>
    /// <param name="body">Runs once for each, in any order; is handed a token that is cancelled when the loop is to end early.</param>
    /// <returns>A task that ends when all have ended: failed if one has, and cancelled if the token was.</returns>
    /// <exception cref="ArgumentNullException">The source or the body is null.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    public static Task ForEachAsync<TSource>(
        IEnumerable<TSource> source, CancellationToken cancellationToken, Func<TSource, CancellationToken, ValueTask> body) =>
        Theirs.ForEachAsync(source, cancellationToken, Asynchronous.Checked(body));

    /// <summary>Runs an asynchronous body for each item of a source, several at one time; options say how many at one time. Does not block.</summary>
    /// <remarks>The BCL's own loop, on the tasks' scheduler: see <see cref="Parallel"/>.</remarks>
    /// <typeparam name="TSource">The type of the items.</typeparam>
    /// <param name="source">The items. One is asked for at a time.</param>
    /// <param name="parallelOptions">Degree, token and scheduler. Without a degree there are as many at one time as there are processors.</param>
    /// <param name="body">Runs once for each, in any order; is handed a token that is cancelled when the loop is to end early.</param>
    /// <returns>A task that ends when all have ended: failed if one has, and cancelled if the token was.</returns>
    /// <exception cref="ArgumentNullException">The source, the body or the options are null.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    public static Task ForEachAsync<TSource>(
        IEnumerable<TSource> source, ParallelOptions parallelOptions, Func<TSource, CancellationToken, ValueTask> body) =>
        Theirs.ForEachAsync(source, parallelOptions, Asynchronous.Checked(body));

    /// <summary>Runs an asynchronous body for each item of an asynchronous source, several at one time. Does not block.</summary>
    /// <remarks>The BCL's own loop, on the tasks' scheduler: see <see cref="Parallel"/>.</remarks>
    /// <typeparam name="TSource">The type of the items.</typeparam>
    /// <param name="source">The items. One is asked for at a time.</param>
    /// <param name="body">Runs once for each, in any order; is handed a token that is cancelled when the loop is to end early.</param>
    /// <returns>A task that ends when all have ended: failed if one has, and cancelled if the token was.</returns>
    /// <exception cref="ArgumentNullException">The source or the body is null.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    public static Task ForEachAsync<TSource>(IAsyncEnumerable<TSource> source, Func<TSource, CancellationToken, ValueTask> body) =>
        Theirs.ForEachAsync(source, Asynchronous.Checked(body));

    /// <summary>Runs an asynchronous body for each item of an asynchronous source, several at one time; a token ends the loop. Does not block.</summary>
    /// <remarks>The BCL's own loop, on the tasks' scheduler: see <see cref="Parallel"/>.</remarks>
    /// <typeparam name="TSource">The type of the items.</typeparam>
    /// <param name="source">The items. One is asked for at a time.</param>
    /// <param name="cancellationToken">Its cancellation keeps back what has not started, and is told to what has.</param>
    /// <param name="body">Runs once for each, in any order; is handed a token that is cancelled when the loop is to end early.</param>
    /// <returns>A task that ends when all have ended: failed if one has, and cancelled if the token was.</returns>
    /// <exception cref="ArgumentNullException">The source or the body is null.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    public static Task ForEachAsync<TSource>(
        IAsyncEnumerable<TSource> source, CancellationToken cancellationToken, Func<TSource, CancellationToken, ValueTask> body) =>
        Theirs.ForEachAsync(source, cancellationToken, Asynchronous.Checked(body));

    /// <summary>Runs an asynchronous body for each item of an asynchronous source, several at one time; options say how many at one time. Does not block.</summary>
    /// <remarks>The BCL's own loop, on the tasks' scheduler: see <see cref="Parallel"/>.</remarks>
    /// <typeparam name="TSource">The type of the items.</typeparam>
    /// <param name="source">The items. One is asked for at a time.</param>
    /// <param name="parallelOptions">Degree, token and scheduler. Without a degree there are as many at one time as there are processors.</param>
    /// <param name="body">Runs once for each, in any order; is handed a token that is cancelled when the loop is to end early.</param>
    /// <returns>A task that ends when all have ended: failed if one has, and cancelled if the token was.</returns>
    /// <exception cref="ArgumentNullException">The source, the body or the options are null.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    public static Task ForEachAsync<TSource>(
        IAsyncEnumerable<TSource> source, ParallelOptions parallelOptions, Func<TSource, CancellationToken, ValueTask> body) =>
        Theirs.ForEachAsync(source, parallelOptions, Asynchronous.Checked(body));
}
