using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace ForkJoin.Tests.Architecture;

/// <summary>Every block of code in the guide and the README is a whole program: it compiles against the library as it was built, and runs to its end.</summary>
public sealed class GuideTests
{
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
        string source = code.Contains("using ForkJoin;", StringComparison.Ordinal) ? code : "using ForkJoin;" + Environment.NewLine + code;
        using var program = new MemoryStream();
        string[] errors =
        [
            .. Snippet.Program("Guide", OutputKind.ConsoleApplication, source).Emit(program).Diagnostics
                .Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "CS8632").Select(d => d.ToString()),
        ];
        Assert.True(errors.Length == 0, $"{place} does not compile: {string.Join(Environment.NewLine, errors)}");
        return program.ToArray();
    }

    private static List<(int Line, string Code)> BlocksOf(string document) => CodeBlocks.Of(document, "csharp");
}
