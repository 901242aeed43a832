using System;
using ForkJoin.Workers;

namespace ForkJoin;

/// <content>Declared blocking.</content>
public sealed unsafe partial class ForkJoinPool
{
    /// <summary>
    /// Runs code that will block – input and output, locks, waiting for something that other forks do – on the calling thread, and
    /// lets the pool that the thread works for use one more thread meanwhile. So more forks may block at a time than there
    /// are workers, and the one that releases them still gets its turn. The other arms of the joins around are made public first, so
    /// that another worker can run them. Outside of every pool it just runs the code.
    /// <para>
    /// At most <see cref="ForkJoinPoolOptions.MostSpareThreads"/> threads are added; beyond that the code simply blocks. Nested calls
    /// count once. When the code returns, one of the added threads goes to rest as soon as it has nothing to do; it is never
    /// interrupted. A call costs microseconds where a thread has to be woken: worth it for waits that are longer.
    /// (The idea: <c>ManagedBlocker</c> of Java's ForkJoinPool, by Doug Lea; .NET's thread pool does it for some waits of its own.)
    /// </para>
    /// </summary>
    /// <remarks>
    /// A struct body calls <c>fork.Blocking</c> on its <see cref="ForkContext"/> instead: joins of struct bodies leave no trace by which
    /// this method could find them, and what they have not shared yet would wait until the code returns.
    /// </remarks>
    /// <param name="body">The code.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <example><code>
    /// Fork.ForEachChunk(paths, 1, static chunk =>
    /// {
    ///     string text = ForkJoinPool.Blocking(chunk[0], static path => File.ReadAllText(path));
    ///     Count(text);
    /// });
    /// </code></example>
    public static void Blocking(Action body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Blocking(body, static body => body());
    }

    /// <summary>Runs code that will block, and gives its result. See <see cref="Blocking(Action)"/>.</summary>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="body">The code.</param>
    /// <returns>What the body returns.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <example><code>
    /// byte[] answer = ForkJoinPool.Blocking(() => Ask(server));
    /// </code></example>
    public static TResult Blocking<TResult>(Func<TResult> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Blocking(body, static body => body());
    }

    /// <summary>Runs code that will block, without a closure. See <see cref="Blocking(Action)"/>.</summary>
    /// <typeparam name="TState">The state's type; a slice will do.</typeparam>
    /// <param name="state">Handed to the body.</param>
    /// <param name="body">The code.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <example><code>
    /// ForkJoinPool.Blocking(buffer, static buffer => RandomAccess.Read(s_file, buffer.Span, 0));
    /// </code></example>
    public static void Blocking<TState>(TState state, Action<TState> body)
        where TState : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        Worker? worker = Worker.Current;
        if (worker is null)
        {
            body(state);
            return;
        }
        worker.StartBlocking(worker.Top);
        try
        {
            body(state);
        }
        finally
        {
            worker.StopBlocking();
        }
    }

    /// <summary>Runs code that will block, without a closure, and gives its result. See <see cref="Blocking(Action)"/>.</summary>
    /// <typeparam name="TState">The state's type; a slice will do.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="state">Handed to the body.</param>
    /// <param name="body">The code.</param>
    /// <returns>What the body returns.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <example><code>
    /// string text = ForkJoinPool.Blocking(path, static path => File.ReadAllText(path));
    /// </code></example>
    public static TResult Blocking<TState, TResult>(TState state, Func<TState, TResult> body)
        where TState : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        Worker? worker = Worker.Current;
        if (worker is null)
            return body(state);
        worker.StartBlocking(worker.Top);
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
