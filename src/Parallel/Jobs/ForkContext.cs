using System.Runtime.CompilerServices;
using ForkJoin.Jobs;

namespace ForkJoin;

/// <summary>
/// The fork that is running, as seen from inside its body: the worker at work and the joins that are open on this thread's stack.
/// Handed from join to body in registers, so that a join need not ask the thread for its worker. A ref struct: it stays on its
/// thread, inside the body it was handed to.
/// </summary>
/// <example><code>
/// struct Fib : IForkBody&lt;int, long&gt;
/// {
///     public static long Invoke(int n, ForkContext fork) =>
///         n &lt; 2 ? n : fork.Join&lt;Fib, int, long&gt;(n - 1, n - 2) is var (a, b) ? a + b : 0;
/// }
/// </code></example>
public readonly unsafe ref struct ForkContext
{
    internal readonly Executor Executor;

    /// <summary>The newest private frame on this thread's stack, or null.</summary>
    internal readonly PrivateFrame* Frames;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ForkContext(Executor executor, PrivateFrame* frames)
    {
        Executor = executor;
        Frames = frames;
    }
}
