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
    private protected BorrowException(string message, string owner, Exception? cause = null)
        : base(message, cause)
    {
        Owner = owner;
        Refusals.Note(this);
    }

    /// <summary>The owner concerned, in the words of the code that made it or borrowed from it.</summary>
    public string Owner { get; }
}
