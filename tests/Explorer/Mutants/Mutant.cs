using Microsoft.CodeAnalysis.Text;

namespace ForkJoin.Tests.Explorer;

/// <summary>One edit of the sources that takes something away which must matter.</summary>
/// <param name="File">The source file, from the repository's root.</param>
/// <param name="Place">The member, and the name of the step if the line has one.</param>
/// <param name="Change">What is taken away.</param>
/// <param name="Span">What is replaced.</param>
/// <param name="Text">By what.</param>
internal sealed record Mutant(string File, string Place, string Change, TextSpan Span, string Text)
{
    /// <summary>Names it in the table. Two alike on one line are told apart by their number.</summary>
    internal string Name { get; init; } = $"{Place}: {Change}";

    public override string ToString() => Name;
}
