using ForkJoin.ShareFacts;

namespace ForkJoin;

/// <summary>A variable that a lambda captures and uses, and what is known about it.</summary>
/// <example><code>
/// int count = 0;
/// foreach (CapturedVariable captured in Shareability.CapturesOf(() => count++))
///     Console.WriteLine(captured);   // count (int), assigned: Shareable: int
/// </code></example>
public sealed record CapturedVariable
{
    internal CapturedVariable(string name, ShareVerdict verdict, bool isAssigned, bool isOfThis)
    {
        Name = name;
        Verdict = verdict;
        IsAssigned = isAssigned;
        IsOfThis = isOfThis;
    }

    /// <summary>The variable as the source names it; <c>this</c> for the object around the lambda, <c>this.name</c> for a field of it.</summary>
    public string Name { get; }

    /// <summary>What is known about its value, which may be better than what is known about its type: <c>Random.Shared</c>, a lambda that captures nothing.</summary>
    public ShareVerdict Verdict { get; }

    /// <summary>Whether the lambda, or one inside it, assigns the variable or hands out a reference to it, other than to <c>Interlocked</c> or <c>Volatile</c>. False where the code cannot be read.</summary>
    public bool IsAssigned { get; }

    internal bool IsOfThis { get; }

    /// <summary>The variable and its verdict in one line.</summary>
    /// <returns>For example <c>count (int), assigned: Shareable: int</c>.</returns>
    public override string ToString() => $"{Name} ({TypeName.Of(Verdict.Type)}){(IsAssigned ? ", assigned" : string.Empty)}: {Verdict}";
}
