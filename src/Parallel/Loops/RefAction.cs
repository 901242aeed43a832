namespace ForkJoin;

/// <summary>The body of a loop that is handed each element by reference.</summary>
/// <typeparam name="T">The element's type.</typeparam>
/// <param name="item">The element, to read and write; this call's own.</param>
/// <param name="index">Where it stands in the whole.</param>
/// <example><code>Parallel.ForEach(particles.AsMemory(), static (ref Particle p, int i) => p.Position += p.Velocity);</code></example>
public delegate void RefAction<T>(ref T item, int index);
