using System;
using System.Numerics;
using System.Threading;
using System.Threading.Tasks;
using ForkJoin.DropIn;
using Theirs = System.Threading.Tasks.Parallel;

#pragma warning disable RS0030 // Asynchronous bodies are tasks; the BCL's loop over tasks runs them.
#pragma warning disable CA1068 // The BCL's parameters, in the BCL's order.

namespace ForkJoin;

/// <content>Asynchronous loops over indices: the BCL's overloads. Why they are the BCL's own: see <see cref="Asynchronous"/>.</content>
public static partial class Parallel
{
    /// <summary>Runs an asynchronous body for each index of a range, several at one time. Does not block.</summary>
    /// <remarks>The BCL's own loop, on the tasks' scheduler: see <see cref="Parallel"/>.</remarks>
    /// <typeparam name="T">The type of the index.</typeparam>
    /// <param name="fromInclusive">The first index.</param>
    /// <param name="toExclusive">The index after the last one. If it is not above the first, nothing runs.</param>
    /// <param name="body">Runs once for each, in any order; is handed a token that is cancelled when the loop is to end early.</param>
    /// <returns>A task that ends when all have ended: failed if one has, and cancelled if the token was.</returns>
    /// <exception cref="ArgumentNullException">An index or the body is null.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    public static Task ForAsync<T>(T fromInclusive, T toExclusive, Func<T, CancellationToken, ValueTask> body)
        where T : notnull, IBinaryInteger<T> =>
        Theirs.ForAsync(fromInclusive, toExclusive, Asynchronous.Checked(body));

    /// <summary>Runs an asynchronous body for each index of a range, several at one time; a token ends the loop. Does not block.</summary>
    /// <remarks>The BCL's own loop, on the tasks' scheduler: see <see cref="Parallel"/>.</remarks>
    /// <typeparam name="T">The type of the index.</typeparam>
    /// <param name="fromInclusive">The first index.</param>
    /// <param name="toExclusive">The index after the last one. If it is not above the first, nothing runs.</param>
    /// <param name="cancellationToken">Its cancellation keeps back what has not started, and is told to what has.</param>
    /// <param name="body">Runs once for each, in any order; is handed a token that is cancelled when the loop is to end early.</param>
    /// <returns>A task that ends when all have ended: failed if one has, and cancelled if the token was.</returns>
    /// <exception cref="ArgumentNullException">An index or the body is null.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    public static Task ForAsync<T>(T fromInclusive, T toExclusive, CancellationToken cancellationToken, Func<T, CancellationToken, ValueTask> body)
        where T : notnull, IBinaryInteger<T> =>
        Theirs.ForAsync(fromInclusive, toExclusive, cancellationToken, Asynchronous.Checked(body));

    /// <summary>Runs an asynchronous body for each index of a range, several at one time; options say how many at one time. Does not block.</summary>
    /// <remarks>The BCL's own loop, on the tasks' scheduler: see <see cref="Parallel"/>.</remarks>
    /// <typeparam name="T">The type of the index.</typeparam>
    /// <param name="fromInclusive">The first index.</param>
    /// <param name="toExclusive">The index after the last one. If it is not above the first, nothing runs.</param>
    /// <param name="parallelOptions">Degree, token and scheduler. Without a degree there are as many at one time as there are processors.</param>
    /// <param name="body">Runs once for each, in any order; is handed a token that is cancelled when the loop is to end early.</param>
    /// <returns>A task that ends when all have ended: failed if one has, and cancelled if the token was.</returns>
    /// <exception cref="ArgumentNullException">An index, the body or the options are null.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared; nothing has run.</exception>
    public static Task ForAsync<T>(T fromInclusive, T toExclusive, ParallelOptions parallelOptions, Func<T, CancellationToken, ValueTask> body)
        where T : notnull, IBinaryInteger<T> =>
        Theirs.ForAsync(fromInclusive, toExclusive, parallelOptions, Asynchronous.Checked(body));
}
