using System;

namespace ForkJoin;

/// <summary>
/// A fork was to get something that two threads must not have: a variable that its lambda captures, or the state handed to it. Thrown where
/// the fork is made, before it is made. The message names every such part and says what to do instead; the properties are of the first.
/// The idea is that of Rust's <c>Send</c> and <c>Sync</c>, refused at run time.
/// </summary>
/// <example><code>
/// var random = new Random(1);
/// try { Fork.Join(() => random.Next(), () => random.Next()); }
/// catch (NotShareableException refused) { Console.WriteLine(refused.Owner); }   // random
/// </code></example>
public sealed class NotShareableException : BorrowException
{
    internal NotShareableException(string message, string owner, string path, Type type, string forkedAt, string ruleId) : base(message, owner, ruleId)
    {
        Path = path;
        Type = type;
        ForkedAt = forkedAt;
    }

    /// <summary>The part that is in the way, from the variable down to it: <c>order.Lines</c>; the variable alone where it is that itself.</summary>
    public string Path { get; }

    /// <summary>The type of the part that is in the way.</summary>
    public Type Type { get; }

    /// <summary>The method, and where symbols are at hand the file and line, that wanted to fork.</summary>
    public string ForkedAt { get; }
}
