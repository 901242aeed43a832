using System;

namespace ForkJoin;

/// <summary>One loan that is out: a line of a <see cref="LoanSnapshot"/>.</summary>
/// <param name="Loan">What is lent, to whom, and where the loan was made.</param>
/// <param name="HeldFor">How long it has been out; null where loans were not timed when it was made.</param>
/// <example><code>
/// foreach (LedgerEntry entry in LoanLedger.Snapshot())
///     Console.WriteLine($"{entry.Loan.Holder} has {entry.Loan.Owner}");
/// </code></example>
public sealed record LedgerEntry(LoanDescription Loan, TimeSpan? HeldFor)
{
    /// <summary>The loan in one clause.</summary>
    /// <returns>For example <c>data[0..500) is lent for writing to fork 2 of section 7, at Program.cs:12</c>.</returns>
    public override string ToString() => Loan.ToString();
}
