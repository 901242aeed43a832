namespace ForkJoin;

/// <summary>
/// A slice, scope or result was used after the section, scope or fork it belongs to had ended. Handles carry a generation that
/// ends with their loan, so a stale one is refused at its next use and never reads what came after it.
/// </summary>
/// <example><code>
/// var scope = BorrowScope.Open();
/// SliceMut&lt;int&gt; part = scope.BorrowMut(data);
/// scope.Dispose();
/// part.Span.Clear();   // LifetimeExpiredException
/// </code></example>
public sealed class LifetimeExpiredException : BorrowException
{
    internal LifetimeExpiredException(string message, string owner, string ruleId = RuleIds.BorrowOutlivesOwner) : base(message, owner, ruleId)
    {
    }
}
