using System;

namespace ForkJoin;

/// <summary>A loan whose end was forgotten, and by whom.</summary>
/// <example><code>
/// LoanLedger.LeftBehind += static (_, left) => Console.Error.WriteLine($"{left.Loan}; left behind by {left.By}");
/// </code></example>
public sealed class LeftBehindEventArgs : EventArgs
{
    internal LeftBehindEventArgs(LoanDescription loan, string by)
    {
        Loan = loan;
        By = by;
    }

    /// <summary>The loan as it was: it has ended now.</summary>
    public LoanDescription Loan { get; }

    /// <summary>Who should have ended it: for example <c>fork 3 of section 7</c> or <c>thread 12</c>.</summary>
    public string By { get; }
}
