using System.Runtime.CompilerServices;
using ForkJoin.Jobs;
using ForkJoin.Loans;
using ForkJoin.Sections;
using ForkJoin.Splitting;

namespace ForkJoin.DropIn;

/// <summary>
/// Actions in a row, joined by halves. Not a lazily split range: an action is likely to be long, so what stands beside it is to be found by
/// whoever gets hungry meanwhile, which a join's frame is. All run, whatever the others throw; only a cancellation keeps back those that have not started.
/// </summary>
/// <param name="actions">All of the actions.</param>
/// <param name="start">The first of these.</param>
/// <param name="end">The one after the last of these.</param>
/// <param name="loop">What they share.</param>
/// <param name="maker">Who cut these off, where there is a limit; null for all of them.</param>
internal readonly struct ActionRange(ActionList actions, int start, int end, LoopControl loop, Executor? maker) : ILoopPart<ActionRange>
{
    private readonly ActionList _actions = actions;
    private readonly int _start = start;
    private readonly int _end = end;
    private readonly LoopControl _loop = loop;
    private readonly Executor? _maker = maker;

    public static bool LooksUpWorker => true;

    public static bool HoldsPermit => true;

    public static Unit Invoke(ActionRange arg, ForkContext fork)
    {
        Run(in arg, fork);
        return default;
    }

    public static void Run(in ActionRange part, ForkContext fork)
    {
        if (part._loop.Limit is { } limit)
            part.RunLimited(limit, fork);
        else
            part.Run(fork);
    }

    public static void EndLoans(in ActionRange arg, LoanScope scope)
    {
        // Nothing is lent to it.
    }

    private void Run(ForkContext fork)
    {
        if (_end - _start < _actions.Count)
            fork.Executor.AskForMore(); // cut off, and about to be deep in an action
        for (int at = _start; at != _end && !_loop.IsCancelled; at++)
        {
            if (_end - at > 1 && _loop.TryShare())
            {
                Split(at, fork);
                return;
            }
            _actions.Run(at);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Split(int at, ForkContext fork)
    {
        int middle = at + ((_end - at + 1) / 2);
        try
        {
            JoinCore.Run<ActionRange, ActionRange, Unit, ActionRange, ActionRange, Unit>(
                fork, new(_actions, at, middle, _loop, maker: null), new(_actions, middle, _end, _loop, fork.Executor));
        }
        finally
        {
            _loop.EndShare();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private unsafe void RunLimited(DegreeLimit limit, ForkContext fork)
    {
        // SAFETY: a local of this call, which does not move; only its address is used.
        nuint here = (nuint)(&here);
        using var scope = new LimitScope(fork.Executor, limit, _maker, here);
        Run(fork);
    }
}
