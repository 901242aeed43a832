namespace ForkJoin;

/// <summary>The result of a body that gives none. Has one value and no fields, so it costs nothing.</summary>
/// <example><code>
/// struct SortBody : ISliceBody&lt;SliceMut&lt;int&gt;, Unit&gt;
/// {
///     public static Unit Invoke(SliceMut&lt;int&gt; part, ForkContext fork) { part.Span.Sort(); return default; }
/// }
/// </code></example>
public readonly struct Unit;
