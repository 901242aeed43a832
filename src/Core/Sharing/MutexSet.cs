using System.Threading.Tasks;

namespace ForkJoin.Sharing;

/// <summary>
/// Two or three locks that are taken together: in the order in which the mutexes were made, which is one order for everybody, and all
/// of them or none. Whatever is thrown on the way, what had been taken is let go.
/// </summary>
internal struct MutexSet
{
    /// <summary>No lock has this generation: they are counted from 0.</summary>
    private const long NotTaken = -1;

    private readonly MutexGate _low;
    private readonly MutexGate _middle;
    private readonly MutexGate? _high;
    private long _lowLock = NotTaken;
    private long _middleLock = NotTaken;
    private long _highLock = NotTaken;

    internal MutexSet(MutexGate one, MutexGate two)
    {
        (_low, _middle) = one.Number < two.Number ? (one, two) : (two, one);
        _high = null;
    }

    internal MutexSet(MutexGate one, MutexGate two, MutexGate three)
    {
        if (one.Number > two.Number)
            (one, two) = (two, one);
        if (two.Number > three.Number)
            (two, three) = (three, two);
        if (one.Number > two.Number)
            (one, two) = (two, one);
        (_low, _middle, _high) = (one, two, three);
    }

    /// <summary>The generation of a gate's guard or lease.</summary>
    internal readonly long Of(MutexGate gate) =>
        ReferenceEquals(gate, _low) ? _lowLock : ReferenceEquals(gate, _middle) ? _middleLock : _highLock;

    internal void Enter(in MutexRequest request)
    {
        try
        {
            _lowLock = _low.Enter(request);
            _middleLock = _middle.Enter(request);
            if (_high is not null)
                _highLock = _high.Enter(request);
        }
        catch
        {
            Leave();
            throw;
        }
    }

    internal bool TryEnter(string? file, int line)
    {
        bool entered = false;
        try
        {
            entered = TryOne(_low, ref _lowLock, file, line) && TryOne(_middle, ref _middleLock, file, line)
                && (_high is null || TryOne(_high, ref _highLock, file, line));
        }
        finally
        {
            if (!entered)
                Leave();
        }
        return entered;
    }

    /// <summary>The same for leases.</summary>
    /// <returns>The set with its locks taken.</returns>
    internal readonly async ValueTask<MutexSet> EnterLeasesAsync(MutexRequest request)
    {
        MutexSet taken = this;
        try
        {
            taken._lowLock = await _low.EnterLeaseAsync(request).ConfigureAwait(false);
            taken._middleLock = await _middle.EnterLeaseAsync(request).ConfigureAwait(false);
            if (_high is not null)
                taken._highLock = await _high.EnterLeaseAsync(request).ConfigureAwait(false);
        }
        catch
        {
            taken._middle.LeaveLease(taken._middleLock);
            taken._low.LeaveLease(taken._lowLock);
            throw;
        }
        return taken;
    }

    private static bool TryOne(MutexGate gate, ref long taken, string? file, int line)
    {
        if (!gate.TryEnter(out long generation, file, line))
            return false;
        taken = generation;
        return true;
    }

    private readonly void Leave()
    {
        _high?.Leave(_highLock);
        _middle.Leave(_middleLock);
        _low.Leave(_lowLock);
    }
}
