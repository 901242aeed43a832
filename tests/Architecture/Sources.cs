using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ForkJoin.Tests.Architecture;

/// <summary>The library's sources as one compilation: every layer of every project, so that each name resolves to the file that declares it.</summary>
internal static class Sources
{
    private static readonly Lazy<CSharpCompilation> s_all = new(static () => Compile("Core", "Parallel")), s_analyzers = new(static () => Compile("Analyzers"));

    internal static CSharpCompilation All => s_all.Value;

    /// <summary>The analyzers, which refer to the library by name only and so are a compilation of their own.</summary>
    internal static CSharpCompilation Analyzers => s_analyzers.Value;

    internal static CSharpParseOptions Options { get; } =
        new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.Parse, preprocessorSymbols: ["DEBUG", "NET10_0_OR_GREATER"]);

    /// <summary>The framework, and the packages that the sources use, as this process runs with them; not the library itself.</summary>
    internal static ImmutableArray<MetadataReference> Framework { get; } =
        [.. PlatformAssemblies().Where(file => !IsOurs(file)).Select(file => MetadataReference.CreateFromFile(file))];

    /// <summary>The library as it was built.</summary>
    internal static ImmutableArray<MetadataReference> Library { get; } =
        [.. PlatformAssemblies().Where(IsLibrary).Select(file => MetadataReference.CreateFromFile(file))];

    private static string[] PlatformAssemblies() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    private static bool IsOurs(string file) => Path.GetFileName(file).StartsWith("ForkJoin.", StringComparison.Ordinal);

    private static bool IsLibrary(string file) => Path.GetFileName(file) is "ForkJoin.Core.dll" or "ForkJoin.Parallel.dll";

    private static CSharpCompilation Compile(params string[] projects)
    {
        IEnumerable<SyntaxTree> trees = projects.SelectMany(Repository.Sources)
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), Options, Repository.Relative(file)));
        var compilation = CSharpCompilation.Create(
            "ForkJoin.Sources", trees, Framework,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        Diagnostic[] errors = [.. compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error)];
        Assert.True(errors.Length == 0, $"The sources of {string.Join(" and ", projects)} do not compile as one: " + string.Join(Environment.NewLine, errors.Take(20)));
        return compilation;
    }
}
