using System.Collections.Immutable;
using System.Text;
using ForkJoin.Tests.Analyzers.Framework.Trials;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ForkJoin.Tests.Analyzers.Framework;

/// <summary>
/// A user's source with what the analyzers are to say of it (see <see cref="Marker"/>): compiled against the library as it was built,
/// where no compiler error is tolerated and no analyzer may throw; then exactly the marked diagnostics must come, at exactly those places.
/// Then it is run: see <see cref="Trial"/>.
/// </summary>
internal static class Fixture
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using ForkJoin;
        global using Parallel = ForkJoin.Parallel;
        """;

    private static readonly CSharpParseOptions s_parsing = new(LanguageVersion.CSharp14, DocumentationMode.Parse);

    private static readonly Lazy<ImmutableArray<MetadataReference>> s_references = new(static () =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static file => !Path.GetFileName(file).StartsWith("ForkJoin.", StringComparison.Ordinal)
                || Path.GetFileName(file) is "ForkJoin.Core.dll" or "ForkJoin.Parallel.dll")
            .Select(static file => MetadataReference.CreateFromFile(file))]);

    /// <summary>Every analyzer that ships.</summary>
    internal static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
        [.. typeof(ForkJoin.Analyzers.Rules.RuleIds).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .OrderBy(static type => type.Name, StringComparer.Ordinal)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    /// <summary>Compares what all analyzers say of a compilation unit with its markers.</summary>
    internal static void Check(string source)
    {
        CSharpCompilation compilation = Compile(source);
        RequireNoErrors(compilation);
        ImmutableArray<Diagnostic> found = Diagnose(compilation);
        Compare(source, found);
        Trial.Check(source, compilation, found);
    }

    /// <summary>The same where an <c>.editorconfig</c> sets an option, for statements that have the owner <c>data</c> at hand.</summary>
    internal static void CheckBody(string option, string setting, string statements)
    {
        string source = WithBody(statements);
        CSharpCompilation compilation = Compile(source);
        RequireNoErrors(compilation);
        Compare(source, Diagnose(compilation, Analyzers, new Configuration(option, setting)));
    }

    /// <summary>The same for the members of a static class.</summary>
    internal static void CheckMembers(string members) => Check(WithMembers(members));

    /// <summary>The same for statements of a method that has the owner <c>data</c> of 100 numbers at hand.</summary>
    internal static void CheckBody(string statements) => Check(WithBody(statements));

    /// <summary>A method. Markers of its closing brace end its statements, after an empty line.</summary>
    internal static string Method(string head, string statements)
    {
        int end = statements.LastIndexOf("\n\n//", StringComparison.Ordinal);
        return end < 0 ? $"{head}\n{{\n{statements}\n}}" : $"{head}\n{{\n{statements[..end]}\n}}{statements[(end + 1)..]}";
    }

    private static string WithMembers(string members) => $"static unsafe class User\n{{\n{members}\n}}";

    private static string WithBody(string statements) => WithMembers(Method("static void Run(OwnedArray<int> data)", statements));

    /// <summary>A user's assembly of one file, with the usual usings.</summary>
    internal static CSharpCompilation Compile(string source, OutputKind kind = OutputKind.DynamicallyLinkedLibrary) => CSharpCompilation.Create(
        "User",
        [CSharpSyntaxTree.ParseText(source, s_parsing, "User.cs", Encoding.UTF8), CSharpSyntaxTree.ParseText(Usings, s_parsing, "Usings.cs", Encoding.UTF8)],
        s_references.Value,
        new CSharpCompilationOptions(kind, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>No error of the compiler is tolerated: what is judged is code that users can have.</summary>
    internal static void RequireNoErrors(CSharpCompilation compilation) =>
        Assert.Empty(compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).Select(static d => d.ToString()));

    /// <summary>What all analyzers say, in the order of the places. None may throw.</summary>
    internal static ImmutableArray<Diagnostic> Diagnose(CSharpCompilation compilation) => Diagnose(compilation, Analyzers);

    /// <summary>What all analyzers say of a whole program as documents have it.</summary>
    internal static ImmutableArray<Diagnostic> DiagnoseProgram(string code)
    {
        // The alias is among the usings here, and none may be there twice.
        CSharpCompilation compilation = Compile(code.Replace("using Parallel = ForkJoin.Parallel;", "", StringComparison.Ordinal), OutputKind.ConsoleApplication);
        RequireNoErrors(compilation);
        return Diagnose(compilation);
    }

    internal static ImmutableArray<Diagnostic> Diagnose(
        CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerConfigOptionsProvider? configuration = null)
    {
        AnalyzerOptions? options = configuration is null ? null : new([], configuration);
        ImmutableArray<Diagnostic> found = compilation.WithAnalyzers(analyzers, options).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        Assert.Empty(found.Where(static d => d.Id == "AD0001").Select(static d => d.ToString()));
        return [.. found.OrderBy(static d => d.Location.SourceSpan.Start).ThenBy(static d => d.Id, StringComparer.Ordinal)];
    }

    private static void Compare(string source, ImmutableArray<Diagnostic> found)
    {
        List<Marker> expected = Marker.Read(SourceText.From(source));
        List<Marker> said = [.. found.SelectMany(Said)];
        string[] missing = [.. expected.Where(marker => !said.Exists(one => Meets(one, marker))).Select(static marker => $"missing    {marker}")];
        string[] surplus = [.. said.Where(one => !expected.Exists(marker => Meets(one, marker))).Select(static one => $"unexpected {one}")];
        Assert.True(
            missing.Length + surplus.Length == 0,
            string.Join('\n', [.. missing, .. surplus, "in", .. source.Split('\n').Select(static (line, i) => $"{i + 1,4}  {line}"), "said", .. found.Select(static d => d.ToString())]));
    }

    /// <summary>The places of a diagnostic: first its own, then the labelled ones.</summary>
    private static IEnumerable<Marker> Said(Diagnostic diagnostic)
    {
        (int line, int start, int length) = Marker.PlaceOf(diagnostic.Location);
        yield return new(diagnostic.Id, Label: null, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), line, start, length);
        string[] labels = diagnostic.Properties.TryGetValue("Labels", out string? all) && all!.Length > 0 ? all.Split('\n') : [];
        Assert.Equal(diagnostic.AdditionalLocations.Count, labels.Length);
        for (int i = 0; i < labels.Length; i++)
        {
            (line, start, length) = Marker.PlaceOf(diagnostic.AdditionalLocations[i]);
            yield return new(diagnostic.Id, labels[i], Message: "", line, start, length);
        }
    }

    private static bool Meets(Marker said, Marker expected) =>
        (said.Line, said.Start, said.Length, said.Label) == (expected.Line, expected.Start, expected.Length, expected.Label)
        && (expected.Id.Length == 0 || said.Id == expected.Id)
        && said.Message.StartsWith(expected.Message, StringComparison.Ordinal);
}
