using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ForkJoin.Tests.Architecture;

/// <summary>A user's code, compiled against the library as it was built.</summary>
internal static class Snippet
{
    private const string Before = """
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using ForkJoin;

        static class User
        {
            static readonly OwnedArray<int> data = OwnedArray.Create<int>(100);
            static long Sum(Slice<int> x) => x.Length;
            static void Sort(SliceMut<int> x) => x.Span.Sort();
            static void Check(bool b) { }

        """;

    /// <summary>What the SDK puts above each file of a console project.</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private const string After = """

        }
        """;

    /// <summary>The ids of the errors in some members of a user's class, without repetitions, in order.</summary>
    internal static string[] ErrorsInMembers(string members) => [.. Errors(members).Select(d => d.Id).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The same for the statements of a method that has <c>section</c> at hand.</summary>
    internal static string[] ErrorsInSection(string statements) => ErrorsInMembers(InSection(statements));

    /// <summary>The errors in full, for snippets that must compile.</summary>
    internal static string[] MessagesInSection(string statements) => [.. Errors(InSection(statements)).Select(d => d.ToString())];

    internal static string[] MessagesInMembers(string members) => [.. Errors(members).Select(d => d.ToString())];

    /// <summary>An assembly of whole files, as a console project would compile them.</summary>
    internal static CSharpCompilation Program(string name, OutputKind kind, params string[] sources)
    {
        var parse = new CSharpParseOptions(LanguageVersion.CSharp14);
        return CSharpCompilation.Create(
            name, sources.Prepend(ImplicitUsings).Select((source, i) => CSharpSyntaxTree.ParseText(source, parse, i == 1 ? "Program.cs" : "")), Sources.Framework.AddRange(Sources.Library),
            new CSharpCompilationOptions(kind, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static string InSection(string statements) => $"static void M() => Fork.Section(section => {{ {statements} }});";

    private static IEnumerable<Diagnostic> Errors(string members)
    {
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, allowUnsafe: false, nullableContextOptions: NullableContextOptions.Enable);
        SyntaxTree tree = CSharpSyntaxTree.ParseText(Before + members + After, new CSharpParseOptions(LanguageVersion.CSharp14));
        return CSharpCompilation.Create("User", [tree], Sources.Framework.AddRange(Sources.Library), options)
            .Emit(Stream.Null).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error);
    }
}
