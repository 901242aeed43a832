using System;

namespace ForkJoin;

/// <summary>
/// A rule of ownership was broken. Thrown before anything has changed: the owner, its loans and its elements are as they
/// were before the call. The rules are those of Niko Matsakis, "Stronger guarantees for mutable borrows" (2014).
/// </summary>
/// <example><code>
/// try { data[0] = 1; }
/// catch (BorrowException broken) { Console.Error.WriteLine(broken.Message); }   // names the owner, the holder and the cure
/// </code></example>
public abstract class BorrowException : InvalidOperationException
{
    /// <param name="message">What was refused, what is in the way, and what would be right.</param>
    /// <param name="owner">The owner concerned.</param>
    /// <param name="ruleId">The analyzer's rule that is about the same mistake; null where none is.</param>
    /// <param name="cause">What has led to it, where that is an exception.</param>
    private protected BorrowException(string message, string owner, string? ruleId, Exception? cause = null)
        : base(message, cause)
    {
        Owner = owner;
        RuleId = ruleId;
        Refusals.Note(this);
    }

    /// <summary>The owner concerned, in the words of the code that made it or borrowed from it.</summary>
    public string Owner { get; }

    /// <summary>
    /// The rule of the analyzer that is about the same mistake, for example <c>FJ0002</c>: its page, <c>docs/rules/FJ0002.md</c>, says why it is one and what is right.
    /// Null where the analyzer has no such rule, as for a poisoned mutex or threads that wait in a ring. The rule need not have been able to see this case:
    /// some are known at run time alone.
    /// </summary>
    public string? RuleId { get; }

    /// <summary>The exception as it stands in logs: the rule's id, where there is one, behind the type, as the base library does with the codes of its errors.</summary>
    /// <returns>For example <c>ForkJoin.MovedException (FJ0001): Cannot read data at ...</c>, and the stack trace.</returns>
    public override string ToString()
    {
        string text = base.ToString(), type = GetType().ToString();
        return RuleId is not null && text.StartsWith(type, StringComparison.Ordinal) ? text.Insert(type.Length, $" ({RuleId})") : text;
    }
}
