using System;
using System.Diagnostics;
using System.Threading;
using ForkJoin.Atomics;
using ForkJoin.Deques;
using ForkJoin.Jobs;
using ForkJoin.Sleeping;
using ForkJoin.Workers;

namespace ForkJoin;

/// <summary>
/// A set of workers that steal from each other. The thread that opens a section or join becomes one of them for that time, it
/// does not hand over and block; the pool's own threads help. Idle threads sleep and use no processor time. Threads are started
/// with the first use, in the background, and never keep a process alive.
/// <para>
/// Work goes to the pool that the current thread is working for, or else to <see cref="Shared"/>: inside
/// <see cref="Run{TResult}(Func{TResult})"/> every <see cref="Fork"/> of the calling thread belongs to this pool, and the token of a
/// section around it reaches into it.
/// </para>
/// </summary>
/// <example><code>
/// using var pool = new ForkJoinPool(workers: 4);
/// long sum = pool.Run(() => Sum(data));
/// </code></example>
[Shareable]
public sealed partial class ForkJoinPool : IDisposable
{
    private readonly ForkJoinPoolOptions _options;
    private readonly WorkerSet _set = new();
    private readonly Lock _gate = new();
    private readonly Parker<HardwareSync> _lastLeft = new();
    private Thread?[]? _threads;
    private volatile bool _closing;
    private int _unfinished;
    private Action? _over;

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
        _set.Reserve = new Reserve<HardwareSync>(_set, options.MostSpareThreads, StartSpare);
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
        ref Executor? here = ref Seat.Mine.Executor;
        if (here is not null)
            return RunFromPool(state, body);
        Worker worker = Enter(ref here, ref Seat.Passes);
        try
        {
            return body(state);
        }
        finally
        {
            Exit(worker, ref here);
        }
    }

    /// <summary>From inside this pool, or from another, whose cancellation comes along.</summary>
    private TResult RunFromPool<TState, TResult>(TState state, Func<TState, TResult> body)
    {
        Worker outer = Worker.Current!;
        if (ReferenceEquals(outer.Set, _set))
            return body(state);
        CancelScope? cancel = outer.CancelScope;
        Worker worker = Enter(ref Seat.Mine.Executor, ref Seat.Passes);
        CancelScope.Link? link = null;
        try
        {
            if (cancel is not null)
            {
                link = cancel.Tell(static set => ((WorkerSet)set!).InterruptAll(), _set);
                worker.CancelScope = cancel;
            }
            return body(state);
        }
        finally
        {
            worker.CancelScope = null;
            link?.Cut();
            Exit(worker, ref Seat.Mine.Executor);
        }
    }

    /// <summary>
    /// Closes the pool: new entries and posts are refused, what is inside and what has been posted finishes, then the threads end.
    /// Blocks until all have. A second call does nothing.
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
        // Enter first shows itself as present and then looks at _closing, without a fence in between; we have set _closing, let every
        // processor of the process take notice, and then look who is present: one of us sees the other.
        Interlocked.MemoryBarrierProcessWide();
        while (_set.AnyVisitor() || Volatile.Read(ref _unfinished) != 0)
            _lastLeft.Park();
        _set.Close();
        foreach (Thread? thread in _threads ?? [])
            thread?.Join();
        _set.Reserve.Close();
        foreach (Thread thread in _spares)
            thread.Join();
    }

    /// <summary>The calling thread becomes a worker of this pool.</summary>
    /// <param name="here">The executor in the thread's <see cref="Seat"/>.</param>
    /// <param name="passesHere">The thread's <see cref="Seat.Passes"/>.</param>
    internal Worker Enter(ref Executor? here, ref object? passesHere)
    {
        if (_threads is null)
            Start();
        Worker guest = GuestPass.Enter(_set, ref here, ref passesHere);
        if (_closing)
        {
            Exit(guest, ref here);
            throw Disposed();
        }
        return guest;
    }

    internal void Exit(Worker guest, ref Executor? here)
    {
        guest.Leave(ref here);
        try
        {
            if (!guest.HasPass)
                _set.ReturnGuest(guest);
        }
        finally
        {
            if (_closing)
                _lastLeft.Unpark();
        }
    }

    /// <summary>Something that no thread stands for is in the pool from here on: posted work. <see cref="Dispose"/> waits for it.</summary>
    private void CountIn()
    {
        if (_threads is null)
            Start();
        Interlocked.Increment(ref _unfinished);
        if (_closing)
        {
            CountOut();
            throw Disposed();
        }
    }

    private ObjectDisposedException Disposed() => new(Name, $"The pool {Name} has been disposed; make a new one.");

    private void CountOut()
    {
        if (Interlocked.Decrement(ref _unfinished) == 0 && _closing)
            _lastLeft.Unpark();
    }

    private static int Checked(int workers) => workers is >= 1 and <= short.MaxValue
        ? workers
        : throw new ArgumentOutOfRangeException(
            nameof(workers), workers, "A pool has 1 to 32767 workers, the calling thread being one of them.");
}
