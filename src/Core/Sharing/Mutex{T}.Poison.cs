using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using ForkJoin.Sharing;
using ForkJoin.Tracing;

namespace ForkJoin;

/// <summary>Bodies that poison the mutex when they fail, and the ways in nevertheless.</summary>
public sealed partial class Mutex<T>
{
    /// <summary>Locks, runs a body on the value, and unlocks. Blocks as <c>Lock</c> does. What the body throws poisons the mutex and is thrown on.</summary>
    /// <param name="body">Has the value to itself until it returns.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="PoisonedException">An earlier holder may have left the value half changed.</exception>
    /// <exception cref="DeadlockException">This thread holds the mutex, or those in front wait for what it holds.</exception>
    /// <exception cref="MovedException">The value has been taken out.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited; it is out of the queue.</exception>
    public void Use(MutexAction<T> body, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        long generation = Gate.Enter(file, line);
        try
        {
            body(ref _value);
        }
        catch (Exception error)
        {
            Gate.SetPoison(error);
            throw;
        }
        finally
        {
            Gate.Leave(generation);
        }
    }

    /// <summary>Locks, runs a body on the value, and unlocks. Blocks as <c>Lock</c> does. What the body throws poisons the mutex and is thrown on.</summary>
    /// <typeparam name="TState">The type of what the body is handed.</typeparam>
    /// <param name="state">Handed to the body, so that it need not capture anything.</param>
    /// <param name="body">Has the value to itself until it returns.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="PoisonedException">An earlier holder may have left the value half changed.</exception>
    /// <exception cref="DeadlockException">This thread holds the mutex, or those in front wait for what it holds.</exception>
    /// <exception cref="MovedException">The value has been taken out.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited; it is out of the queue.</exception>
    public void Use<TState>(TState state, MutexAction<T, TState> body, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        where TState : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        long generation = Gate.Enter(file, line);
        try
        {
            body(ref _value, state);
        }
        catch (Exception error)
        {
            Gate.SetPoison(error);
            throw;
        }
        finally
        {
            Gate.Leave(generation);
        }
    }

    /// <summary>Locks, runs a body on the value, and unlocks. Blocks as <c>Lock</c> does. What the body throws poisons the mutex and is thrown on.</summary>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="body">Has the value to itself until it returns.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>What the body returned.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="PoisonedException">An earlier holder may have left the value half changed.</exception>
    /// <exception cref="DeadlockException">This thread holds the mutex, or those in front wait for what it holds.</exception>
    /// <exception cref="MovedException">The value has been taken out.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited; it is out of the queue.</exception>
    public TResult Use<TResult>(MutexFunc<T, TResult> body, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        long generation = Gate.Enter(file, line);
        try
        {
            return body(ref _value);
        }
        catch (Exception error)
        {
            Gate.SetPoison(error);
            throw;
        }
        finally
        {
            Gate.Leave(generation);
        }
    }

    /// <summary>Locks, runs a body on the value, and unlocks. Blocks as <c>Lock</c> does. What the body throws poisons the mutex and is thrown on.</summary>
    /// <typeparam name="TState">The type of what the body is handed.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="state">Handed to the body, so that it need not capture anything.</param>
    /// <param name="body">Has the value to itself until it returns.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>What the body returned.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="PoisonedException">An earlier holder may have left the value half changed.</exception>
    /// <exception cref="DeadlockException">This thread holds the mutex, or those in front wait for what it holds.</exception>
    /// <exception cref="MovedException">The value has been taken out.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited; it is out of the queue.</exception>
    public TResult Use<TState, TResult>(
        TState state, MutexFunc<T, TState, TResult> body, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        where TState : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        long generation = Gate.Enter(file, line);
        try
        {
            return body(ref _value, state);
        }
        catch (Exception error)
        {
            Gate.SetPoison(error);
            throw;
        }
        finally
        {
            Gate.Leave(generation);
        }
    }

    /// <summary>
    /// Locks although the mutex may be poisoned, to repair the value or to save what can be saved; blocks as <c>Lock</c> does. Say
    /// <see cref="ClearPoison"/> when the value is whole again, while the guard is still held.
    /// </summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The guard; dispose it on this thread to unlock.</returns>
    /// <exception cref="DeadlockException">This thread holds the mutex, or those in front wait for what it holds.</exception>
    /// <exception cref="MovedException">The value has been taken out.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited; it is out of the queue.</exception>
    public MutexGuard<T> LockDespitePoison([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        new(this, Gate.Enter(new MutexRequest(Timeout.InfiniteTimeSpan, DespitePoison: true, new SourcePlace(file, line))));

    /// <summary><see cref="LockDespitePoison"/> for asynchronous code. Does not block.</summary>
    /// <param name="cancellationToken">Ends the wait, and leaves no gap in the queue.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The lease; dispose it, on any thread, to unlock.</returns>
    /// <exception cref="MovedException">In the task: the value has been taken out.</exception>
    /// <exception cref="OperationCanceledException">In the task: the token was cancelled first.</exception>
    public ValueTask<MutexLease<T>> LockDespitePoisonAsync(
        CancellationToken cancellationToken = default, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        LeaseAsync(new MutexRequest(Timeout.InfiniteTimeSpan, DespitePoison: true, new SourcePlace(file, line), cancellationToken));

    /// <summary>
    /// Takes the value out, for good, although it may be half changed: to save what can be saved, or only to dispose it. Does not block: what is
    /// locked is refused. The mutex is dead from here on, and stays poisoned. (Rust's <c>into_inner</c>, whose error has the value in it.)
    /// </summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The value, whether or not the mutex was poisoned.</returns>
    /// <exception cref="BorrowConflictException">Somebody holds the mutex; nothing has changed.</exception>
    /// <exception cref="MovedException">The value has been taken out already.</exception>
    public T IntoInnerDespitePoison([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        TakeOut(new SourcePlace(file, line), despitePoison: true);

    /// <summary>Says that the value is whole again. Best called by whoever holds the mutex and has looked at it. Does not block.</summary>
    public void ClearPoison() => Gate.ClearPoison();
}
