using System;
using System.Threading;
using ForkJoin.DropIn;
using ForkJoin.Splitting;

namespace ForkJoin.Loops;

/// <summary>How far a loop is, counted by blocks and told by whichever worker first comes past another hundredth.</summary>
/// <param name="listener">The user's.</param>
/// <param name="total">How many indices the loop has.</param>
/// <param name="loop">The loop.</param>
internal sealed class LoopProgress(IProgress<double> listener, long total, LoopControl loop) : ILoopEnding
{
    private const int Steps = 100;

    private readonly Lock _telling = new();
    private long _done;
    private int _told;

    /// <summary>A block has been run. What the listener throws comes out.</summary>
    internal void Ran(long count)
    {
        int step = StepOf(Interlocked.Add(ref _done, count));
        // Who is late lets it be: another is telling, or the end will.
        if (step <= Volatile.Read(ref _told) || !_telling.TryEnter())
            return;
        try
        {
            // What others have done meanwhile is told along, and what was told is never taken back.
            step = StepOf(Interlocked.Read(ref _done));
            if (step > _told && step < Steps)
            {
                Volatile.Write(ref _told, step);
                listener.Report(step / (double)Steps);
            }
        }
        finally
        {
            _telling.Exit();
        }
    }

    /// <summary>All pieces have been joined: tells the end of a loop that has been completed, on the thread that called it.</summary>
    public void End()
    {
        if (!loop.IsCompleted || Interlocked.Read(ref _done) != total)
            return;
        try
        {
            listener.Report(1);
        }
        catch (Exception error)
        {
            loop.Fail(error);
        }
    }

    /// <summary>In floating point: a hundred times the count may be more than a long holds, and the last step is told by <see cref="End"/>.</summary>
    private int StepOf(long done) => (int)((double)done / total * Steps);
}
