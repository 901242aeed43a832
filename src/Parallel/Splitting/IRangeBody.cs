using ForkJoin.Jobs;

namespace ForkJoin.Splitting;

/// <summary>
/// What a loop does with some of its indices in a row. Implemented by small structs, so that the JIT makes a copy of the loop for each
/// and sees through it. Copied freely: what the pieces of one loop share stands behind a reference.
/// </summary>
internal interface IRangeBody
{
    /// <summary>
    /// Runs the indices [start, end), at least one, in ascending order; wraps around where the range does. Exceptions of the user's code
    /// do not leave it: they are the loop's, see <see cref="LoopControl"/>.
    /// </summary>
    /// <param name="start">The first index.</param>
    /// <param name="end">The index after the last one.</param>
    /// <param name="fork">The worker at work.</param>
    /// <returns>Whether the loop goes on after these.</returns>
    bool Run(long start, long end, ForkContext fork);
}
