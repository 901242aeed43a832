using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Sdk;

namespace ForkJoin.Tests.Analyzers.Framework.Trials;

/// <summary>That a fixture is run tells something only if a trial finds what the rules do not, and the other way round.</summary>
public sealed class TrialTests
{
    private const string Moved = """
        static class User
        {
            static void Run(OwnedArray<int> data, bool some)
            {
                if (some)
                    data.Move();
                data[0] = 1;
            }
        }
        """;

    private const string Kept = """
        static class User
        {
            static void Run(OwnedMut<int> data, out Ref<int> kept)
            {
                using Lifetime lifetime = Lifetime.Open();
                kept = lifetime.Borrow(data);
            }
        }
        """;

    private const string Failing = """
        static class User
        {
            static void Run(OwnedArray<int> data)
            {
                try
                {
                    data.Move();
                    Console.WriteLine();
                }
                catch (IOException)
                {
                    data[0] = 1;
                }
            }
        }
        """;

    [Fact]
    public void R61_what_is_refused_and_not_reported_fails() => Assert.Contains("refused and not reported: FJ0001", Fails(Moved, isSilent: true), StringComparison.Ordinal);

    [Fact]
    public void R61_what_is_reported_and_not_refused_fails() => Assert.Contains("reported (FJ0013) and not refused", Fails(Kept), StringComparison.Ordinal);

    [Fact]
    public void R61_what_is_refused_where_something_else_failed_is_found() => Assert.Contains("refused and not reported: FJ0001", Fails(Failing, isSilent: true), StringComparison.Ordinal);

    [Fact]
    public void R61_an_explanation_of_what_agrees_fails() => Assert.Contains("agrees", Fails(Explained(Moved)), StringComparison.Ordinal);

    [Fact]
    public void R61_verdicts_that_agree_or_are_explained_pass()
    {
        Check(Moved);
        Check(Failing);
        Check(Explained(Kept));
        Check(Explained(Moved), isSilent: true);
    }

    private static string Explained(string source) => source.Replace("(OwnedMut<int> data, out Ref<int> kept)\n    {", "(OwnedMut<int> data, out Ref<int> kept)\n    {\n// at run time: because", StringComparison.Ordinal)
        .Replace("bool some)\n    {", "bool some)\n    {\n// at run time: because", StringComparison.Ordinal);

    private static string Fails(string source, bool isSilent = false) => Assert.Throws<TrueException>(() => Check(source, isSilent)).Message;

    private static void Check(string source, bool isSilent = false)
    {
        CSharpCompilation compilation = Fixture.Compile(source);
        ImmutableArray<Diagnostic> found = isSilent ? [] : Fixture.Diagnose(compilation);
        Trial.Check(source, compilation, found);
    }
}
