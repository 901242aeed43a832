using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ForkJoin.Loops;

/// <summary>
/// A struct body while its loop runs. One that may change itself is put on the heap, once a call, so that all pieces of the loop run the one
/// body, as ParallelHelper does it. One that cannot – a readonly struct – travels with the pieces: which copy runs nobody can tell, nothing
/// is allocated, and the JIT keeps its fields in registers.
/// </summary>
internal readonly struct Kept<TBody>
    where TBody : struct
{
    /// <summary>To the JIT a constant. Where a trimmer has taken the attribute away, bodies are shared, which is always right.</summary>
    internal static readonly bool IsCopied = typeof(TBody).IsDefined(typeof(IsReadOnlyAttribute), inherit: false);

    private readonly TBody _own;
    private readonly StrongBox<TBody>? _shared;

    internal Kept(in TBody body)
    {
        if (IsCopied)
            _own = body;
        else
            _shared = new StrongBox<TBody>(body);
    }

    /// <summary>The body, where it is <see cref="IsCopied"/>: to be kept in a local.</summary>
    internal TBody Copy
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _own;
    }

    /// <summary>The one body of all pieces, where it is not.</summary>
    [UnscopedRef]
    internal ref TBody Shared
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _shared!.Value;
    }

    /// <summary>The body, whichever it is; a change that a copy makes to itself would be lost, but a copied one makes none.</summary>
    [UnscopedRef]
    internal ref TBody Either
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (!IsCopied)
                return ref _shared!.Value;
            // SAFETY: a readonly struct: whoever has the reference changes nothing through it.
            return ref Unsafe.AsRef(in _own);
        }
    }
}
