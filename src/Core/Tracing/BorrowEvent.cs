using System;
using System.Globalization;
using System.Text;

namespace ForkJoin;

/// <summary>What happened to a loan, a lock or a value.</summary>
/// <example><code>
/// foreach (BorrowEvent e in BorrowLog.Read())
///     if (e.Kind == BorrowEventKind.Refused) Console.WriteLine(e.Detail);
/// </code></example>
public enum BorrowEventKind
{
    /// <summary>A loan was made.</summary>
    Lent,

    /// <summary>A loan ended.</summary>
    Ended,

    /// <summary>Something was refused; the detail is the exception's message.</summary>
    Refused,

    /// <summary>Somebody has waited for a mutex or a shared reference, whether he got it or not.</summary>
    Waited,

    /// <summary>A value was moved, given away, frozen or dropped; the detail says which.</summary>
    Moved,

    /// <summary>A change failed and left a value half done.</summary>
    Poisoned,

    /// <summary>A loan was released because the thread or fork that should have ended it was over.</summary>
    LeftBehind,
}

/// <summary>One line of the <see cref="BorrowLog"/>. What is not known of an event is empty.</summary>
/// <param name="Time">When it happened.</param>
/// <param name="ThreadId">The managed number of the thread that it happened on.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Owner">The owner, mutex or shared reference concerned.</param>
/// <param name="Loan">Whether the loan is for reading or writing, where there is one.</param>
/// <param name="Region">The elements concerned, for example <c>"[0..500)"</c>.</param>
/// <param name="Holder">Who has, had or should have ended the loan.</param>
/// <param name="Place">File and line of the call, as far as known.</param>
/// <param name="Lasted">How long it took, for a wait.</param>
/// <param name="Detail">What else there is to say.</param>
/// <example><code>
/// BorrowLog.IsOn = true;
/// using (count.Borrow()) { }
/// foreach (BorrowEvent e in BorrowLog.Read()) Console.WriteLine(e);   // … thread 1: lent count for reading to a guard on thread 1, at Program.cs:2
/// </code></example>
public sealed record BorrowEvent(
    DateTimeOffset Time, int ThreadId, BorrowEventKind Kind, string Owner, LoanKind? Loan, string Region, string Holder, string Place,
    TimeSpan Lasted, string Detail)
{
    /// <summary>The event in one line.</summary>
    /// <returns>For example <c>12:30:05.1234567 thread 4: lent data[0..5) for writing to scope 1, at Program.cs:12</c>.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Time:HH:mm:ss.fffffff} thread {ThreadId}: {Verb} {Owner}{Region}");
        if (Loan is { } loan)
            text.Append(loan == LoanKind.Write ? " for writing" : " for reading");
        if (Holder.Length > 0)
            text.Append(Kind is BorrowEventKind.Lent ? " to " : ", held by ").Append(Holder);
        if (Place.Length > 0)
            text.Append(", at ").Append(Place);
        if (Lasted != TimeSpan.Zero)
            text.Append(CultureInfo.InvariantCulture, $", {Lasted.TotalMilliseconds:0.###} ms");
        if (Detail.Length > 0)
            text.Append(": ").Append(Detail);
        return text.ToString();
    }

    private string Verb => Kind switch
    {
        BorrowEventKind.Lent => "lent",
        BorrowEventKind.Ended => "ended the loan of",
        BorrowEventKind.Refused => "refused",
        BorrowEventKind.Waited => "waited for",
        BorrowEventKind.Moved => "moved",
        BorrowEventKind.Poisoned => "poisoned",
        _ => "left behind",
    };
}
