using System.Diagnostics.CodeAnalysis;

namespace ForkJoin;

/// <summary>The guards of two mutexes that were locked together. Behaves as one <see cref="MutexGuard{T}"/> of both.</summary>
/// <typeparam name="T1">The first value's type.</typeparam>
/// <typeparam name="T2">The second value's type.</typeparam>
/// <example><code>
/// using MutexGuards&lt;decimal, decimal&gt; both = Mutexes.LockAll(from, to);
/// both.First -= 10;
/// both.Second += 10;
/// </code></example>
public readonly ref struct MutexGuards<T1, T2>
{
    private readonly MutexGuard<T1> _first;
    private readonly MutexGuard<T2> _second;

    internal MutexGuards(MutexGuard<T1> first, MutexGuard<T2> second)
    {
        _first = first;
        _second = second;
    }

    /// <summary>The first mutex's value, to read and to write. Does not block.</summary>
    /// <exception cref="LifetimeExpiredException">The guards were disposed.</exception>
    [UnscopedRef]
    public ref T1 First => ref _first.Value;

    /// <summary>The second mutex's value, to read and to write. Does not block.</summary>
    /// <exception cref="LifetimeExpiredException">The guards were disposed.</exception>
    [UnscopedRef]
    public ref T2 Second => ref _second.Value;

    /// <summary>Unlocks both. A second call does nothing. Does not block.</summary>
    public void Dispose()
    {
        _second.Dispose();
        _first.Dispose();
    }
}

/// <summary>The guards of three mutexes that were locked together. Behaves as one <see cref="MutexGuard{T}"/> of all.</summary>
/// <typeparam name="T1">The first value's type.</typeparam>
/// <typeparam name="T2">The second value's type.</typeparam>
/// <typeparam name="T3">The third value's type.</typeparam>
/// <example><code>
/// using MutexGuards&lt;decimal, decimal, List&lt;string&gt;&gt; all = Mutexes.LockAll(from, to, journal);
/// all.First -= 10;
/// all.Second += 10;
/// all.Third.Add("10 moved");
/// </code></example>
public readonly ref struct MutexGuards<T1, T2, T3>
{
    private readonly MutexGuard<T1> _first;
    private readonly MutexGuard<T2> _second;
    private readonly MutexGuard<T3> _third;

    internal MutexGuards(MutexGuard<T1> first, MutexGuard<T2> second, MutexGuard<T3> third)
    {
        _first = first;
        _second = second;
        _third = third;
    }

    /// <summary>The first mutex's value, to read and to write. Does not block.</summary>
    /// <exception cref="LifetimeExpiredException">The guards were disposed.</exception>
    [UnscopedRef]
    public ref T1 First => ref _first.Value;

    /// <summary>The second mutex's value, to read and to write. Does not block.</summary>
    /// <exception cref="LifetimeExpiredException">The guards were disposed.</exception>
    [UnscopedRef]
    public ref T2 Second => ref _second.Value;

    /// <summary>The third mutex's value, to read and to write. Does not block.</summary>
    /// <exception cref="LifetimeExpiredException">The guards were disposed.</exception>
    [UnscopedRef]
    public ref T3 Third => ref _third.Value;

    /// <summary>Unlocks all three. A second call does nothing. Does not block.</summary>
    public void Dispose()
    {
        _third.Dispose();
        _second.Dispose();
        _first.Dispose();
    }
}
