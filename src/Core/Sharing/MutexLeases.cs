using System;
using System.Diagnostics.CodeAnalysis;

namespace ForkJoin;

/// <summary>The leases of two mutexes that were locked together. Behaves as one <see cref="MutexLease{T}"/> of both: for one at a time, on any thread.</summary>
/// <typeparam name="T1">The first value's type.</typeparam>
/// <typeparam name="T2">The second value's type.</typeparam>
/// <example><code>
/// using MutexLeases&lt;decimal, List&lt;string&gt;&gt; both = await Mutexes.LockAllAsync(account, journal);
/// both.First -= 10;
/// both.Second.Add(await DescribeAsync());
/// </code></example>
public readonly struct MutexLeases<T1, T2> : IDisposable
{
    private readonly MutexLease<T1> _first;
    private readonly MutexLease<T2> _second;

    internal MutexLeases(MutexLease<T1> first, MutexLease<T2> second)
    {
        _first = first;
        _second = second;
    }

    /// <summary>Whether the leases may still be used.</summary>
    public bool IsValid => _first.IsValid && _second.IsValid;

    /// <summary>The first mutex's value, to read and to write. The reference is good for no <c>await</c>: ask again afterwards. Does not block.</summary>
    /// <exception cref="LifetimeExpiredException">The leases were disposed.</exception>
    [UnscopedRef]
    public ref T1 First => ref _first.Value;

    /// <summary>The second mutex's value, to read and to write. The reference is good for no <c>await</c>: ask again afterwards. Does not block.</summary>
    /// <exception cref="LifetimeExpiredException">The leases were disposed.</exception>
    [UnscopedRef]
    public ref T2 Second => ref _second.Value;

    /// <summary>Unlocks both. A second call does nothing, on whatever thread. Does not block.</summary>
    public void Dispose()
    {
        _second.Dispose();
        _first.Dispose();
    }
}

/// <summary>The leases of three mutexes that were locked together. Behaves as one <see cref="MutexLease{T}"/> of all: for one at a time, on any thread.</summary>
/// <typeparam name="T1">The first value's type.</typeparam>
/// <typeparam name="T2">The second value's type.</typeparam>
/// <typeparam name="T3">The third value's type.</typeparam>
/// <example><code>
/// using MutexLeases&lt;decimal, decimal, List&lt;string&gt;&gt; all = await Mutexes.LockAllAsync(from, to, journal);
/// all.First -= 10;
/// all.Second += 10;
/// all.Third.Add("10 moved");
/// </code></example>
public readonly struct MutexLeases<T1, T2, T3> : IDisposable
{
    private readonly MutexLease<T1> _first;
    private readonly MutexLease<T2> _second;
    private readonly MutexLease<T3> _third;

    internal MutexLeases(MutexLease<T1> first, MutexLease<T2> second, MutexLease<T3> third)
    {
        _first = first;
        _second = second;
        _third = third;
    }

    /// <summary>Whether the leases may still be used.</summary>
    public bool IsValid => _first.IsValid && _second.IsValid && _third.IsValid;

    /// <summary>The first mutex's value, to read and to write. The reference is good for no <c>await</c>: ask again afterwards. Does not block.</summary>
    /// <exception cref="LifetimeExpiredException">The leases were disposed.</exception>
    [UnscopedRef]
    public ref T1 First => ref _first.Value;

    /// <summary>The second mutex's value, to read and to write. The reference is good for no <c>await</c>: ask again afterwards. Does not block.</summary>
    /// <exception cref="LifetimeExpiredException">The leases were disposed.</exception>
    [UnscopedRef]
    public ref T2 Second => ref _second.Value;

    /// <summary>The third mutex's value, to read and to write. The reference is good for no <c>await</c>: ask again afterwards. Does not block.</summary>
    /// <exception cref="LifetimeExpiredException">The leases were disposed.</exception>
    [UnscopedRef]
    public ref T3 Third => ref _third.Value;

    /// <summary>Unlocks all three. A second call does nothing, on whatever thread. Does not block.</summary>
    public void Dispose()
    {
        _third.Dispose();
        _second.Dispose();
        _first.Dispose();
    }
}
