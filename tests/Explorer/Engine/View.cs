namespace ForkJoin.Tests.Explorer;

/// <summary>How far somebody has seen: for each location the latest store that he must not look behind again.</summary>
internal sealed class View
{
    private int[] _seen = [];

    /// <summary>The index of the oldest store that may still be read.</summary>
    internal int this[int location] => location < _seen.Length ? _seen[location] : 0;

    internal void Raise(int location, int store)
    {
        if (location >= _seen.Length)
            Array.Resize(ref _seen, location + 8);
        if (_seen[location] < store)
            _seen[location] = store;
    }

    internal void Join(View? other)
    {
        if (other is null)
            return;
        for (int i = 0; i < other._seen.Length; i++)
        {
            if (other._seen[i] > 0)
                Raise(i, other._seen[i]);
        }
    }

    internal View Copy() => new() { _seen = [.. _seen] };
}
