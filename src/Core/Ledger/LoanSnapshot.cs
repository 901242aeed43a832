using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace ForkJoin;

/// <summary>What was lent at some moment, and to whom. It does not change any more.</summary>
/// <example><code>
/// LoanSnapshot lent = LoanLedger.Snapshot();
/// Console.WriteLine($"{lent.Count} loans, {lent.Count(entry => entry.Loan.Kind == LoanKind.Write)} of them to write");
/// Console.WriteLine(lent);
/// </code></example>
[Shareable]
public sealed class LoanSnapshot : IReadOnlyList<LedgerEntry>
{
    private readonly LedgerEntry[] _entries;

    internal LoanSnapshot(LedgerEntry[] entries) => _entries = entries;

    /// <summary>When it was taken.</summary>
    public DateTimeOffset TakenAt { get; } = DateTimeOffset.UtcNow;

    /// <summary>How many loans were out.</summary>
    public int Count => _entries.Length;

    /// <summary>One of the loans, in no particular order.</summary>
    /// <param name="index">From 0 to below <see cref="Count"/>.</param>
    /// <returns>The loan.</returns>
    /// <exception cref="IndexOutOfRangeException">There is no such loan.</exception>
    public LedgerEntry this[int index] => _entries[index];

    /// <summary>The loans, one after the other.</summary>
    /// <returns>An enumerator.</returns>
    public IEnumerator<LedgerEntry> GetEnumerator() => ((IEnumerable<LedgerEntry>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>All loans, by holder.</summary>
    /// <returns>Several lines: a holder, below it what it has.</returns>
    public override string ToString()
    {
        if (Count == 0)
            return "Nothing is lent.";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Count} {(Count == 1 ? "loan is" : "loans are")} out:");
        foreach (IGrouping<string, LedgerEntry> holder in _entries.GroupBy(entry => entry.Loan.Holder, StringComparer.Ordinal).OrderBy(h => h.Key, StringComparer.Ordinal))
        {
            text.AppendLine().Append(holder.Key);
            foreach (LedgerEntry entry in holder)
            {
                LoanDescription loan = entry.Loan;
                text.AppendLine().Append(
                    CultureInfo.InvariantCulture,
                    $"    {loan.Owner}{loan.Region} for {(loan.Kind == LoanKind.Write ? "writing" : "reading")}, at {loan.MadeAt}");
                if (entry.HeldFor is { } time)
                    text.Append(CultureInfo.InvariantCulture, $", for {time.TotalMilliseconds:0.###} ms");
            }
        }
        return text.ToString();
    }
}
