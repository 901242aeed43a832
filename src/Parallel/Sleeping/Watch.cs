using ForkJoin.Atomics;
using ForkJoin.Deques;

namespace ForkJoin.Sleeping;

/// <summary>Those whom a watcher looks at.</summary>
internal interface IWatched
{
    /// <summary>Whether anybody relies on being asked.</summary>
    bool AnybodySkips();

    /// <summary>One look: asks everybody to look up.</summary>
    /// <returns>Whether anybody who relies on it has done anything since the last one.</returns>
    bool LookRound();

    /// <summary>Asks everybody, whether he is there or not, to look up: from now on nobody watches.</summary>
    void AskAll();
}

/// <summary>
/// The watch: one sleeper of a pool sleeps a millisecond at a time and after each looks at those who, because their work has proven
/// tiny, wake nobody and look up no more. When for some time nobody has done anything, it ends the watch and sleeps for good. Steps
/// W1 to W5 of README.md. Knows neither workers nor pools.
/// </summary>
internal struct Watch<TSync>()
    where TSync : struct, ISync
{
    private const int Milliseconds = 1;

    /// <summary>So many looks in a row at which nobody had done anything end the watch.</summary>
    private const int QuietLooks = 16;

    private int _number;

    /// <summary>Of the latest look; written by whoever has the watch.</summary>
    private int _looks = 1;

    /// <summary>The number of the latest look; 0 while nobody watches.</summary>
    internal int Number => TSync.Acquire(ref _number);

    /// <summary>Takes the watch, if nobody has it.</summary>
    internal bool TryTake() => TSync.CompareExchange(ref _number, 1, 0) == 0;        // W1

    /// <summary>Watches and sleeps until there is a token, and takes it.</summary>
    internal void Keep(Parker<TSync> parker, IWatched watched)
    {
        bool woken;
        for (int quiet = 0; !(woken = parker.Park(Milliseconds)) && quiet < QuietLooks;)
        {
            _looks = _looks == int.MaxValue ? 2 : _looks + 1;
            TSync.Release(ref _number, _looks);                                      // W2
            quiet = watched.LookRound() ? 0 : quiet + 1;
        }
        TSync.Release(ref _number, 0);                                               // W3
        TSync.Fence();                                                               // W4
        watched.AskAll();                                                            // W5
        if (!woken)
            parker.Park();
    }
}
