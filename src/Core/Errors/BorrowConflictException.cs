namespace ForkJoin;

/// <summary>
/// Something was to be read, written, lent, moved or dropped while a loan that forbids it is out; or two arguments of one join
/// overlap and one of them may write. <see cref="Existing"/> tells which loan is in the way; the message tells what to do.
/// </summary>
/// <example><code>
/// Fork.Section(section =>
/// {
///     SliceMut&lt;int&gt; all = section.BorrowMut(data);
///     try { _ = data[0]; }
///     catch (BorrowConflictException refused) { Console.WriteLine(refused.Existing); }
/// });
/// </code></example>
public sealed class BorrowConflictException : BorrowException
{
    internal BorrowConflictException(string message, string owner, LoanKind wanted, LoanDescription? existing, string conflictAt, string ruleId)
        : base(message, owner, ruleId)
    {
        Wanted = wanted;
        Existing = existing;
        ConflictAt = conflictAt;
    }

    /// <summary>What the refused access needed.</summary>
    public LoanKind Wanted { get; }

    /// <summary>The loan in the way; null when two arguments of one call conflict with each other.</summary>
    public LoanDescription? Existing { get; }

    /// <summary>The method, and where symbols are at hand the file and line, that asked for what was refused.</summary>
    public string ConflictAt { get; }
}
