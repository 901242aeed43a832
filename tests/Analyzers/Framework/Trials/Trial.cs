using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace ForkJoin.Tests.Analyzers.Framework.Trials;

/// <summary>
/// R61: what the run time says of a fixture. Each of its methods is called, with arguments of every kind; where a rule that the run time has too reports something in
/// a method, the run time must refuse something in it, and where no rule says anything it must not. Where the two differ, a comment in the method says why:
/// <c>// at run time: …</c>. A suggestion says "perhaps", which agrees with both.
/// </summary>
internal sealed class Trial
{
    private const string Explanation = "// at run time:";

    /// <summary>Far beyond what any call takes, so that one that hangs ends.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>The rules that the run time has too, as it is set up here; of the others it has no moment to speak.</summary>
    private static readonly HashSet<string> s_refused =
        [.. RuleConstants.OfRunTime.Values.Except([ForkJoin.Analyzers.Rules.RuleIds.ForkCapturesMutable])]; // asked for by the strictest level alone

    [ThreadStatic]
    private static Trial? s_current;

    /// <summary>What was refused, and the lines of the fixture through which that went, from 0: first the one in which it arose.</summary>
    private readonly List<(BorrowException Refusal, int[] Lines)> _refusals = [];

    /// <summary>Lines in which something was refused, whoever handled that.</summary>
    private readonly HashSet<int> _handled = [];

    static Trial()
    {
        // What a fixture starts on threads of its own ends there, and nobody is told; it must not end the tests.
        ExceptionHandling.SetUnhandledExceptionHandler(static failure => failure is BorrowException && LinesOf(new(failure, fNeedFileInfo: true)).Length > 0);
        AppDomain.CurrentDomain.FirstChanceException += static (_, thrown) =>
        {
            if (s_current is { } trial && thrown.Exception is BorrowException)
                trial._handled.UnionWith(LinesOf(new(fNeedFileInfo: true)));
        };
    }

    internal static void Check(string source, CSharpCompilation compilation, ImmutableArray<Diagnostic> found)
    {
        SyntaxTree tree = compilation.SyntaxTrees.First();
        var trial = new Trial();
        trial.Run(compilation, tree);
        trial.Compare(source, tree, found);
    }

    private void Run(CSharpCompilation compilation, SyntaxTree tree)
    {
        (string source, List<TrialCall> calls) = TrialCalls.Of(compilation, tree);
        if (calls.Count == 0)
            return;
        // Where nothing is optimised, lines are exact.
        CSharpCompilation runnable = compilation.ReplaceSyntaxTree(tree, Parse(TrialSource.Of(tree), "User.cs"))
            .WithOptions(compilation.Options.WithOptimizationLevel(OptimizationLevel.Debug));
        byte[] image = Emit(runnable, source, calls);
        // What a static field holds is lent for the whole of a program: then each call is a program of its own.
        bool isShared = tree.GetRoot().DescendantNodes().OfType<FieldDeclarationSyntax>().Any(static field => field.Modifiers.Any(SyntaxKind.StaticKeyword));
        foreach (TrialCall[] together in isShared ? calls.Select(static call => new[] { call }) : [[.. calls]])
        {
            var context = new AssemblyLoadContext("trial", isCollectible: true);
            Assembly assembly = context.LoadFromStream(new MemoryStream(image));
            foreach (TrialCall call in together)
                Call(assembly, call);
            context.Unload();
        }
    }

