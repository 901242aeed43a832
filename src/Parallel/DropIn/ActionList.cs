using System;
using ForkJoin.Splitting;
using ForkJoin.Workers;

namespace ForkJoin.DropIn;

/// <summary>
/// The actions of one Invoke, copied, since the caller's array may change while they run; and what they have thrown, each in the place
/// of its action, so that it surfaces in program order. Used again: rented by the calling thread, and returned when all are joined.
/// </summary>
internal sealed class ActionList : ILoopEnding
{
    /// <summary>Longer ones are not kept.</summary>
    private const int MostKept = 256;

    /// <summary>The thread's lists that are not in use.</summary>
    [ThreadStatic]
    private static ActionList? t_spare;

    /// <summary>Actions and, in the places of those that have failed, exceptions. A place is touched by whoever runs its action, until all are joined.</summary>
    private object?[] _places = new object?[8];
    private LoopControl? _loop;
    private ActionList? _next;

    /// <summary>How many they are.</summary>
    internal int Count { get; private set; }

    /// <exception cref="ArgumentException">One of them is null.</exception>
    internal static ActionList Copy(Action[] actions)
    {
        ActionList list = t_spare ?? new ActionList();
        t_spare = list._next;
        list._next = null;
        if (list._places.Length < actions.Length)
            list._places = new object?[actions.Length];
        foreach (Action? action in actions)
        {
            if (action is null)
            {
                int at = list.Count;
                list.Return();
                throw new ArgumentException($"Action {at} of {actions.Length} is null; nothing has run.", nameof(actions));
            }
            list._places[list.Count++] = action;
        }
        return list;
    }

    /// <summary>What is thrown surfaces in this loop.</summary>
    internal void BelongTo(LoopControl loop) => _loop = loop;

    /// <summary>Runs one action. What it throws is kept; what it sets around itself – async-local values – ends with it, as it does in a task.</summary>
    internal void Run(int at)
    {
        ref object? place = ref _places[at];
        Ambient outside = Ambient.EnterHere();
        try
        {
            ((Action)place!)();
        }
        catch (Exception error)
        {
            place = error;
        }
        outside.Restore();
    }

    /// <summary>What the actions threw are failures of the loop. The list is not the caller's any more.</summary>
    public void End()
    {
        foreach (object? place in _places.AsSpan(0, Count))
        {
            if (place is Exception error)
                _loop!.Fail(error);
        }
        Return();
    }

    /// <summary>Keeps it for the thread's next Invoke.</summary>
    internal void Return()
    {
        _loop = null;
        if (_places.Length > MostKept)
            return;
        _places.AsSpan(0, Count).Clear();
        Count = 0;
        _next = t_spare;
        t_spare = this;
    }
}
