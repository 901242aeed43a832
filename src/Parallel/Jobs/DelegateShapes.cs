using System;
using ForkJoin.Loans;

namespace ForkJoin.Jobs;

/* Delegates, with and without state. They find their worker through the thread. Each is its own argument and its own shape. */

/// <summary>An <see cref="Action"/>.</summary>
internal readonly struct PlainAction(Action body) : IShape<PlainAction, Unit>
{
    private readonly Action _body = body;

    public static bool LooksUpWorker => true;

    public static Unit Invoke(PlainAction arg, ForkContext fork)
    {
        arg._body();
        return default;
    }

    public static void EndLoans(in PlainAction arg, LoanScope scope)
    {
        // Nothing is lent to it.
    }
}

/// <summary>A <see cref="Func{TResult}"/>.</summary>
internal readonly struct PlainFunc<TResult>(Func<TResult> body) : IShape<PlainFunc<TResult>, TResult>
{
    private readonly Func<TResult> _body = body;

    public static bool LooksUpWorker => true;

    public static TResult Invoke(PlainFunc<TResult> arg, ForkContext fork) => arg._body();

    public static void EndLoans(in PlainFunc<TResult> arg, LoanScope scope)
    {
        // Nothing is lent to it.
    }
}

/// <summary>An <see cref="Action{T}"/> with its state.</summary>
internal readonly struct StateAction<TState>(TState state, Action<TState> body) : IShape<StateAction<TState>, Unit>
{
    private readonly TState _state = state;
    private readonly Action<TState> _body = body;

    public static bool LooksUpWorker => true;

    public static Unit Invoke(StateAction<TState> arg, ForkContext fork)
    {
        arg._body(arg._state);
        return default;
    }

    public static void EndLoans(in StateAction<TState> arg, LoanScope scope)
    {
        // Nothing is lent to it.
    }
}

/// <summary>A <see cref="Func{T, TResult}"/> with its state.</summary>
internal readonly struct StateFunc<TState, TResult>(TState state, Func<TState, TResult> body) : IShape<StateFunc<TState, TResult>, TResult>
{
    private readonly TState _state = state;
    private readonly Func<TState, TResult> _body = body;

    public static bool LooksUpWorker => true;

    public static TResult Invoke(StateFunc<TState, TResult> arg, ForkContext fork) => arg._body(arg._state);

    public static void EndLoans(in StateFunc<TState, TResult> arg, LoanScope scope)
    {
        // Nothing is lent to it.
    }
}
