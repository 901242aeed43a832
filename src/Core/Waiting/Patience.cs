using System;

namespace ForkJoin.Waiting;

/// <summary>
/// How long a thread sleeps before it looks whether who is in its way has ended (L3): a quarter of a second at first, then twice as long
/// each time, up to some seconds. So a process in which nothing is collected goes on too, and who waits for long is hardly ever woken.
/// </summary>
internal struct Patience
{
    private const int First = 250;
    private const int Longest = 4_000;

    private int _last;

    /// <summary>The milliseconds to sleep now.</summary>
    /// <param name="left">The milliseconds that it may wait at all; −1 for no limit.</param>
    internal int Next(long left)
    {
        _last = _last == 0 ? First : Math.Min(2 * _last, Longest);
        return left < 0 || left > _last ? _last : (int)left;
    }
}
