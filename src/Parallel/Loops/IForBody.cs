namespace ForkJoin;

/// <summary>
/// The body of a loop over indices as a struct, whose call the JIT inlines into the loop; over the whole range of <see cref="long"/>. For indices of type
/// <see cref="int"/> a body is CommunityToolkit's <see cref="CommunityToolkit.HighPerformance.Helpers.IAction"/>, as it is.
/// Make it a readonly struct: then a call allocates nothing and the fields stay in registers.
/// </summary>
/// <example><code>
/// readonly struct Square(double[] values) : IForBody
/// {
///     public void Invoke(long index) => values[index] *= values[index];
/// }
///
/// Parallel.For(0, values.LongLength, new Square(values));
/// </code></example>
public interface IForBody
{
    /// <summary>Runs one iteration; perhaps beside others, so it must not write what they use.</summary>
    /// <param name="index">The index.</param>
    void Invoke(long index);
}
