namespace ForkJoin;

/// <summary>
/// A drop-in replacement for <c>System.Threading.Tasks.Parallel</c>, and loops that it has not: struct bodies, spans, slices,
/// chunks, tiles. <c>using Parallel = ForkJoin.Parallel;</c> is all that a user of the BCL's has to write. Loops run on the
/// work-stealing scheduler: the calling thread takes part, nothing is queued to the thread pool, and a loop that nobody helps costs
/// little more than a plain one.
/// <para>
/// What the overloads of the BCL do, these do: parameters, checks, exceptions, <c>Break</c> and <c>Stop</c>, cancellation. Where they
/// differ on purpose stands in one table in the guide, «Moving from Parallel.For». Bodies must not wait for each other.
/// </para>
/// <para>
/// <c>ForAsync</c> and <c>ForEachAsync</c> are the BCL's own, passed on: an asynchronous body gives its thread back where it waits and goes on
/// elsewhere, so it is a task and not a fork, and this scheduler has nothing to add. They stand here so that one <c>using</c> serves all.
/// </para>
/// </summary>
/// <example><code>
/// using Parallel = ForkJoin.Parallel;
///
/// Parallel.For(0, image.Height, y => Blur(image, y));
/// </code></example>
public static partial class Parallel
{
}
