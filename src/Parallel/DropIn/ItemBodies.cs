using System;
using ForkJoin.Jobs;
using ForkJoin.Splitting;

namespace ForkJoin.DropIn;

/// <summary>What a loop does with an item.</summary>
/// <typeparam name="T">The item's type.</typeparam>
/// <typeparam name="TOwn">What each worker that takes part has to itself.</typeparam>
internal interface IItemBody<in T, TOwn>
{
    /// <summary>The worker's own, made when it first asks. What the user's code throws on the way comes out.</summary>
    TOwn OwnOf(Executor worker);

    /// <summary>Whether the item of this index is not to start, nor any after it.</summary>
    bool EndsBefore(long index);

    /// <summary>Runs the user's body. What it throws comes out.</summary>
    void Run(T item, long index, TOwn own);
}

/// <summary>A body that is told its item, in a loop that nothing but an exception or a limit ends early: asked for before each block.</summary>
internal readonly struct PlainBody<T>(Action<T> body) : IItemBody<T, Unit>
{
    public Unit OwnOf(Executor worker) => default;

    public bool EndsBefore(long index) => false;

    public void Run(T item, long index, Unit own) => body(item);
}

/// <summary>The same in a loop that may end before each item.</summary>
internal readonly struct CancellableBody<T>(Action<T> body, LoopControl loop) : IItemBody<T, Unit>
{
    public Unit OwnOf(Executor worker) => default;

    public bool EndsBefore(long index) => loop.IsOver;

    public void Run(T item, long index, Unit own) => body(item);
}

/// <summary>A body that is told its item and the state of the loop.</summary>
internal readonly struct StateBody<T>(Action<T, ParallelLoopState> body, LoopControl loop, PerWorker<ParallelLoopState> states)
    : IItemBody<T, ParallelLoopState>
{
    public ParallelLoopState OwnOf(Executor worker) => States.Of(worker, states, loop);

    public bool EndsBefore(long index) => loop.EndsBefore(index);

    public void Run(T item, long index, ParallelLoopState own)
    {
        own.Current = index;
        body(item, own);
    }
}

/// <summary>A body that is told its item, the state of the loop, and the item's index.</summary>
internal readonly struct IndexBody<T>(Action<T, ParallelLoopState, long> body, LoopControl loop, PerWorker<ParallelLoopState> states)
    : IItemBody<T, ParallelLoopState>
{
    public ParallelLoopState OwnOf(Executor worker) => States.Of(worker, states, loop);

    public bool EndsBefore(long index) => loop.EndsBefore(index);

    public void Run(T item, long index, ParallelLoopState own)
    {
        own.Current = index;
        body(item, own, index);
    }
}

/// <summary>A body that is told its item, the state of the loop, and what its worker has to itself.</summary>
internal readonly struct LocalBody<T, TLocal>(Func<T, ParallelLoopState, TLocal, TLocal> body, LoopControl loop, Locals<TLocal> locals)
    : IItemBody<T, Locals<TLocal>.Place>
{
    public Locals<TLocal>.Place OwnOf(Executor worker) => locals.Of(worker);

    public bool EndsBefore(long index) => loop.EndsBefore(index);

    public void Run(T item, long index, Locals<TLocal>.Place own)
    {
        own.State.Current = index;
        own.Value = body(item, own.State, own.Value);
    }
}

/// <summary>A body that is told all of it.</summary>
internal readonly struct LocalIndexBody<T, TLocal>(
    Func<T, ParallelLoopState, long, TLocal, TLocal> body, LoopControl loop, Locals<TLocal> locals)
    : IItemBody<T, Locals<TLocal>.Place>
{
    public Locals<TLocal>.Place OwnOf(Executor worker) => locals.Of(worker);

    public bool EndsBefore(long index) => loop.EndsBefore(index);

    public void Run(T item, long index, Locals<TLocal>.Place own)
    {
        own.State.Current = index;
        own.Value = body(item, own.State, index, own.Value);
    }
}

/// <summary>The states of a loop, one for each worker.</summary>
internal static class States
{
    internal static ParallelLoopState Of(Executor worker, PerWorker<ParallelLoopState> states, LoopControl loop)
    {
        if (states.Find(worker) is { } state)
            return state;
        state = new ParallelLoopState(loop);
        states.Add(worker, state);
        return state;
    }
}
