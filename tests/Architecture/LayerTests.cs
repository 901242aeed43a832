using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ForkJoin.Tests.Architecture;

/// <summary>
/// A folder uses only what stands above it in the list, and only in code: a crossing in a documentation comment is a pointer for
/// the reader, not a dependency. What a name belongs to is the file that declares the member itself, so that a type in parts may
/// span layers without carrying the lower ones' dependencies upwards.
/// </summary>
public sealed class LayerTests
{
    private static readonly string[] s_layers =
    [
        "src/Core/Errors", "src/Core/Atomics", "src/Core/Tracing", "src/Core/Shareability", "src/Core/Signatures", "src/Core/Ledger",
        "src/Core/Loans", "src/Core/Owners", "src/Core/Borrows", "src/Core/Lifetimes", "src/Core/Waiting", "src/Core/Sharing",
        "src/Parallel/Jobs", "src/Parallel/Deques", "src/Parallel/Sleeping", "src/Parallel/Workers", "src/Parallel/Pools",
        "src/Parallel/Sections", "src/Parallel/Splitting", "src/Parallel/DropIn", "src/Parallel/Loops", "src/Parallel/Algorithms", "src/Parallel/Interop", "src/Parallel/Diagnostics",
        "src/Analyzers/Model", "src/Analyzers/Flow", "src/Analyzers/Rules",
    ];

    [Fact]
    public void No_folder_uses_what_stands_below_it()
    {
        List<string> upward = [.. UpwardUses(Sources.All), .. UpwardUses(Sources.Analyzers)];

        Assert.True(upward.Count == 0, Report(upward));
    }

    [Fact]
    public void Every_source_file_stands_in_a_layer()
    {
        Assert.Empty(Sources.All.SyntaxTrees.Concat(Sources.Analyzers.SyntaxTrees).Where(tree => LayerOf(tree.FilePath) < 0 && DeclaresSomething(tree)).Select(tree => tree.FilePath));
    }

    [Fact]
    public void An_upward_use_is_found_and_one_in_a_comment_is_not()
    {
        CSharpCompilation planted = Sources.All.AddSyntaxTrees(
            Parse("src/Core/Errors/Planted.cs", """
                namespace ForkJoin;
                /// <summary>Only a comment: <see cref="ForkJoin.Loans.RegionSet"/>.</summary>
                internal static class Planted
                {
                    internal static int Use(LoanKind kind) => default(ForkJoin.Loans.Region).Width + (int)kind;
                }
                """),
            Parse("src/Parallel/Jobs/Planted.cs", "using ForkJoin.Sections; namespace ForkJoin.Jobs; internal static class PlantedToo { internal static object Pool => ForkJoin.ForkJoinPool.Shared; }"));
        string[] found = [.. UpwardUses(planted).Except(UpwardUses(Sources.All))];

        Assert.Equal(
            [
                "src/Core/Errors/Planted.cs:5 uses ForkJoin.Loans of src/Core/Loans",
                "src/Core/Errors/Planted.cs:5 uses ForkJoin.Loans.Region of src/Core/Loans",
                "src/Core/Errors/Planted.cs:5 uses ForkJoin.Loans.Region.Width of src/Core/Loans",
                "src/Parallel/Jobs/Planted.cs:1 uses ForkJoin.ForkJoinPool of src/Parallel/Pools",
                "src/Parallel/Jobs/Planted.cs:1 uses ForkJoin.ForkJoinPool.Shared of src/Parallel/Pools",
                "src/Parallel/Jobs/Planted.cs:1 uses ForkJoin.Sections of src/Parallel/Sections",
            ],
            found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_upward_use_among_the_analyzers_is_found()
    {
        CSharpCompilation planted = Sources.Analyzers.AddSyntaxTrees(
            Parse("src/Analyzers/Model/Planted.cs", "namespace ForkJoin.Analyzers.Model; internal static class Planted { internal static string Id => ForkJoin.Analyzers.Rules.RuleIds.UseAfterMove; }"));

        Assert.Equal(
            [
                "src/Analyzers/Model/Planted.cs:1 uses ForkJoin.Analyzers.Rules of src/Analyzers/Rules",
                "src/Analyzers/Model/Planted.cs:1 uses ForkJoin.Analyzers.Rules.RuleIds of src/Analyzers/Rules",
                "src/Analyzers/Model/Planted.cs:1 uses ForkJoin.Analyzers.Rules.RuleIds.UseAfterMove of src/Analyzers/Rules",
            ],
            UpwardUses(planted).Except(UpwardUses(Sources.Analyzers)).Order(StringComparer.Ordinal));
    }

    /// <summary>The compiler loads the analyzers without what the code fixes need, so neither refers to the other.</summary>
    [Fact]
    public void The_code_fixes_share_nothing_with_the_analyzers_but_the_rules_ids()
    {
        XElement[] shared =
        [
            .. XDocument.Load(Path.Combine(Repository.Root, "src/Analyzers.CodeFixes/ForkJoin.Analyzers.CodeFixes.csproj")).Descendants()
                .Where(element => element.Name.LocalName is "Compile" or "ProjectReference"),
        ];

        Assert.Equal(["../Analyzers/Rules/RuleIds.cs"], shared.Select(element => element.Attribute("Include")!.Value));
    }

    private static List<string> UpwardUses(CSharpCompilation compilation)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            int user = LayerOf(tree.FilePath);
            SemanticModel model = compilation.GetSemanticModel(tree);
            // Nodes outside documentation comments only: those are trivia, and not descended into.
            foreach (SyntaxNode node in tree.GetRoot().DescendantNodes())
            {
                foreach (ISymbol symbol in SymbolsOf(model, node))
                {
                    if (DeclaringFile(symbol, user) is { } file && LayerOf(file) > user)
                        found.Add($"{tree.FilePath}:{Line(node)} uses {Name(symbol)} of {s_layers[LayerOf(file)]}");
                }
            }
        }
        return [.. found];
    }

    /// <summary>What a node names; also what it calls without naming it: constructors and conversions.</summary>
    private static IEnumerable<ISymbol> SymbolsOf(SemanticModel model, SyntaxNode node)
    {
        if (node is not (SimpleNameSyntax or BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax or ElementAccessExpressionSyntax))
            yield break;
        if (model.GetSymbolInfo(node).Symbol is { } symbol)
            yield return symbol.OriginalDefinition;
    }

    /// <summary>The member's own declaration. One in several parts (a type, a namespace) counts where its uppermost part stands.</summary>
    private static string? DeclaringFile(ISymbol symbol, int user)
    {
        if (symbol is ITypeParameterSymbol or ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or ILabelSymbol)
            return null;
        if (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: true })
            symbol = symbol.ContainingType;
        string[] files = [.. symbol.Locations.Where(l => l.IsInSource).Select(l => l.SourceTree!.FilePath)];
        return files.OrderBy(LayerOf).FirstOrDefault();
    }

    /// <summary>False for a file of attributes of the assembly or module.</summary>
    private static bool DeclaresSomething(SyntaxTree tree) => tree.GetCompilationUnitRoot().Members.Count > 0;

    private static int LayerOf(string file) => Array.FindIndex(s_layers, layer => file.StartsWith(layer + "/", StringComparison.Ordinal));

    private static int Line(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    private static string Name(ISymbol symbol) => symbol.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);

    private static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, Sources.Options, path);

    private static string Report(List<string> uses) =>
        $"{uses.Count} uses of a layer that stands below the user's own:{Environment.NewLine}{string.Join(Environment.NewLine, uses)}";
}