    /// <summary>The assembly with those calls that can be made: one that C# does not let be written from beside is left out.</summary>
    private static byte[] Emit(CSharpCompilation runnable, string source, List<TrialCall> calls)
    {
        while (true)
        {
            SyntaxTree tree = Parse(source, "Calls.cs");
            var image = new MemoryStream();
            EmitResult result = runnable.AddSyntaxTrees(tree).Emit(image, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded));
            if (result.Success)
                return image.ToArray();
            Diagnostic[] errors = [.. result.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error)];
            HashSet<int> wrong = [.. errors.Where(d => d.Location.SourceTree == tree).Select(static d => d.Location.GetLineSpan().StartLinePosition.Line)];
            Assert.True(wrong.Count > 0, $"The trial does not compile: {string.Join('\n', errors.AsEnumerable())}");
            string[] lines = source.Split('\n');
            foreach (int line in wrong)
            {
                calls.RemoveAll(call => lines[line].Contains($" {call.Name}()", StringComparison.Ordinal));
                lines[line] = "";
            }
            source = string.Join('\n', lines);
        }
    }

    private static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), new CSharpParseOptions(LanguageVersion.CSharp14), path);

    private void Call(Assembly assembly, TrialCall call)
    {
        if (!Watched.Ends(assembly.GetType("Calls")!.GetMethod(call.Name)!, null, s_patience, Begin, out Exception? failure))
            return;
        foreach (BorrowException refusal in Refusals.In(failure))
        {
            int[] lines = LinesOf(new(refusal, fNeedFileInfo: true));
            // What was returned is of no use to the caller: that is the method's.
            _refusals.Add((refusal, lines.Length > 0 ? lines : [call.Method.GetLocation().GetLineSpan().EndLinePosition.Line]));
        }

        void Begin()
        {
            s_current = this;
            assembly.GetType("Trial")!.GetMethod("Begin")!.Invoke(null, [call.Failing, call.Failure]);
        }
    }

    private void Compare(string source, SyntaxTree tree, ImmutableArray<Diagnostic> found)
    {
        SourceText text = tree.GetText();
        var wrong = new List<string>();
        BaseMethodDeclarationSyntax[] methods = [.. tree.GetRoot().DescendantNodes().OfType<BaseMethodDeclarationSyntax>()];
        Diagnostic[] certain = [.. found.Where(static d => d.Severity >= DiagnosticSeverity.Warning && s_refused.Contains(d.Id))];
        BaseMethodDeclarationSyntax[] reported = Array.FindAll(methods, method => Array.Exists(certain, d => method.FullSpan.Contains(d.Location.SourceSpan)));
        foreach (BaseMethodDeclarationSyntax method in methods)
        {
            Diagnostic[] said = [.. found.Where(d => method.FullSpan.Contains(d.Location.SourceSpan))];
            bool isReported = reported.Contains(method);
            // An exception that arises in what a method calls is the caller's mistake where the rules say so.
            BorrowException? refused = isReported
                ? _refusals.Find(one => one.Lines.Any(IsInside)).Refusal
                : _refusals.Find(one => IsInside(one.Lines[0]) && !one.Lines.Any(IsReported)).Refusal;
            bool differs = isReported ? refused is null && !_handled.Any(IsInside) : refused is not null && said.Length == 0;
            string name = method is MethodDeclarationSyntax { Identifier.Text: var called } ? called : "constructor";
            bool isExplained = method.ToFullString().Contains(Explanation, StringComparison.Ordinal);
            if (differs && !isExplained)
            {
                wrong.Add(isReported
                    ? $"{name}: reported ({string.Join(", ", said.Select(static d => d.Id).Distinct())}) and not refused"
                    : $"{name}: refused and not reported: {refused!.RuleId} {refused.Message}");
            }
            else if (!differs && isExplained)
                wrong.Add($"{name}: the run time agrees by now: remove the comment that says otherwise");

            bool IsInside(int line) => method.Span.IntersectsWith(text.Lines[line].Span);
        }

        bool IsReported(int line) => reported.Any(method => method.Span.IntersectsWith(text.Lines[line].Span));
        Assert.True(wrong.Count == 0, string.Join('\n', [.. wrong, $"(where the run time says something else than the rules, a comment '{Explanation} …' in the method tells why)", "in", source]));
    }

    private static int[] LinesOf(StackTrace trace) =>
        [.. trace.GetFrames().Where(static frame => frame.GetFileName() is "User.cs").Select(static frame => frame.GetFileLineNumber() - 1)];
}
