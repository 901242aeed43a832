using System;
using System.Diagnostics.CodeAnalysis;
using ForkJoin.Sharing;
using ReadSlot = ForkJoin.Sharing.ReadSlot<ForkJoin.Atomics.HardwareSync>;

namespace ForkJoin;

/// <summary>
/// The right to read a shared value, until it is disposed, for code that awaits: it may be stored, may cross an await and be
/// disposed on another thread, and is checked at each use. Copies are the same lease: once one is disposed, all are refused.
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <example><code>
/// using SharedReadLease&lt;Settings&gt; reading = await settings.ReadAsync();
/// await output.WriteLineAsync(reading.Value.Title);
/// </code></example>
[Shareable(Arguments = ShareKind.Readable)]
public readonly record struct SharedReadLease<T> : IDisposable
{
    private readonly SharedCell<T>? _cell;
    private readonly ReadSlot? _slot;
    private readonly long _generation;

    internal SharedReadLease(SharedCell<T> cell, ReadSlot slot, long generation)
    {
        _cell = cell;
        _slot = slot;
        _generation = generation;
    }

    /// <summary>The value, to read. The reference is good until the lease is disposed. Does not block.</summary>
    /// <exception cref="LifetimeExpiredException">The lease, or a copy of it, was disposed; or it never was one.</exception>
    [UnscopedRef]
    public ref readonly T Value
    {
        get
        {
            if (_slot is null || (BorrowChecking.Enabled && _slot.State != _generation))
                SharedThrow.GrantOver(_cell?.Name, LoanKind.Read, "lease");
            return ref _cell!.Value;
        }
    }

    /// <summary>Ends the reading, from any thread; a second call, also on a copy, does nothing. Does not block. May let a waiting writer in.</summary>
    public void Dispose()
    {
        if (_slot is not null)
            _cell!.EndRead(_slot, _generation);
    }

    /// <summary>What is read, never the value itself.</summary>
    /// <returns>For example <c>read lease of settings</c>.</returns>
    public override string ToString() => $"read lease of {_cell?.Name ?? "nothing"}";
}

/// <summary>
/// The right to write a shared value, until it is disposed, for code that awaits: it may be stored, may cross an await and be
/// disposed on another thread, and is checked at each use. Copies are the same lease: once one is disposed, all are refused.
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <example><code>
/// using SharedWriteLease&lt;Settings&gt; writing = await settings.WriteAsync();
/// writing.Value = await LoadAsync();
/// </code></example>
[Sendable]
public readonly record struct SharedWriteLease<T> : IDisposable
{
    private readonly SharedCell<T>? _cell;
    private readonly long _generation;

    internal SharedWriteLease(SharedCell<T> cell, long generation)
    {
        _cell = cell;
        _generation = generation;
    }

    /// <summary>The value, to read, change or replace. The reference is good until the lease is disposed. Does not block.</summary>
    /// <exception cref="LifetimeExpiredException">The lease, or a copy of it, was disposed; or it never was one.</exception>
    [UnscopedRef]
    public ref T Value
    {
        get
        {
            if (_cell is null || (BorrowChecking.Enabled && !_cell.IsWriting(_generation)))
                SharedThrow.GrantOver(_cell?.Name, LoanKind.Write, "lease");
            return ref _cell.Value;
        }
    }

    /// <summary>Ends the writing, from any thread; a second call, also on a copy, does nothing. Does not block. Lets in who waits.</summary>
    public void Dispose() => _cell?.EndWrite(_generation);

    /// <summary>What is written, never the value itself.</summary>
    /// <returns>For example <c>write lease of settings</c>.</returns>
    public override string ToString() => $"write lease of {_cell?.Name ?? "nothing"}";
}
