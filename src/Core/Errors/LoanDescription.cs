namespace ForkJoin;

/// <summary>One loan as an error names it: what is lent, to whom, and where it was made.</summary>
/// <param name="Owner">The owner, in the words of the code that borrowed from it.</param>
/// <param name="Kind">Whether the holder may write.</param>
/// <param name="Region">The elements lent, as a range of indexes of the owner, for example <c>"[0..500)"</c>.</param>
/// <param name="Holder">Who has it: a section, a fork of a section, or a scope.</param>
/// <param name="MadeAt">File and line of the call that made the loan.</param>
/// <example><code>
/// try { data[0] = 1; }
/// catch (BorrowConflictException refused) when (refused.Existing is { } loan)
/// {
///     Console.WriteLine($"{loan.Owner}{loan.Region} is with {loan.Holder}, lent at {loan.MadeAt}");
/// }
/// </code></example>
public sealed record LoanDescription(string Owner, LoanKind Kind, string Region, string Holder, string MadeAt)
{
    /// <summary>The loan in one clause, as it stands in messages.</summary>
    /// <returns>For example <c>data[0..500) is lent for writing to fork 2 of section 7, at Program.cs:12</c>.</returns>
    public override string ToString() =>
        $"{Owner}{Region} is lent for {(Kind == LoanKind.Write ? "writing" : "reading")} to {Holder}, at {MadeAt}";
}
