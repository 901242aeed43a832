using System.Collections.Generic;
using System.Numerics;

namespace ForkJoin.DropIn;

/// <summary>Items that are read by index, by several workers at a time. Small structs, so that the JIT sees through them.</summary>
internal interface IItems<out T>
{
    /// <summary>The item of an index. What the user's code throws on the way comes out.</summary>
    T At(long index);
}

/// <summary>The indices themselves, of either type.</summary>
internal readonly struct Indices<TIndex> : IItems<TIndex>
    where TIndex : struct, IBinaryInteger<TIndex>
{
    public TIndex At(long index) => TIndex.CreateTruncating(index);
}

/// <summary>The elements of an array.</summary>
internal readonly struct ArrayItems<T>(T[] array) : IItems<T>
{
    public T At(long index) => array[index];
}

/// <summary>The elements of a list, as its own indexer gives them: changed while the loop runs, it gives what stands there then, or throws.</summary>
internal readonly struct ListItems<T>(List<T> list) : IItems<T>
{
    public T At(long index) => list[(int)index];
}

/// <summary>The elements of whatever else has an indexer.</summary>
internal readonly struct IndexedItems<T>(IList<T> list) : IItems<T>
{
    public T At(long index) => list[(int)index];
}

/// <summary>Items that have been taken from an enumerator.</summary>
/// <param name="items">From the start of this on they stand.</param>
/// <param name="first">The index of the first.</param>
internal readonly struct TakenItems<T>(T[] items, long first) : IItems<T>
{
    public T At(long index) => items[index - first];
}
