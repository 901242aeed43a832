using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ForkJoin.Tests.Architecture;

/// <summary>What can be said about the sources as text.</summary>
public sealed class SourceTextTests
{
    private const int LongestFile = 320;

    [Fact]
    public void No_source_file_is_too_long_to_tell_one_story()
    {
        Assert.Empty(
            from directory in new[] { "src", "tests" }
            from file in Repository.CSharpFiles(Path.Combine(Repository.Root, directory))
            let lines = File.ReadLines(file).Count()
            where lines > LongestFile
            select $"{Repository.Relative(file)}: {lines} lines, {LongestFile} at most");
    }

    [Fact]
    public void Code_that_reads_memory_through_pointers_or_takes_addresses_says_why_it_may()
    {
        List<string> silent = Unexplained(Sources.All);

        Assert.True(silent.Count == 0, $"No SAFETY: comment near:{Environment.NewLine}{string.Join(Environment.NewLine, silent)}");
    }

    [Fact]
    public void Unexplained_unsafe_code_is_found()
    {
        CSharpCompilation planted = Sources.All.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
            """
            internal static unsafe class Planted
            {
                internal static int Silent(int* p) => *p;
                internal static int Block() { unsafe { int x = 1; int* p = &x; return (nint)p == 0 ? 1 : 0; } }
                // SAFETY: the caller vouches for it.
                internal static int Explained(int* p) => p[0];
                internal static int Only(int* p) => p == null ? 0 : 1;
                internal static T Cast<T>(object o) where T : class => System.Runtime.CompilerServices.Unsafe.As<T>(o);
            }
            """, Sources.Options, "Planted.cs"));

        Assert.Equal(["Planted.cs:3 (Silent)", "Planted.cs:4 (Block)", "Planted.cs:8 (Cast)"], Unexplained(planted).Except(Unexplained(Sources.All)));
    }

    [Fact]
    public void Nothing_sleeps_to_wait_for_another_thread()
    {
        var sleeps = new Regex(@"\bThread\.Sleep\(|\bTask\.Delay\(", RegexOptions.None, TimeSpan.FromSeconds(10));
        Assert.Empty(
            from directory in new[] { "src", "tests" }
            from file in Repository.CSharpFiles(Path.Combine(Repository.Root, directory))
            where Path.GetFileName(file) != nameof(SourceTextTests) + ".cs" && sleeps.IsMatch(File.ReadAllText(file))
            select Repository.Relative(file));
    }

    private static List<string> Unexplained(CSharpCompilation compilation)
    {
        var silent = new List<string>();
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            silent.AddRange(
                from node in tree.GetRoot().DescendantNodes()
                where TouchesMemory(node, model) && !IsExplained(node)
                group node by Member(node) into member
                select $"{tree.FilePath}:{Line(member.First())} ({NameOf(member.Key)})");
        }
        return silent;
    }

    /// <summary>Dereferences, element and member access through pointers, addresses taken, and the casts that the compiler does not check.</summary>
    private static bool TouchesMemory(SyntaxNode node, SemanticModel model) => node switch
    {
        PrefixUnaryExpressionSyntax prefix => prefix.Kind() is SyntaxKind.PointerIndirectionExpression
            || (prefix.IsKind(SyntaxKind.AddressOfExpression) && model.GetTypeInfo(prefix).Type is not IFunctionPointerTypeSymbol),
        MemberAccessExpressionSyntax access when access.IsKind(SyntaxKind.PointerMemberAccessExpression) => true,
        ElementAccessExpressionSyntax element => model.GetTypeInfo(element.Expression).Type is IPointerTypeSymbol,
        FixedStatementSyntax => true,
        UnsafeStatementSyntax => true,
        InvocationExpressionSyntax call => model.GetSymbolInfo(call).Symbol is IMethodSymbol { ContainingType.Name: "Unsafe" or "NativeMemory" },
        ObjectCreationExpressionSyntax creation => creation.ArgumentList?.Arguments.Any(a => model.GetTypeInfo(a.Expression).Type is IPointerTypeSymbol) == true
            && model.GetTypeInfo(creation).Type is { Name: "Span" or "ReadOnlySpan" or "MemoryHandle" },
        _ => false,
    };

    /// <summary>A comment above the member, or in it before the end of the line where the memory is first touched.</summary>
    private static bool IsExplained(SyntaxNode node)
    {
        SourceText text = node.SyntaxTree.GetText();
        int end = text.Lines.GetLineFromPosition(node.SpanStart).End;
        return text.ToString(TextSpan.FromBounds(Member(node).FullSpan.Start, end)).Contains("SAFETY:", StringComparison.Ordinal);
    }

    private static SyntaxNode Member(SyntaxNode node) =>
        node.AncestorsAndSelf().First(n => n is MemberDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax);

    private static string NameOf(SyntaxNode member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.Text,
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        AccessorDeclarationSyntax accessor => NameOf(accessor.Parent!.Parent!),
        _ => member.Kind().ToString(),
    };

    private static int Line(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
