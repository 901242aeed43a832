using System.Collections.Immutable;
using ForkJoin.Tests.Analyzers.Framework;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ForkJoin.Tests.Analyzers.CodeFixes;

/// <summary>
/// A source before and after a fix, as an editor would apply it. The result must compile, and the diagnostic that the fix was for must be gone.
/// </summary>
internal static class FixFixture
{
    /// <summary>Applies a fix to the first diagnostic of a rule in statements of a method that has the owner <c>data</c> at hand.</summary>
    internal static void Check(CodeFixProvider fix, string rule, string before, string after) => CheckFile(fix, rule, Whole(before), Whole(after));

    /// <summary>The same in a whole file, which in a project without our usings has its own.</summary>
    internal static void CheckFile(CodeFixProvider fix, string rule, string before, string after, bool withUsings = true)
    {
        (Document document, Diagnostic[] found) = Open(before, withUsings);
        List<CodeAction> offered = Offered(fix, document, First(found, rule));
        Assert.Single(offered);
        Document changed = Apply(document, offered[0]);
        Assert.Equal(after, TextOf(changed));
        Assert.Equal(found.Count(d => d.Id == rule) - 1, Open(TextOf(changed), withUsings).Found.Count(d => d.Id == rule));
    }

    /// <summary>Applies a fix to all diagnostics of a rule at once.</summary>
    internal static void CheckAll(CodeFixProvider fix, string rule, string before, string after)
    {
        (Document document, Diagnostic[] found) = Open(Whole(before), withUsings: true);
        var context = new FixAllContext(document, fix, FixAllScope.Document, fix.GetType().Name, [rule], new Given(found.Where(d => d.Id == rule)), default);
        string changed = TextOf(Apply(document, fix.GetFixAllProvider()!.GetFixAsync(context).GetAwaiter().GetResult()!));
        Assert.Equal(Whole(after), changed);
        Assert.DoesNotContain(Open(changed, withUsings: true).Found, d => d.Id == rule);
    }

    /// <summary>
    /// Whatever a source looks like, a fix that is offered for it cures it, loses no comment and no directive, and ends lines as the source does.
    /// </summary>
    /// <returns>Whether it is offered.</returns>
    internal static bool CheckLayout(CodeFixProvider fix, string rule, string source)
    {
        (Document document, Diagnostic[] found) = Open(source, withUsings: true);
        if (Offered(fix, document, First(found, rule)) is not [{ } action])
            return false;
        string after = TextOf(Apply(document, action));
        Assert.Equal(found.Count(d => d.Id == rule) - 1, Open(after, withUsings: true).Found.Count(d => d.Id == rule));
        Assert.Equal(Layout.CommentsOf(source), Layout.CommentsOf(after));
        Assert.Equal(source.Contains('\r', StringComparison.Ordinal) ? after.Count(static c => c == '\n') : 0, after.Count(static c => c == '\r'));
        return true;
    }

    /// <summary>Nothing is offered for any diagnostic of a rule where there is no one right answer.</summary>
    internal static void CheckNone(CodeFixProvider fix, string rule, string source) => CheckNoneInFile(fix, rule, Whole(source));

    internal static void CheckNoneInFile(CodeFixProvider fix, string rule, string source)
    {
        (Document document, Diagnostic[] found) = Open(source, withUsings: true);
        Assert.Contains(found, d => d.Id == rule);
        Assert.All(found.Where(d => d.Id == rule), d => Assert.Empty(Offered(fix, document, d)));
    }

    internal static string Whole(string statements) =>
        $"static class User\n{{\n    static void Run(OwnedArray<int> data)\n    {{\n        {statements.Replace("\n", "\n        ", StringComparison.Ordinal)}\n    }}\n}}\n";

    private static (Document Document, Diagnostic[] Found) Open(string source, bool withUsings)
    {
        CSharpCompilation like = Fixture.Compile(source);
        if (((CompilationUnitSyntax)like.SyntaxTrees[0].GetRoot()).Members.Any(static member => member is GlobalStatementSyntax))
            like = Fixture.Compile(source, OutputKind.ConsoleApplication);
        ProjectId project = ProjectId.CreateNewId();
        Solution solution = new AdhocWorkspace().CurrentSolution
            .AddProject(ProjectInfo.Create(
                project, VersionStamp.Default, "User", "User", LanguageNames.CSharp, compilationOptions: like.Options, parseOptions: like.SyntaxTrees[0].Options, metadataReferences: like.References));
        foreach (SyntaxTree tree in like.SyntaxTrees.Take(withUsings ? int.MaxValue : 1))
            solution = solution.AddDocument(DocumentId.CreateNewId(project), Path.GetFileName(tree.FilePath), tree.GetText());
        Document document = solution.GetProject(project)!.Documents.First();
        Assert.Empty(Compile(document).GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).Select(static d => d.ToString()));
        return (document, [.. Diagnose(document)]);
    }

    private static List<CodeAction> Offered(CodeFixProvider fix, Document document, Diagnostic diagnostic)
    {
        var offered = new List<CodeAction>();
        Assert.Contains(diagnostic.Id, fix.FixableDiagnosticIds);
        fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offered.Add(action), default)).GetAwaiter().GetResult();
        return offered;
    }

    private static Document Apply(Document document, CodeAction action) =>
        action.GetOperationsAsync(default).GetAwaiter().GetResult().OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;

    private static Diagnostic First(Diagnostic[] found, string rule) => found.First(d => d.Id == rule);

    private static ImmutableArray<Diagnostic> Diagnose(Document document) => Fixture.Diagnose(Compile(document));

    private static CSharpCompilation Compile(Document document) => (CSharpCompilation)document.Project.GetCompilationAsync().GetAwaiter().GetResult()!;

    private static string TextOf(Document document) => document.GetTextAsync().GetAwaiter().GetResult().ToString();

    private sealed class Given(IEnumerable<Diagnostic> all) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult(all);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(all);
    }
}
