using System;
using ForkJoin.Jobs;
using ForkJoin.Loans;
using ForkJoin.Sections;

namespace ForkJoin;

/// <content>An array of bodies at once.</content>
public static partial class Fork
{
    /// <summary>Runs all bodies, perhaps in parallel, and returns when all are done. (The fork_join of Matsakis's proposal.)</summary>
    /// <param name="bodies">Any number; none may be null.</param>
    /// <exception cref="ArgumentNullException">A body is null; none has run.</exception>
    /// <exception cref="NotShareableException">A body captures what threads must not share; none has run.</exception>
    /// <exception cref="AggregateException">Several bodies threw: their exceptions in order. One failure is rethrown as itself.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The section around was cancelled.</exception>
    public static void Invoke(params ReadOnlySpan<Action> bodies)
    {
        foreach (Action body in bodies)
            ArgumentNullException.ThrowIfNull(body, nameof(bodies));
        foreach (Action body in bodies)
            ForkCaptures.Check(body);
        switch (bodies.Length)
        {
            case 0:
                return;
            case 1:
                bodies[0]();
                return;
            case 2:
                Join(bodies[0], bodies[1]);
                return;
            default:
                // The arms may run on other threads, where a span of this one cannot go.
                var all = new ActionRange(bodies.ToArray(), 0, bodies.Length);
                var (left, right) = all.Halves();
                Joining.Run<ActionRange, ActionRange, Unit, ActionRange, ActionRange, Unit>(left, right);
                return;
        }
    }

    /// <summary>Bodies [start, end) of an array, run by halves.</summary>
    private readonly struct ActionRange(Action[] bodies, int start, int end) : IShape<ActionRange, Unit>
    {
        private readonly Action[] _bodies = bodies;
        private readonly int _start = start;
        private readonly int _end = end;

        public static bool LooksUpWorker => true;

        public static Unit Invoke(ActionRange arg, ForkContext fork)
        {
            if (arg._end - arg._start == 1)
            {
                arg._bodies[arg._start]();
                return default;
            }
            fork.Executor.AskForMore();
            var (left, right) = arg.Halves();
            JoinCore.Run<ActionRange, ActionRange, Unit, ActionRange, ActionRange, Unit>(fork, left, right);
            return default;
        }

        public static void EndLoans(in ActionRange arg, LoanScope scope)
        {
            // Nothing is lent to it.
        }

        internal (ActionRange Left, ActionRange Right) Halves()
        {
            int middle = _start + ((_end - _start) / 2);
            return (new(_bodies, _start, middle), new(_bodies, middle, _end));
        }
    }
}
