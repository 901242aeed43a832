namespace ForkJoin;

/// <summary>
/// A fork body as a type: the JIT sees through it, inlines it, and an unstolen join around it costs little more than the two
/// calls. The argument travels by value; the body holds nothing. The cheapest form; a static lambda costs a few nanoseconds more.
/// <para>Idea: Rayon's <c>join</c> is generic over closure types for the same reason.</para>
/// </summary>
/// <typeparam name="TArg">What each arm is handed. Not a slice: for slices see <see cref="ISliceBody{TSlice, TResult}"/>.</typeparam>
/// <typeparam name="TResult">What it returns.</typeparam>
/// <example><code>
/// struct Fib : IForkBody&lt;int, long>
/// {
///     public static long Invoke(int n, ForkContext fork)
///     {
///         if (n &lt; 2) return n;
///         var (a, b) = fork.Join&lt;Fib, int, long>(n - 1, n - 2);
///         return a + b;
///     }
/// }
/// </code></example>
public interface IForkBody<TArg, TResult>
{
    /// <summary>Runs the body, on whichever thread got it.</summary>
    /// <param name="arg">The argument.</param>
    /// <param name="fork">The running fork: joins made through it need no look-up of the current worker.</param>
    /// <returns>The result.</returns>
    static abstract TResult Invoke(TArg arg, ForkContext fork);
}

/// <summary>A fork body as a type, over a lent slice.</summary>
/// <typeparam name="TSlice">The slice's type: <see cref="Slice{T}"/> or <see cref="SliceMut{T}"/>.</typeparam>
/// <typeparam name="TResult">What it returns.</typeparam>
/// <example><code>
/// struct SumBody : ISliceBody&lt;Slice&lt;int&gt;, long>
/// {
///     public static long Invoke(Slice&lt;int&gt; x, ForkContext fork)
///     {
///         if (x.Length &lt;= 4096) return SumSerial(x.Span);
///         var (left, right) = x.Split();
///         var (a, b) = fork.JoinSlices&lt;SumBody, Slice&lt;int&gt;, long>(left, right);
///         return a + b;
///     }
/// }
/// </code></example>
public interface ISliceBody<TSlice, TResult>
    where TSlice : struct, ILent<TSlice>, allows ref struct
{
    /// <summary>Runs the body, on whichever thread got it.</summary>
    /// <param name="slice">The part handed to it, its own until it returns.</param>
    /// <param name="fork">The running fork.</param>
    /// <returns>The result.</returns>
    static abstract TResult Invoke(TSlice slice, ForkContext fork);
}

/// <summary>
/// A fork body as a value that carries what it needs: the shape to which C#'s drafted closures over ref structs could bind.
/// Costs the stores of its fields; two different bodies may be joined.
/// </summary>
/// <typeparam name="TResult">What it returns.</typeparam>
/// <example><code>
/// readonly struct CountNodes(Node root) : IForkClosure&lt;int&gt;
/// {
///     public int Invoke(ForkContext fork)
///     {
///         if (root.Left is null) return 1;
///         var (a, b) = fork.Join&lt;CountNodes, int, CountNodes, int>(new(root.Left), new(root.Right));
///         return 1 + a + b;
///     }
/// }
/// </code></example>
public interface IForkClosure<TResult>
{
    /// <summary>Runs the body, on whichever thread got it; on a copy when it was published.</summary>
    /// <param name="fork">The running fork.</param>
    /// <returns>The result.</returns>
    TResult Invoke(ForkContext fork);
}
