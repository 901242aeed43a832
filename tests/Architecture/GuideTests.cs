using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ForkJoin.Tests.Architecture;

/// <summary>Every block of code in the guide and the README is a whole program: it compiles against the library as it was built, and runs to its end.</summary>
public sealed class GuideTests
{
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

    public static TheoryData<string, int> Programs
    {
        get
        {
            var programs = new TheoryData<string, int>();
            foreach (string document in Documents.All)
            {
                for (int i = 0; i < BlocksOf(document).Count; i++)
                    programs.Add(document, i);
            }
            return programs;
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void It_compiles_and_runs(string document, int block)
    {
        (int line, string code) = BlocksOf(document)[block];
        byte[] program = Compile(code, $"{document}:{line}");
        TextWriter before = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(TextWriter.Synchronized(output));
        try
        {
            MethodInfo main = new AssemblyLoadContext("guide").LoadFromStream(new MemoryStream(program)).EntryPoint!;
            main.Invoke(null, main.GetParameters().Length == 0 ? null : [Array.Empty<string>()]);
        }
        catch (TargetInvocationException failed)
        {
            Assert.Fail($"{document}:{line} ends with {failed.InnerException}");
        }
        finally
        {
            Console.SetOut(before);
        }
    }

    private static byte[] Compile(string code, string place)
    {
        var parse = new CSharpParseOptions(LanguageVersion.CSharp14);
        SyntaxTree[] trees =
        [
            CSharpSyntaxTree.ParseText(ImplicitUsings, parse),
            CSharpSyntaxTree.ParseText(code.Contains("using ForkJoin;", StringComparison.Ordinal) ? code : "using ForkJoin;" + Environment.NewLine + code, parse, "Program.cs"),
        ];
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable);
        using var program = new MemoryStream();
        string[] errors =
        [
            .. CSharpCompilation.Create("Guide", trees, Sources.Framework.AddRange(Sources.Library), options).Emit(program).Diagnostics
                .Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "CS8632").Select(d => d.ToString()),
        ];
        Assert.True(errors.Length == 0, $"{place} does not compile: {string.Join(Environment.NewLine, errors)}");
        return program.ToArray();
    }

    private static List<(int Line, string Code)> BlocksOf(string document) => CodeBlocks.Of(document, "csharp");
}
