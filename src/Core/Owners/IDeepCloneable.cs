namespace ForkJoin;

/// <summary>
/// Makes copies of itself that share nothing with it that could change. What <see cref="Owned{T}.Clone"/> asks for where a value is neither
/// immutable nor an array, list, dictionary or set of what can be copied.
/// </summary>
/// <typeparam name="TSelf">The type that copies itself.</typeparam>
/// <example><code>
/// sealed class Route(int[] stops) : IDeepCloneable&lt;Route&gt;
/// {
///     public Route DeepClone() => new((int[])stops.Clone());
/// }
/// </code></example>
public interface IDeepCloneable<out TSelf>
{
    /// <summary>Copies the value and everything that it refers to and that may change.</summary>
    /// <returns>An independent copy.</returns>
    TSelf DeepClone();
}
