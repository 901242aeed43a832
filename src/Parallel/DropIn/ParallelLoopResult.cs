using ForkJoin.DropIn;

namespace ForkJoin;

/// <summary>How a loop of <see cref="Parallel"/> ended. The same members as <see cref="System.Threading.Tasks.ParallelLoopResult"/>, which cannot be made from outside.</summary>
/// <example><code>
/// ParallelLoopResult result = Parallel.For(0, names.Length, (i, state) =>
/// {
///     if (names[i] == wanted) state.Break();
/// });
/// if (result.LowestBreakIteration is { } first)
///     Console.WriteLine($"first at {first}");
/// </code></example>
public readonly struct ParallelLoopResult
{
    internal ParallelLoopResult(bool isCompleted, long? lowestBreakIteration)
    {
        IsCompleted = isCompleted;
        LowestBreakIteration = lowestBreakIteration;
    }

    /// <summary>Whether all iterations ran: nobody ended the loop early by <see cref="ParallelLoopState.Stop"/> or <see cref="ParallelLoopState.Break"/>.</summary>
    public bool IsCompleted { get; }

    /// <summary>The lowest iteration that called <see cref="ParallelLoopState.Break"/>; all below it ran. Null where none did.</summary>
    public long? LowestBreakIteration { get; }

    /// <summary>The same as the BCL's, for code that has its type written out. Does not block.</summary>
    /// <param name="result">A result.</param>
    /// <returns>One with the same members.</returns>
    public static implicit operator System.Threading.Tasks.ParallelLoopResult(ParallelLoopResult result) => OnScheduler.Theirs(result);
}
