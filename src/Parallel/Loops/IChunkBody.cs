using System;

namespace ForkJoin;

/// <summary>The body of a loop by chunks, to read and write, as a struct. Make it a readonly struct: then a call allocates nothing.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <example><code>
/// readonly struct Scale(float factor) : IChunkBody&lt;float&gt;
/// {
///     public void Invoke(Span&lt;float&gt; chunk, int offset) => TensorPrimitives.Multiply(chunk, factor, chunk);
/// }
///
/// Parallel.ForEachChunk(samples.AsMemory(), new Scale(0.5f));
/// </code></example>
public interface IChunkBody<T>
{
    /// <summary>Runs over one chunk, which is this call's own; perhaps beside others.</summary>
    /// <param name="chunk">The elements.</param>
    /// <param name="offset">Where the chunk begins in the whole.</param>
    void Invoke(Span<T> chunk, int offset);
}

/// <summary>The body of a loop by chunks, to read, as a struct. Make it a readonly struct: then a call allocates nothing.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <example><code>
/// readonly struct Histogram(SharedCounts counts) : IReadOnlyChunkBody&lt;byte&gt;
/// {
///     public void Invoke(ReadOnlySpan&lt;byte&gt; chunk, int offset) => counts.Add(CountsOf(chunk));
/// }
/// </code></example>
public interface IReadOnlyChunkBody<T>
{
    /// <summary>Runs over one chunk; perhaps beside others.</summary>
    /// <param name="chunk">The elements.</param>
    /// <param name="offset">Where the chunk begins in the whole.</param>
    void Invoke(ReadOnlySpan<T> chunk, int offset);
}

/// <summary>
/// The body of a loop over two sequences in step, one to read beside one to write, as a struct. Make it a readonly struct: then a call allocates nothing.
/// </summary>
/// <typeparam name="TSource">The type of what is read.</typeparam>
/// <typeparam name="TTarget">The type of what is written.</typeparam>
/// <example><code>
/// readonly struct Widen : IZipBody&lt;Half, float&gt;
/// {
///     public void Invoke(ReadOnlySpan&lt;Half&gt; source, Span&lt;float&gt; target, int offset) => TensorPrimitives.ConvertToSingle(source, target);
/// }
///
/// Parallel.ForEachChunk(halves, floats, new Widen());
/// </code></example>
public interface IZipBody<TSource, TTarget>
{
    /// <summary>Runs over one chunk of both, of one length; the target's is this call's own.</summary>
    /// <param name="source">The elements to read.</param>
    /// <param name="target">The elements to write.</param>
    /// <param name="offset">Where the chunks begin in the whole.</param>
    void Invoke(ReadOnlySpan<TSource> source, Span<TTarget> target, int offset);
}
