using System;
using System.Threading;
using System.Threading.Tasks;
using ForkJoin.Jobs;
using ForkJoin.Workers;

namespace ForkJoin;

/// <content>Work posted to the pool: a worker runs it, and the caller goes on.</content>
public sealed partial class ForkJoinPool
{
    /// <summary>
    /// Posts code to this pool: a thread of the pool runs it as a worker, and the caller goes on meanwhile. Does not block; the
    /// task may be ignored. Posted work starts in the order in which it was posted, when a worker is idle; a join that waits
    /// never picks it up. Async-local values and the culture are those of the caller. From inside the pool it is the same:
    /// detached work, which no section waits for.
    /// <para>
    /// As <see cref="Run(Action)"/> brings the calling thread along as a worker, posted work brings one more thread of the pool, for as
    /// long as some of it is unfinished: so a pool of one worker, too, runs it. A post allocates its task and its record, and
    /// with a token that can be cancelled a scope and a registration.
    /// </para>
    /// </summary>
    /// <remarks>
    /// An async lambda runs on the pool up to its first await, and the task that comes back is complete there. Waiting for the task inside
    /// the pool belongs into <see cref="Blocking(Action)"/>.
    /// </remarks>
    /// <param name="body">The code; every fork it makes belongs to this pool.</param>
    /// <param name="cancellation">
    /// Cancelled before the body starts, it cancels the task and the body does not run; later, joins and sections in the body
    /// observe it.
    /// </param>
    /// <returns>Complete when the body has returned. It has the body's exception. What awaits it does not run on the worker.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has been posted.</exception>
    /// <exception cref="ObjectDisposedException">The pool has been disposed.</exception>
    /// <exception cref="InvalidOperationException">The pool has no thread, and the system does not start one.</exception>
    /// <example><code>
    /// Task saved = pool.RunAsync(() => Save(images));
    /// Show(images);
    /// await saved;
    /// </code></example>
    public Task RunAsync(Action body, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        return PostAsync<PlainAction, PlainAction, Unit>(new(body), cancellation);
    }

    /// <summary>
    /// Posts code that gives a result to this pool. Does not block. See <see cref="RunAsync(Action, CancellationToken)"/>.
    /// </summary>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="body">The code; every fork it makes belongs to this pool.</param>
    /// <param name="cancellation">Cancels the body before it starts; later, joins and sections in it observe the token.</param>
    /// <returns>What the body returns or throws.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has been posted.</exception>
    /// <exception cref="ObjectDisposedException">The pool has been disposed.</exception>
    /// <exception cref="InvalidOperationException">The pool has no thread, and the system does not start one.</exception>
    /// <example><code>
    /// long sum = await ForkJoinPool.Shared.RunAsync(() => Sum(data));
    /// </code></example>
    public Task<TResult> RunAsync<TResult>(Func<TResult> body, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        return PostAsync<PlainFunc<TResult>, PlainFunc<TResult>, TResult>(new(body), cancellation);
    }

    /// <summary>
    /// Posts code to this pool, without a closure. Does not block. See <see cref="RunAsync(Action, CancellationToken)"/>.
    /// </summary>
    /// <typeparam name="TState">The state's type.</typeparam>
    /// <param name="state">Handed to the body.</param>
    /// <param name="body">The code; every fork it makes belongs to this pool.</param>
    /// <param name="cancellation">Cancels the body before it starts; later, joins and sections in it observe the token.</param>
    /// <returns>Complete when the body has returned. It has the body's exception.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures, or is handed, what threads must not share; nothing has been posted.</exception>
    /// <exception cref="ObjectDisposedException">The pool has been disposed.</exception>
    /// <exception cref="InvalidOperationException">The pool has no thread, and the system does not start one.</exception>
    /// <example><code>
    /// Task saved = pool.RunAsync(images, static images => Save(images));
    /// </code></example>
    public Task RunAsync<TState>(TState state, Action<TState> body, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ForkCaptures.CheckSent(state);
        return PostAsync<StateAction<TState>, StateAction<TState>, Unit>(new(state, body), cancellation);
    }

    /// <summary>
    /// Posts code that gives a result to this pool, without a closure. Does not block. See
    /// <see cref="RunAsync(Action, CancellationToken)"/>.
    /// </summary>
    /// <typeparam name="TState">The state's type.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="state">Handed to the body.</param>
    /// <param name="body">The code; every fork it makes belongs to this pool.</param>
    /// <param name="cancellation">Cancels the body before it starts; later, joins and sections in it observe the token.</param>
    /// <returns>What the body returns or throws.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures, or is handed, what threads must not share; nothing has been posted.</exception>
    /// <exception cref="ObjectDisposedException">The pool has been disposed.</exception>
    /// <exception cref="InvalidOperationException">The pool has no thread, and the system does not start one.</exception>
    /// <example><code>
    /// long sum = await pool.RunAsync(data, static data => Sum(data));
    /// </code></example>
    public Task<TResult> RunAsync<TState, TResult>(TState state, Func<TState, TResult> body, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ForkCaptures.CheckSent(state);
        return PostAsync<StateFunc<TState, TResult>, StateFunc<TState, TResult>, TResult>(new(state, body), cancellation);
    }

    private Task<TResult> PostAsync<TShape, TArg, TResult>(TArg arg, CancellationToken cancellation)
        where TShape : struct, IShape<TArg, TResult>
    {
        var posted = new Posted<TShape, TArg, TResult>(_set, arg, _over ??= CountOut);
        CountIn(); // out again by the posted work itself, once its task is complete: Dispose waits for that
        bool runs = false;
        try
        {
            if (cancellation.IsCancellationRequested)
                return Task.FromCanceled<TResult>(cancellation);
            posted.ListenTo(cancellation);
            runs = _set.Injector.Post(posted);
        }
        finally
        {
            if (!runs)
                posted.Withdraw();
        }
        if (!runs)
            throw new InvalidOperationException($"The pool {Name} has no thread to run posted work, and the system does not start one.");
        return posted.Task;
    }
}
