using System;
using ForkJoin.Jobs;
using ForkJoin.Splitting;

namespace ForkJoin.DropIn;

/// <summary>
/// The local states of a loop: one for each worker that takes part, made when it first does, whatever pieces of the loop it comes to
/// run, and ended when the loop is over.
/// </summary>
internal sealed class Locals<TLocal>(Func<TLocal> init, Action<TLocal> final, LoopControl loop) : ILoopEnding
{
    private readonly PerWorker<Place> _places = new();

    /// <summary>The worker's own. What the user's code throws on the way comes out.</summary>
    internal Place Of(Executor worker)
    {
        if (_places.Find(worker) is { } place)
            return place;
        place = new Place(new ParallelLoopState(loop), init());
        _places.Add(worker, place);
        return place;
    }

    /// <summary>Hands each state to the user's last action, on the calling thread; what that throws is a failure of the loop. All pieces have been joined.</summary>
    public void End()
    {
        foreach (Place place in _places.All())
        {
            try
            {
                final(place.Value);
            }
            catch (Exception error)
            {
                loop.Fail(error);
            }
        }
    }

    /// <summary>What one worker has.</summary>
    internal sealed class Place(ParallelLoopState state, TLocal value)
    {
        internal readonly ParallelLoopState State = state;
        internal TLocal Value = value;
    }
}
