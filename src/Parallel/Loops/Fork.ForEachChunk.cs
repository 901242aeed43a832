using System;
using ForkJoin.Jobs;
using ForkJoin.Loops;
using ForkJoin.Sections;

namespace ForkJoin;

/// <content>Loops over the chunks of a slice.</content>
public static partial class Fork
{
    /// <summary>
    /// Runs a body over the chunks of a slice, perhaps in parallel, and returns when all are done. Splits by halves at joins, so
    /// lazily: a half becomes a job of its own only when somebody is hungry, and a loop that nobody helps costs little more than
    /// a plain one.
    /// </summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="slice">The elements.</param>
    /// <param name="size">How many elements a chunk has, 1 or more; the last one may have fewer. Enough for some microseconds of work.</param>
    /// <param name="body">Runs once for each chunk, in any order.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    /// <exception cref="BorrowConflictException">Part of the slice is with a fork that may write.</exception>
    /// <exception cref="LifetimeExpiredException">The slice's loan has ended.</exception>
    /// <exception cref="AggregateException">Several bodies threw: their exceptions in order. One failure is rethrown as itself.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The section around was cancelled.</exception>
    public static void ForEachChunk<T>(Slice<T> slice, int size, SliceAction<Slice<T>> body) => RunChunks(slice, size, body);

    /// <summary>Runs a body over the disjoint chunks of a slice to write, perhaps in parallel, and returns when all are done.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="slice">The elements.</param>
    /// <param name="size">How many elements a chunk has, 1 or more; the last one may have fewer. Enough for some microseconds of work.</param>
    /// <param name="body">Runs once for each chunk, in any order.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has run.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    /// <exception cref="BorrowConflictException">Part of the slice is with a fork.</exception>
    /// <exception cref="LifetimeExpiredException">The slice's loan has ended.</exception>
    /// <exception cref="AggregateException">Several bodies threw: their exceptions in order. One failure is rethrown as itself.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is used up and no thread with a fresh one can be started.</exception>
    /// <exception cref="OperationCanceledException">The section around was cancelled.</exception>
    public static void ForEachChunk<T>(SliceMut<T> slice, int size, SliceAction<SliceMut<T>> body) => RunChunks(slice, size, body);

    private static void RunChunks<TSlice>(TSlice slice, int size, SliceAction<TSlice> body)
        where TSlice : struct, ILent<TSlice>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        if (size < 1)
            throw new ArgumentOutOfRangeException(nameof(size), size, "A chunk must hold at least 1 element.");
        var all = new ChunkRange<TSlice>(ForkLoans.Check(slice), size, body);
        if (all.IsOneChunk)
        {
            if (!all.IsEmpty)
                all.RunBody();
            return;
        }
        (ChunkRange<TSlice> left, ChunkRange<TSlice> right) = all.Halves();
        Joining.Run<ChunkRange<TSlice>, ChunkRange<TSlice>, Unit, ChunkRange<TSlice>, ChunkRange<TSlice>, Unit>(left, right);
    }
}
