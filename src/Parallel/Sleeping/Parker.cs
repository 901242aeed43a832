using System.Threading;

namespace ForkJoin.Sleeping;

/// <summary>
/// Where one thread sleeps. A token: <see cref="Unpark"/> leaves one, <see cref="Park()"/> waits for it and takes it. Several
/// unparks leave one token; whoever wakes must look again at what it waited for.
/// </summary>
internal sealed class Parker
{
    private readonly object _gate = new();
    private bool _token;

    /// <summary>
    /// Sleeps until there is a token. An interrupt of the thread (<see cref="Thread.Interrupt"/>) does not end the wait, since
    /// forks that use this thread's data may be running; it is raised again on the way out, at the thread's next blocking call.
    /// </summary>
    internal void Park()
    {
        bool interrupted = false;
        lock (_gate)
        {
            while (!_token)
            {
                try
                {
                    Monitor.Wait(_gate);
                }
                catch (ThreadInterruptedException)
                {
                    interrupted = true;
                }
            }
            _token = false;
        }
        if (interrupted)
            Thread.CurrentThread.Interrupt();
    }

    /// <summary>Sleeps until there is a token, and takes it, or until the time is over. Returns early, too, when interrupted.</summary>
    /// <returns>Whether there was a token.</returns>
    internal bool Park(int milliseconds)
    {
        lock (_gate)
        {
            if (!_token)
            {
                try
                {
                    Monitor.Wait(_gate, milliseconds);
                }
                catch (ThreadInterruptedException)
                {
                    // Only threads of a pool's own sleep here, and nobody outside holds one of those; let it pass.
                }
            }
            bool token = _token;
            _token = false;
            return token;
        }
    }

    internal void Unpark()
    {
        lock (_gate)
        {
            _token = true;
            Monitor.Pulse(_gate);
        }
    }
}
