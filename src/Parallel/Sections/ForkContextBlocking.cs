using System;
using ForkJoin.Jobs;
using ForkJoin.Workers;

namespace ForkJoin;

/// <summary>
/// Declared blocking in struct bodies. See <see cref="ForkJoinPool.Blocking(Action)"/>: from the context all joins around are known,
/// those of struct bodies too, and made public before the code blocks.
/// </summary>
/// <example><code>string text = fork.Blocking(path, static path => File.ReadAllText(path));</code></example>
public static unsafe class ForkContextBlocking
{
    extension(ForkContext fork)
    {
        /// <summary>Runs code that will block on the calling thread; the pool may use one more thread meanwhile.</summary>
        /// <typeparam name="TState">The state's type; a slice will do.</typeparam>
        /// <param name="state">Handed to the body.</param>
        /// <param name="body">The code.</param>
        /// <exception cref="ArgumentNullException">The body is null.</exception>
        public void Blocking<TState>(TState state, Action<TState> body)
            where TState : allows ref struct
        {
            ArgumentNullException.ThrowIfNull(body);
            var worker = (Worker)fork.Executor;
            worker.StartBlocking(fork.Frames);
            try
            {
                body(state);
            }
            finally
            {
                worker.StopBlocking();
            }
        }

        /// <summary>Runs code that will block on the calling thread, and gives its result; the pool may use one more thread meanwhile.</summary>
        /// <typeparam name="TState">The state's type; a slice will do.</typeparam>
        /// <typeparam name="TResult">The result's type.</typeparam>
        /// <param name="state">Handed to the body.</param>
        /// <param name="body">The code.</param>
        /// <returns>What the body returns.</returns>
        /// <exception cref="ArgumentNullException">The body is null.</exception>
        public TResult Blocking<TState, TResult>(TState state, Func<TState, TResult> body)
            where TState : allows ref struct
        {
            ArgumentNullException.ThrowIfNull(body);
            var worker = (Worker)fork.Executor;
            worker.StartBlocking(fork.Frames);
            try
            {
                return body(state);
            }
            finally
            {
                worker.StopBlocking();
            }
        }
    }
}
