using System.Runtime.CompilerServices;
using ForkJoin.Splitting;

namespace ForkJoin.DropIn;

/// <summary>
/// Actions in a row, joined by halves. Not a lazily split range: an action is likely to be long, so what stands beside it is to be found by
/// whoever gets hungry meanwhile, which a join's frame is. All run, whatever the others throw; only a cancellation keeps back those that have not started.
/// </summary>
/// <param name="actions">All of the actions.</param>
/// <param name="start">The first of these.</param>
/// <param name="end">The one after the last of these.</param>
internal readonly struct ActionRange(ActionList actions, int start, int end) : ILoopPiece<ActionRange>
{
    private readonly ActionList _actions = actions;
    private readonly int _start = start;
    private readonly int _end = end;

    public static void Run(in ActionRange piece, LoopControl loop, ForkContext fork) => piece.Run(loop, fork);

    private void Run(LoopControl loop, ForkContext fork)
    {
        if (_end - _start < _actions.Count)
            fork.Executor.AskForMore(); // cut off, and about to be deep in an action
        for (int at = _start; at != _end && !loop.IsCancelled; at++)
        {
            if (_end - at > 1 && loop.TryShare())
            {
                Split(at, loop, fork);
                return;
            }
            _actions.Run(at);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Split(int at, LoopControl loop, ForkContext fork)
    {
        int middle = at + ((_end - at + 1) / 2);
        LoopPart<ActionRange>.Join(new(_actions, at, middle), new(_actions, middle, _end), loop, fork);
    }
}
