using System;
using ForkJoin.DropIn;
using ForkJoin.Jobs;
using ForkJoin.Splitting;

namespace ForkJoin.Loops;

/// <summary>What a loop does with indices in a row. What the user's code throws comes out.</summary>
internal interface IBlock
{
    /// <summary>Runs the indices [start, end), at least one, in ascending order.</summary>
    void Invoke(long start, long end);
}

/// <summary>Blocks as the engine runs them: failures go to the loop, and the listener is told.</summary>
internal readonly struct Blocks<TBlock>(TBlock block, LoopControl loop, LoopProgress? progress) : IRangeBody
    where TBlock : struct, IBlock
{
    private readonly TBlock _block = block;

    public bool Run(long start, long end, ForkContext fork)
    {
        try
        {
            _block.Invoke(start, end);
            progress?.Ran(end - start);
            return true;
        }
        catch (Exception error)
        {
            loop.Fail(error);
            return false;
        }
    }
}

/// <summary>How every loop of this folder begins and ends.</summary>
internal static class BlockLoop
{
    /// <summary>Runs all indices of a range, and returns when all are done.</summary>
    /// <param name="start">The first index.</param>
    /// <param name="end">The index after the last one; if it is not above the first, nothing runs.</param>
    /// <param name="block">What is done.</param>
    /// <param name="options">The caller's.</param>
    /// <param name="smallest">The fewest indices of a block where the caller has not said.</param>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="AggregateException">Bodies threw.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, or a section around.</exception>
    internal static void Run<TBlock>(long start, long end, in TBlock block, in LoopOptions options, int smallest = 1)
        where TBlock : struct, IBlock
    {
        if (options.MinChunk > options.MaxChunk)
            throw new ArgumentException($"MinChunk, {options.MinChunk}, must not be above MaxChunk, {options.MaxChunk}.", nameof(options));
        Grain grain = options.Grain(smallest);
        if (end <= start)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            options.Progress?.Report(1);
            return;
        }
        LoopSettings settings = options.Settings;
        LoopControl loop = settings.Begin(grain);
        LoopProgress? progress = options.Progress is { } listener ? new LoopProgress(listener, end - start, loop) : null;
        settings.Run(new LoopRange<Blocks<TBlock>>(start, end, new(block, loop, progress)), loop, progress);
    }
}
