namespace ForkJoin.Tests.Models.Engine;

/// <summary>
/// One operation of a generated program: what is done, to what stands in one slot, perhaps into another, with a number. A slot that holds
/// nothing is as good as one that does, so every part of a program is a program, and shrinking may leave out what it likes.
/// </summary>
internal readonly record struct Step<TVerb>(TVerb Verb, int At, int To, int Number)
    where TVerb : struct, Enum
{
    public override string ToString() => FormattableString.Invariant($"{Verb}({At}, {To}, {Number})");
}

/// <summary>Operations in the order in which they are done.</summary>
internal sealed class Program<TVerb>(IReadOnlyList<Step<TVerb>> steps)
    where TVerb : struct, Enum
{
    internal IReadOnlyList<Step<TVerb>> Steps { get; } = steps;

    public override string ToString() => string.Join("; ", Steps);
}
