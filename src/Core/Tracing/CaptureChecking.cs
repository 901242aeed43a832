namespace ForkJoin;

/// <summary>How much of what a fork gets – what its lambda captures, and its state – is refused. See <see cref="BorrowChecking.Captures"/>.</summary>
/// <example><code>
/// BorrowChecking.Captures = CaptureChecking.Strict;   // in tests: whatever is not known to be shareable is refused
/// </code></example>
public enum CaptureChecking
{
    /// <summary>
    /// What is known to be wrong is refused: a value bound to one thread; a captured one that even reading changes, such as a <c>Random</c>, an enumerator
    /// or a stream, unless the lambda takes a lock or its code cannot be read. Arrays, lists and classes that nothing is known of may be captured.
    /// </summary>
    Certain,

    /// <summary>Whatever is not known to be shareable is refused, and so is a lambda that assigns a captured variable.</summary>
    Strict,
}
