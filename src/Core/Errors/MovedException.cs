namespace ForkJoin;

/// <summary>An owner was used after its value had been moved out of it or dropped. The message names where it went.</summary>
/// <example><code>
/// OwnedArray&lt;int&gt; first = OwnedArray.Of(new[] { 1, 2, 3 });
/// OwnedArray&lt;int&gt; second = first.Move();
/// _ = first[0];   // MovedException: first was moved at Program.cs:2
/// </code></example>
public sealed class MovedException : BorrowException
{
    internal MovedException(string message, string owner) : base(message, owner, RuleIds.UseAfterMove)
    {
    }
}
