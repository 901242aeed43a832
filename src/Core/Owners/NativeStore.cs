using System;
using System.Buffers;
using System.Runtime.InteropServices;
using System.Threading;

namespace ForkJoin.Owners;

/// <summary>
/// Native memory as a store: allocated here and freed when its owner is disposed, or the caller's own and left alone. No
/// finalizer: one could free the memory under a span that outlives the last reference to this object.
/// </summary>
internal sealed unsafe class NativeStore<T> : MemoryManager<T>
    where T : unmanaged
{
    private readonly int _length;
    private readonly bool _allocated;
    private nint _start;

    internal NativeStore(int length)
    {
        // SAFETY: AllocZeroed returns at least length * sizeof(T) zeroed bytes or throws; this object frees them once.
        _start = (nint)NativeMemory.AllocZeroed((nuint)length, (nuint)sizeof(T));
        _length = length;
        _allocated = true;
    }

    internal NativeStore(T* start, int length)
    {
        _start = (nint)start;
        _length = length;
    }

    /// <inheritdoc/>
    public override Span<T> GetSpan()
    {
        nint start = _start;
        ObjectDisposedException.ThrowIf(start == 0 && _length != 0, typeof(OwnedArray<T>));
        // SAFETY: start points at _length elements: allocated by the constructor, or vouched for by OwnedArray.OverNative's caller.
        // It is not freed meanwhile: the owner refuses to be dropped while anything is lent, and holds this object until then.
        return new Span<T>((void*)start, _length);
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elementIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(elementIndex, _length);
        // SAFETY: native memory does not move; the index was checked against the length.
        return new MemoryHandle((T*)_start + elementIndex);
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
        // Native memory is never moved, so there is nothing to undo.
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => Release();

    private void Release()
    {
        nint start = Interlocked.Exchange(ref _start, 0);
        if (_allocated && start != 0)
        {
            // SAFETY: start came from NativeMemory.AllocZeroed, and the exchange above lets one caller through.
            NativeMemory.Free((void*)start);
        }
    }
}
