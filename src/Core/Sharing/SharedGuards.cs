using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ForkJoin.Sharing;
using ReadSlot = ForkJoin.Sharing.ReadSlot<ForkJoin.Atomics.HardwareSync>;

namespace ForkJoin;

/// <summary>
/// The right to read a shared value, until it is disposed. A <c>ref struct</c>: it stays on its thread, and crosses no await.
/// Copies are the same guard: once one is disposed, all are refused. (Rust's <c>RwLockReadGuard</c>.)
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <example><code>
/// using SharedReadGuard&lt;Settings&gt; reading = settings.Read();
/// Console.WriteLine(reading.Value.Title);
/// </code></example>
public readonly ref struct SharedReadGuard<T> : IDisposable
{
    private readonly SharedCell<T>? _cell;
    private readonly ReadSlot? _slot;
    private readonly long _generation;

    internal SharedReadGuard(SharedCell<T> cell, ReadSlot slot, long generation)
    {
        _cell = cell;
        _slot = slot;
        _generation = generation;
    }

    /// <summary>The value, to read. The reference is good until the guard is disposed. Does not block.</summary>
    /// <exception cref="LifetimeExpiredException">The guard, or a copy of it, was disposed; or it never was one.</exception>
    [UnscopedRef]
    public ref readonly T Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_slot is null || (BorrowChecking.Enabled && _slot.State != _generation))
                SharedThrow.GrantOver(_cell?.Name, LoanKind.Read, "guard");
            return ref _cell!.Value;
        }
    }

    /// <summary>Ends the reading; a second call, also on a copy, does nothing. Does not block. May let a waiting writer in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Dispose()
    {
        if (_slot is not null)
            _cell!.EndGuard(_slot, _generation);
    }
}

/// <summary>
/// The right to write a shared value, until it is disposed. A <c>ref struct</c>: it stays on its thread, and crosses no await.
/// Copies are the same guard: once one is disposed, all are refused. (Rust's <c>RwLockWriteGuard</c>.)
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <example><code>
/// using SharedWriteGuard&lt;Settings&gt; writing = settings.Write();
/// writing.Value = writing.Value with { Title = "new" };
/// </code></example>
public readonly ref struct SharedWriteGuard<T> : IDisposable
{
    private readonly SharedCell<T>? _cell;
    private readonly long _generation;

    internal SharedWriteGuard(SharedCell<T> cell, long generation)
    {
        _cell = cell;
        _generation = generation;
    }

    /// <summary>The value, to read, change or replace. The reference is good until the guard is disposed. Does not block.</summary>
    /// <exception cref="LifetimeExpiredException">The guard, or a copy of it, was disposed; or it never was one.</exception>
    [UnscopedRef]
    public ref T Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_cell is null || (BorrowChecking.Enabled && !_cell.IsWriting(_generation)))
                SharedThrow.GrantOver(_cell?.Name, LoanKind.Write, "guard");
            return ref _cell.Value;
        }
    }

    /// <summary>Ends the writing; a second call, also on a copy, does nothing. Does not block. Lets in who waits: all readers, or the next writer.</summary>
    public void Dispose() => _cell?.EndWrite(_generation);
}
