using ForkJoin.Jobs;

namespace ForkJoin.Splitting;

/// <summary>
/// While a piece of a loop with a limit runs: loops inside its bodies find the limit with the worker. And where the piece was given away
/// but nobody took it, so that its maker has come to it himself, the permit that it was given away with is free meanwhile.
/// </summary>
internal readonly ref struct LimitScope
{
    private readonly Executor _executor;
    private readonly DegreeLimit? _lent;

    /// <param name="executor">The worker that runs the piece.</param>
    /// <param name="limit">The loop's limit.</param>
    /// <param name="maker">Who gave the piece away; null when nobody did.</param>
    /// <param name="here">A place in the stack frame of whoever runs the piece by a call: between the frames of the joins around and those inside.</param>
    internal LimitScope(Executor executor, DegreeLimit limit, Executor? maker, nuint here)
    {
        _executor = executor;
        executor.EnterLimit(limit, here);
        if (!ReferenceEquals(maker, executor))
            return;
        limit.Return();
        _lent = limit;
    }

    public void Dispose()
    {
        _lent?.TakeAgain();
        _executor.LeaveLimit();
    }
}
