using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace ForkJoin.Ledger;

/// <summary>One walk over all that is lent: what has been met so far.</summary>
/// <param name="lists">Whether entries are made, or the loans only counted.</param>
internal sealed class LedgerWalk(bool lists)
{
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether <see cref="Entries"/> are wanted.</summary>
    internal bool Lists => lists;

    internal List<LedgerEntry> Entries { get; } = [];

    internal int Count { get; private set; }

    /// <summary>The longest that any loan has been out; zero where none was timed.</summary>
    internal TimeSpan Longest { get; private set; }

    /// <summary>Whether the walk comes to something for the first time: several ways lead to it.</summary>
    internal bool IsNew(object place) => _seen.Add(place);

    /// <param name="since">When the loan was made, in ticks of the stopwatch; 0 where that is not known.</param>
    /// <param name="loan">The loan; asked for only where entries are wanted.</param>
    internal void Add(long since, LoanDescription? loan)
    {
        Count++;
        TimeSpan? age = since == 0 ? null : Stopwatch.GetElapsedTime(since);
        if (age > Longest)
            Longest = age.Value;
        if (loan is not null)
            Entries.Add(new LedgerEntry(loan, age));
    }
}
