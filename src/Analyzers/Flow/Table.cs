using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace ForkJoin.Analyzers.Flow;

/// <summary>
/// Values by small numbers, in their order. A state is copied wherever ways part or meet, and seldom changed after: copies share their
/// entries until one of them is written.
/// </summary>
/// <typeparam name="T">The values.</typeparam>
internal sealed class Table<T> : IEnumerable<KeyValuePair<int, T>>
    where T : class
{
    private T?[] _entries;
    private bool _isShared;

    internal Table() => _entries = [];

    internal Table(Table<T> other)
    {
        _entries = other._entries;
        Count = other.Count;
        _isShared = other._isShared = true;
    }

    internal int Count { get; private set; }

    internal T this[int key]
    {
        get => TryGetValue(key, out T? value) ? value : throw new KeyNotFoundException();
        set
        {
            if (key < _entries.Length && ReferenceEquals(_entries[key], value))
                return;
            Own(key + 1);
            Count += _entries[key] is null ? 1 : 0;
            _entries[key] = value;
        }
    }

    internal bool ContainsKey(int key) => TryGetValue(key, out _);

    internal bool TryGetValue(int key, [NotNullWhen(true)] out T? value)
    {
        value = key >= 0 && key < _entries.Length ? _entries[key] : null;
        return value is not null;
    }

    internal void Remove(int key)
    {
        if (!ContainsKey(key))
            return;
        Own(key + 1);
        Count--;
        _entries[key] = null;
    }

    internal bool SameAs(Table<T> other, Func<T, T, bool> isSame)
    {
        if (ReferenceEquals(_entries, other._entries))
            return true;
        if (Count != other.Count)
            return false;
        foreach (KeyValuePair<int, T> entry in this)
        {
            if (!other.TryGetValue(entry.Key, out T? its) || !(ReferenceEquals(entry.Value, its) || isSame(entry.Value, its)))
                return false;
        }
        return true;
    }

    public Enumerator GetEnumerator() => new(_entries);

    IEnumerator<KeyValuePair<int, T>> IEnumerable<KeyValuePair<int, T>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Before entries are written: they are this table's alone, and long enough.</summary>
    private void Own(int length)
    {
        if (!_isShared && length <= _entries.Length)
            return;
        var own = new T?[Math.Max(_entries.Length, length <= _entries.Length ? 0 : Math.Max(length + 3, _entries.Length * 2))];
        Array.Copy(_entries, own, _entries.Length);
        _entries = own;
        _isShared = false;
    }

    /// <summary>Over the entries as they were when it was made, as long as the table that it is of is not written.</summary>
    internal struct Enumerator(T?[] entries) : IEnumerator<KeyValuePair<int, T>>
    {
        private int _at = -1;

        public readonly KeyValuePair<int, T> Current => new(_at, entries[_at]!);

        readonly object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            while (++_at < entries.Length)
            {
                if (entries[_at] is not null)
                    return true;
            }
            return false;
        }

        public void Reset() => _at = -1;

        public readonly void Dispose()
        {
        }
    }
}
