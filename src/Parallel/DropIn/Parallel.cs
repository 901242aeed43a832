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
/// <para>What the BCL has not is one table: what is run over, and what the body gets. Each form takes <see cref="LoopOptions"/>.</para>
/// <list type="table">
/// <listheader><term>over</term><description>the body gets</description></listheader>
/// <item><term>indices: <c>For</c>, <c>For2D</c></term><description>the index: a delegate, <c>IAction</c>, <c>IAction2D</c>, <see cref="IForBody"/></description></item>
/// <item><term>elements to write – Memory, Span, SliceMut, List, Memory2D: <c>ForEach</c></term><description>each by reference: <see cref="RefAction{T}"/>, <c>IRefAction</c></description></item>
/// <item><term>elements to read – ReadOnlyMemory, ReadOnlySpan, Slice, ReadOnlyMemory2D: <c>ForEach</c></term><description>each by reference: <c>IInAction</c></description></item>
/// <item><term>the same but lists to read and grids: <c>ForEachChunk</c></term><description>a span and where it begins: a delegate, <see cref="IChunkBody{T}"/>, <see cref="IReadOnlyChunkBody{T}"/></description></item>
/// <item><term>two in step, one to read and one to write – memory, spans, slices: <c>ForEachChunk</c></term><description>both spans and where they begin: a delegate, <see cref="IZipBody{TSource, TTarget}"/></description></item>
/// <item><term>grids – Memory2D, Span2D and their read-only forms: <c>ForEachRow</c>, <c>ForEachColumn</c>, <c>ForEachTile</c></term><description>the part and where it stands: a delegate</description></item>
/// </list>
/// <para>
/// The struct bodies named without a link are CommunityToolkit's: <c>ParallelHelper</c>'s overloads stand here too. Spans are pinned for as
/// long as the call lasts, so their elements must be unmanaged: an array of others goes in as memory, and native memory as a span or an owner's slice.
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
