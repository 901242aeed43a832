using System.Threading;

namespace ForkJoin.Jobs;

/// <summary>
/// How many workers may be at a loop at one time, the caller being one. It holds for the loops inside its bodies too: whoever wants to
/// hand out part of a loop, however deep, needs one of the permits that are left. Used again, loop after loop.
/// </summary>
internal sealed class DegreeLimit
{
    private int _free;
    private DegreeLimit? _outer;

    /// <summary>The permits that nobody has.</summary>
    internal int Free => Volatile.Read(ref _free);

    /// <summary>Sets it up for a loop.</summary>
    /// <param name="degree">The most workers, 1 or more.</param>
    /// <param name="outer">The limit that the loop itself runs under, or null.</param>
    internal void Begin(int degree, DegreeLimit? outer)
    {
        _free = degree - 1;
        _outer = outer;
    }

    /// <summary>The loop is over and all its permits are back.</summary>
    internal void End() => _outer = null;

    /// <summary>Takes a permit of this limit and of all that it stands in, or none.</summary>
    internal bool TryTake()
    {
        int free = Volatile.Read(ref _free);
        while (free > 0)
        {
            int seen = Interlocked.CompareExchange(ref _free, free - 1, free);
            if (seen == free)
            {
                if (_outer is null || _outer.TryTake())
                    return true;
                Interlocked.Increment(ref _free);
                return false;
            }
            free = seen;
        }
        return false;
    }

    /// <summary>Gives a permit back.</summary>
    internal void Return()
    {
        for (DegreeLimit? limit = this; limit is not null; limit = limit._outer)
            Interlocked.Increment(ref limit._free);
    }

    /// <summary>
    /// Takes back a permit that was given back for a while. There may be none left then: a debt, during which nobody gets one.
    /// </summary>
    internal void TakeAgain()
    {
        for (DegreeLimit? limit = this; limit is not null; limit = limit._outer)
            Interlocked.Decrement(ref limit._free);
    }
}
