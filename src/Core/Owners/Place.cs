using System.Runtime.CompilerServices;

namespace ForkJoin.Owners;

/// <summary>What a reference points at: a single value, or one element of an array. An owner and a number, in whatever holds the two.</summary>
internal static class Place
{
    /// <summary>The number that stands for a single value.</summary>
    internal const int Single = -1;

    /// <summary>The value or element.</summary>
    /// <param name="owner">The <see cref="ValueNode{T}"/> of a single value, or the node of an <see cref="OwnedArray{T}"/>.</param>
    /// <param name="index"><see cref="Single"/>, or the element as the owner's store counts.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ref T Of<T>(OwnerNode owner, int index)
    {
        if (index != Single)
            return ref Element<T>(owner.Store, index);
        // SAFETY: Single goes with a ValueNode<T> of the same T: Lifetime makes references to values from Owned<T> and OwnedMut<T> only.
        return ref Unsafe.As<ValueNode<T>>(owner).Value;
    }

    // Out of line: what an element costs more must not stand in the way of single values at every use.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ref T Element<T>(object? store, int index) => ref Storage.Span<T>(store, index, 1)[0];

    /// <summary>Refuses what a change that failed has left half done. Elements are never: nothing changes them behind a body that may fail.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void CheckWhole<T>(OwnerNode owner, int index)
    {
        if (index == Single)
            Unsafe.As<ValueNode<T>>(owner).CheckWhole(); // SAFETY: as in Of
    }
}
