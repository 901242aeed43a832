namespace ForkJoin;

/// <summary>
/// Forks and joins. A <i>join</i> runs two arms and returns both results; a <i>section</i> forks any number of times and joins all
/// at its end. Both run on the pool that the current thread works for, or else on <see cref="ForkJoinPool.Shared"/>, and the
/// calling thread takes part.
/// <para>
/// What it costs, with nobody stealing: a join of struct bodies about the two calls that it replaces; with static lambdas a few
/// nanoseconds; a fork of a section some tens of nanoseconds. In steady state nothing is allocated.
/// </para>
/// <para>
/// What a section's fork, or the body of a loop over chunks, sets around itself – culture, async-local values, synchronization
/// context – ends with it, whichever thread it ran on. An arm of a join that is stolen leaves nothing behind either; one that stays on
/// the caller's thread shares what is set with the code around the join, as a call does. Set such things before a join, not in its arms.
/// </para>
/// </summary>
/// <example><code>
/// static long Sum(Slice&lt;int&gt; x)
/// {
///     if (x.Length &lt;= 4096) return SumSerial(x.Span);
///     var (left, right) = x.Split();
///     var (a, b) = Fork.Join(left, right, static s => Sum(s));
///     return a + b;
/// }
/// </code></example>
public static partial class Fork
{
}
