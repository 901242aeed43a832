namespace ForkJoin;

/// <summary>Something that belongs to one thread, such as the unread result of a fork, was used from another.</summary>
/// <example><code>
/// Forked&lt;int&gt; sum = section.Fork(static () => 42);
/// new Thread(() => sum.Join()).Start();   // WrongThreadException: only the section's own thread joins
/// </code></example>
public sealed class WrongThreadException : BorrowException
{
    internal WrongThreadException(string message, string owner, string? ruleId) : base(message, owner, ruleId)
    {
    }
}
