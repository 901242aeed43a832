using System;
using System.Threading.Tasks;
using ForkJoin.DropIn;
using ForkJoin.Jobs;
using ForkJoin.Splitting;
using Theirs = System.Threading.Tasks.Parallel;

#pragma warning disable RS0030 // On a scheduler of the user's the BCL's own Invoke runs.

namespace ForkJoin;

/// <content>Several actions at once: the BCL's overloads.</content>
public static partial class Parallel
{
    /// <summary>
    /// Runs all actions, perhaps in parallel, and returns when all are done. Each runs, also when others throw. Allocates nothing but what
    /// the caller makes: the array and the actions. (<see cref="Fork.Invoke"/> takes a span, rethrows a single failure as itself and checks captures.)
    /// </summary>
    /// <param name="actions">Any number; none may be null. The array is copied.</param>
    /// <exception cref="ArgumentNullException">The array is null.</exception>
    /// <exception cref="ArgumentException">An action is null; none has run.</exception>
    /// <exception cref="OperationCanceledException">A section around was cancelled.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and an action's may not be shared; none has run.</exception>
    /// <exception cref="AggregateException">Actions threw; it holds what they threw, in the order of the actions.</exception>
    public static void Invoke(params Action[] actions)
    {
        ArgumentNullException.ThrowIfNull(actions);
        InvokeAll(actions, default);
    }

    /// <summary>
    /// Runs all actions, perhaps in parallel, and returns when all are done. Each runs, also when others throw, unless the token is cancelled
    /// before it starts.
    /// </summary>
    /// <param name="parallelOptions">Degree, token and scheduler.</param>
    /// <param name="actions">Any number; none may be null. The array is copied.</param>
    /// <exception cref="ArgumentNullException">The array or the options are null.</exception>
    /// <exception cref="ArgumentException">An action is null; none has run.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before all had ended, and they threw nothing else; or a section around was cancelled.</exception>
    /// <exception cref="NotShareableException">Captures are checked strictly, and an action's may not be shared; none has run.</exception>
    /// <exception cref="AggregateException">Actions threw; it holds what they threw, in the order of the actions.</exception>
    public static void Invoke(ParallelOptions parallelOptions, params Action[] actions)
    {
        ArgumentNullException.ThrowIfNull(parallelOptions);
        ArgumentNullException.ThrowIfNull(actions);
        if (LoopSettings.NameScheduler(parallelOptions))
            Theirs.Invoke(parallelOptions, actions);
        else
            InvokeAll(actions, new LoopSettings(parallelOptions));
    }

    private static void InvokeAll(Action[] actions, in LoopSettings settings)
    {
        settings.ThrowIfCancelled(); // before the actions are looked at, as in the BCL
        ActionList all = ActionList.Copy(actions);
        LoopControl loop;
        try
        {
            foreach (Action action in actions)
                ForkCaptures.CheckIfStrict(action);
            loop = settings.Begin();
        }
        catch
        {
            all.Return();
            throw;
        }
        all.BelongTo(loop);
        settings.Run(new ActionRange(all, 0, all.Count), loop, all);
    }
}
