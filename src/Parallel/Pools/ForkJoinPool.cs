using System;
using System.Diagnostics;
using System.Threading;
using ForkJoin.Deques;
using ForkJoin.Sleeping;
using ForkJoin.Workers;

namespace ForkJoin;

/// <summary>
/// A set of workers that steal from each other. The thread that opens a section or join becomes one of them for that time, it
/// does not hand over and block; the pool's own threads help. Idle threads sleep and use no processor time. Threads are started
/// with the first use, in the background, and never keep a process alive.
/// <para>
/// Work goes to the pool that the current thread is working for, or else to <see cref="Shared"/>: inside
/// <see cref="Run{TResult}(Func{TResult})"/> every <see cref="Fork"/> of the calling thread belongs to this pool.
/// </para>
/// </summary>
/// <example><code>
/// using var pool = new ForkJoinPool(workers: 4);
/// long sum = pool.Run(() => Sum(data));
/// </code></example>
public sealed class ForkJoinPool : IDisposable
{
    private readonly ForkJoinPoolOptions _options;
    private readonly WorkerSet _set = new();
    private readonly Lock _gate = new();
    private readonly Parker<HardwareSync> _lastLeft = new();
    private Thread[]? _threads;
    private int _inside;
    private volatile bool _closing;

    /// <summary>Makes a pool.</summary>
    /// <param name="workers">How many workers take part, the calling thread being one of them: 1 to 32 767.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1 or above 32 767.</exception>
    public ForkJoinPool(int workers)
        : this(new ForkJoinPoolOptions { Workers = Checked(workers) })
    {
    }

    /// <summary>Makes a pool.</summary>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentNullException">The options are null.</exception>
    public ForkJoinPool(ForkJoinPoolOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    /// <summary>The pool of whoever names no other: as many workers as processors. It cannot be disposed.</summary>
    public static ForkJoinPool Shared { get; } = new(new ForkJoinPoolOptions { Name = "ForkJoin shared" });

    /// <summary>How many workers take part, a calling thread being one of them.</summary>
    public int Workers => _options.Workers;

    /// <summary>The pool's name.</summary>
    public string Name => _options.Name;

    /// <summary>What has happened in the pool so far. Counters of running workers may lag behind.</summary>
    public ForkJoinPoolStatistics Statistics => ForkJoinPoolStatistics.Of(_set);

    /// <summary>Runs code as a worker of this pool, on the calling thread. Returns when it returns.</summary>
    /// <param name="body">The code; every fork it makes belongs to this pool.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="ObjectDisposedException">The pool has been disposed.</exception>
    public void Run(Action body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Run<Action, object?>(
            body,
            static body =>
            {
                body();
                return null;
            });
    }

    /// <summary>Runs code as a worker of this pool, on the calling thread. Returns when it returns.</summary>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="body">The code; every fork it makes belongs to this pool.</param>
    /// <returns>What the body returns.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="ObjectDisposedException">The pool has been disposed.</exception>
    public TResult Run<TResult>(Func<TResult> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Run(body, static body => body());
    }

    /// <summary>Runs code as a worker of this pool, on the calling thread, without a closure. Returns when it returns.</summary>
    /// <typeparam name="TState">The state's type.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="state">Handed to the body.</param>
    /// <param name="body">The code; every fork it makes belongs to this pool.</param>
    /// <returns>What the body returns.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="ObjectDisposedException">The pool has been disposed.</exception>
    public TResult Run<TState, TResult>(TState state, Func<TState, TResult> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (ReferenceEquals(Worker.Current?.Set, _set))
            return body(state); // inside already
        Worker worker = Enter();
        try
        {
            return body(state);
        }
        finally
        {
            Exit(worker);
        }
    }

    /// <summary>
    /// Closes the pool: new entries are refused, what is inside finishes, then the threads end. Blocks until all have. A second
    /// call does nothing.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// Called from inside the pool, which would wait for itself; or on <see cref="Shared"/>.
    /// </exception>
    public void Dispose()
    {
        if (ReferenceEquals(this, Shared))
            throw new InvalidOperationException("The shared pool serves the whole process and is not disposed. Make a pool of your own.");
        for (Worker? worker = Worker.Current; worker is not null; worker = worker.Outer)
        {
            if (ReferenceEquals(worker.Set, _set))
                throw new InvalidOperationException($"The pool {Name} cannot be disposed from inside: it would wait for the caller.");
        }
        lock (_gate)
        {
            if (_closing)
                return;
            _closing = true;
        }
        // Enter counts itself in before it looks at _closing, we set _closing before we look at the count: one of us sees the other.
        Interlocked.MemoryBarrier();
        while (Volatile.Read(ref _inside) != 0)
            _lastLeft.Park();
        _set.Close();
        foreach (Thread thread in _threads ?? [])
            thread.Join();
    }

    /// <summary>The calling thread becomes a worker of this pool.</summary>
    internal Worker Enter()
    {
        Interlocked.Increment(ref _inside);
        if (_closing)
        {
            CountOut();
            throw new ObjectDisposedException(Name, $"The pool {Name} has been disposed; make a new one.");
        }
        if (_threads is null)
            Start();
        Worker guest = _set.RentGuest();
        guest.Arrive();
        return guest;
    }

    internal void Exit(Worker guest)
    {
        guest.Leave();
        _set.ReturnGuest(guest);
        CountOut();
    }

    private void CountOut()
    {
        if (Interlocked.Decrement(ref _inside) == 0 && _closing)
            _lastLeft.Unpark();
    }

    private void Start()
    {
        lock (_gate)
        {
            if (_threads is not null)
                return;
            var threads = new Thread[_options.Workers - 1];
            int started = 0;
            for (; started < threads.Length; started++)
            {
                if (StartOne(started) is not { } thread)
                    break; // the pool goes on with those that it has, in the worst case with its callers alone
                threads[started] = thread;
            }
            _threads = threads[..started];
        }
    }

    private Thread? StartOne(int index)
    {
        Worker worker = _set.Add();
        var thread = new Thread(() => RunWorker(worker), _options.StackSize)
        {
            IsBackground = true,
            Name = $"{_options.Name} {index + 1}",
            Priority = _options.Priority,
        };
        try
        {
            thread.UnsafeStart();
            return thread;
        }
        catch (Exception error) when (error is OutOfMemoryException or ThreadStartException)
        {
            return null;
        }
    }

    private static void RunWorker(Worker worker)
    {
        try
        {
            worker.RunUntilClosed();
        }
        catch (Exception fault)
        {
            // Exceptions of bodies are caught in their jobs; whatever arrives here is the scheduler's own.
            Fault.Fail(fault.ToString());
        }
    }

    private static int Checked(int workers) => workers is >= 1 and <= short.MaxValue
        ? workers
        : throw new ArgumentOutOfRangeException(
            nameof(workers), workers, "A pool has 1 to 32767 workers, the calling thread being one of them.");
}
