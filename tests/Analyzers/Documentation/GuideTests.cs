using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Documentation;

/// <summary>What README and guide show as right is right by every rule, those that say "perhaps" among them. What they show being refused stands in a try
/// that catches it; other mistakes that they show are silenced where they stand.</summary>
public sealed class GuideTests
{
    public static TheoryData<string> All => [.. Documents.All];

    [Theory]
    [MemberData(nameof(All))]
    public void R61_no_program_of_a_document_is_reported(string document)
    {
        string[] said = [.. CodeBlocks.Of(document, "csharp").SelectMany(block => Fixture.DiagnoseProgram(block.Code).Select(diagnostic => $"{document}:{block.Line} {diagnostic}"))];

        Assert.True(said.Length == 0, string.Join(Environment.NewLine, said));
    }
}
