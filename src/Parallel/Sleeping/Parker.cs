using System.Diagnostics.CodeAnalysis;
using System.Threading;
using ForkJoin.Atomics;
using ForkJoin.Deques;

namespace ForkJoin.Sleeping;

/// <summary>
/// Where one thread sleeps. A token: <see cref="Unpark"/> leaves one, <see cref="Park()"/> waits for it and takes it. Several
/// unparks leave one token; whoever wakes must look again at what it waited for, and sees what was done before each of them.
/// Steps K1 to K5 in README.md.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Lives as long as a worker, which nobody disposes of; the handle's own finalizer frees it.")]
internal sealed class Parker<TSync>
    where TSync : struct, ISync
{
    private const int Nothing = 0;
    private const int Token = 1;
    private const int Asleep = 2;

    private readonly AutoResetEvent _signal = new(initialState: false);
    private int _state;

    /// <summary>
    /// Sleeps until there is a token. One thread at a time. An interrupt of the thread (<see cref="Thread.Interrupt"/>) does not end
    /// the wait; see <see cref="HardwareSync"/>.
    /// </summary>
    internal void Park()
    {
        if (TSync.CompareExchange(ref _state, Asleep, Nothing) == Nothing)           // K1
            TSync.Wait(_signal);
        TSync.Exchange(ref _state, Nothing);                                         // K2
    }

    /// <summary>Sleeps until there is a token, and takes it, or until the time is over. One thread at a time.</summary>
    /// <returns>Whether there was a token.</returns>
    internal bool Park(int milliseconds)
    {
        if (TSync.CompareExchange(ref _state, Asleep, Nothing) == Nothing            // K1
            && !TSync.Wait(_signal, milliseconds))
        {
            if (TSync.CompareExchange(ref _state, Nothing, Asleep) == Asleep)        // K4
                return false;
            TSync.Wait(_signal);                                                     // K5: the token came at the last moment, and its signal with it
        }
        TSync.Exchange(ref _state, Nothing);                                         // K2
        return true;
    }

    internal void Unpark()
    {
        if (TSync.Exchange(ref _state, Token) == Asleep)                             // K3
            TSync.Set(_signal);
    }
}
