using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ForkJoin.Tests.Explorer;

/// <summary>
/// The deque, the sleep protocols, the locks of mutexes and shared references, the explorer and its programs compiled as one small assembly, as they stand or with one mutant:
/// hardly anything else of the library is needed, which the layers see to.
/// </summary>
internal static class MutantAssembly
{
    internal static string Root { get; } = FindRoot();

    private static readonly string[] s_mutated =
        ["src/Parallel/Deques/", "src/Parallel/Sleeping/", "src/Parallel/Workers/Reserve.cs", "src/Parallel/Workers/IdleLife.cs",
        "src/Parallel/Workers/QuietOffer.cs",
        "src/Core/Sharing/TurnLock.cs", "src/Core/Sharing/TurnWaiter.cs", "src/Core/Sharing/PhaseLock.cs", "src/Core/Sharing/PhaseLock.Gate.cs",
        "src/Core/Sharing/PhaseQueue.cs", "src/Core/Sharing/PhaseWaiter.cs", "src/Core/Sharing/ReadSlot.cs"];
    private static readonly string[] s_asTheyAre =
        ["tests/Explorer/Engine/", "tests/Explorer/Programs/", "src/Parallel/Workers/IPool.cs", "src/Parallel/Jobs/Scarcity.cs",
        "src/Core/Atomics/", "src/Core/Errors/LoanKind.cs", "src/Core/Sharing/WaitList.cs", "tests/Explorer/Mutants/Weakened.cs"];

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.CSharp14, preprocessorSymbols: ["NET10_0_OR_GREATER"]);

    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading; global using System.IO;";

    private static readonly Dictionary<string, SyntaxTree> s_trees = s_mutated.Concat(s_asTheyAre).SelectMany(Files)
        .ToDictionary(static file => file, static file => CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(Path.Combine(Root, file))), s_options, file));

    private static readonly CSharpCompilation s_compilation = CSharpCompilation.Create(
        "Mutant",
        s_trees.Values.Append(CSharpSyntaxTree.ParseText(Usings, s_options)),
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static file => Path.GetFileName(file).StartsWith("System.", StringComparison.Ordinal))
            .Select(static file => MetadataReference.CreateFromFile(file)),
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    internal static IReadOnlyList<Mutant> Mutants { get; } = Numbered(s_trees
        .Where(static tree => s_mutated.Any(folder => tree.Key.StartsWith(folder, StringComparison.Ordinal)))
        .SelectMany(static tree => Mutations.Of(tree.Key, tree.Value)));

    /// <summary>What keeps the sources as they stand from compiling here; null if nothing does. Else the compiler would catch every mutant.</summary>
    private static readonly Diagnostic? s_error = s_compilation.GetDiagnostics().FirstOrDefault(static d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>What the first program that fails says of a mutant, or of the sources as they stand; null if none fails.</summary>
    internal static string? FirstFailure(Mutant? mutant, string? only = null)
    {
        if (s_error is not null)
            throw new InvalidOperationException(s_error.ToString());
        CSharpCompilation compilation = s_compilation;
        if (mutant is not null)
        {
            SyntaxTree tree = s_trees[mutant.File];
            compilation = compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(tree.GetText().WithChanges(new TextChange(mutant.Span, mutant.Text))));
        }
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        if (!emitted.Success)
            return "the compiler|0|" + emitted.Diagnostics.First(static d => d.Severity == DiagnosticSeverity.Error).GetMessage(null);
        image.Position = 0;
        var context = new AssemblyLoadContext(mutant?.Name, isCollectible: true);
        try
        {
            MethodInfo run = context.LoadFromStream(image).GetType(typeof(Programs).FullName!)!.GetMethod(nameof(Programs.FirstFailure))!;
            return (string?)run.Invoke(null, [mutant?.File, only]);
        }
        finally
        {
            context.Unload();
        }
    }

    /// <param name="source">A file, or a folder with a slash behind it.</param>
    private static IEnumerable<string> Files(string source) => source[^1] != '/'
        ? [source]
        : Directory.EnumerateFiles(Path.Combine(Root, source), "*.cs").Select(file => source + Path.GetFileName(file)).Order(StringComparer.Ordinal);

    private static Mutant[] Numbered(IEnumerable<Mutant> mutants) =>
    [
        .. mutants.GroupBy(static mutant => mutant.Name).SelectMany(static alike =>
            alike.Select((mutant, i) => i == 0 ? mutant : mutant with { Name = $"{mutant.Name} ({i + 1})" })),
    ];

    private static string FindRoot()
    {
        for (DirectoryInfo? directory = new(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "ForkJoin.sln")))
                return directory.FullName;
        }
        throw new DirectoryNotFoundException($"No ForkJoin.sln above {AppContext.BaseDirectory}: these tests read the sources and run from their build output.");
    }
}
