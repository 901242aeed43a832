namespace ForkJoin;

/// <summary>The two parts of a slice split in two. (A tuple cannot hold ref structs.)</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <example><code>var (left, right) = section.Borrow(data).Split();</code></example>
public readonly ref struct SlicePair<T>
{
    internal SlicePair(Slice<T> left, Slice<T> right)
    {
        Left = left;
        Right = right;
    }

    /// <summary>The part before the place of the split.</summary>
    public Slice<T> Left { get; }

    /// <summary>The part from the place of the split on.</summary>
    public Slice<T> Right { get; }

    /// <summary>Takes the pair apart.</summary>
    /// <param name="left">The part before the place of the split.</param>
    /// <param name="right">The part from the place of the split on.</param>
    public void Deconstruct(out Slice<T> left, out Slice<T> right)
    {
        left = Left;
        right = Right;
    }
}

/// <summary>The two parts of a writable slice split in two: disjoint, so both may be written at the same time.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <example><code>var (left, right) = section.BorrowMut(data).SplitAt(pivot);</code></example>
public readonly ref struct SliceMutPair<T>
{
    internal SliceMutPair(SliceMut<T> left, SliceMut<T> right)
    {
        Left = left;
        Right = right;
    }

    /// <summary>The part before the place of the split.</summary>
    public SliceMut<T> Left { get; }

    /// <summary>The part from the place of the split on.</summary>
    public SliceMut<T> Right { get; }

    /// <summary>Takes the pair apart.</summary>
    /// <param name="left">The part before the place of the split.</param>
    /// <param name="right">The part from the place of the split on.</param>
    public void Deconstruct(out SliceMut<T> left, out SliceMut<T> right)
    {
        left = Left;
        right = Right;
    }
}
