using System.Collections.Immutable;
using System.Xml.Linq;
using ForkJoin.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ForkJoin.Tests.Architecture;

/// <summary>
/// Every example of the documentation compiles, as the body of a method that is handed what <see cref="Givens"/> lists, and no rule of the analyzer reports anything of it
/// but on lines whose comment says what they are refused with.
/// </summary>
public sealed class ExampleTests
{
    private static readonly Dictionary<string, string[]> s_examples = PublicSurface.AssemblyNames
        .SelectMany(static name => XDocument.Load(Path.Combine(AppContext.BaseDirectory, name + ".xml")).Descendants("member"))
        .Select(static member => (Name: member.Attribute("name")!.Value, Codes: member.Descendants("example").Elements("code").Select(static code => code.Value.Trim('\r', '\n', ' ')).ToArray()))
        .Where(static member => member.Codes.Length > 0)
        .ToDictionary(static member => member.Name, static member => member.Codes);

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
        [.. typeof(BorrowAnalyzer).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract).Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    public static TheoryData<string> Members => [.. s_examples.Keys];

    [Theory]
    [MemberData(nameof(Members))]
    public async Task It_compiles_and_is_right_by_every_rule(string member)
    {
        foreach (string code in s_examples[member])
        {
            CSharpCompilation compilation = Snippet.Program("Example", OutputKind.DynamicallyLinkedLibrary, Whole(code), Givens.Declared);
            string[] errors = [.. compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).Select(static d => d.ToString())];
            Assert.True(errors.Length == 0, $"{code}\ndoes not compile:\n{string.Join('\n', errors)}");

            ImmutableArray<Diagnostic> said = await compilation.WithAnalyzers(s_analyzers).GetAnalyzerDiagnosticsAsync();
            string[] surplus = [.. said.Where(static d => !IsShownAsRefused(d)).Select(static d => d.ToString())];
            Assert.True(surplus.Length == 0, $"{code}\nis reported:\n{string.Join('\n', surplus)}");
        }
    }

    [Fact]
    public void Nothing_is_given_that_no_example_needs() => Assert.Empty(
        from name in Givens.Parameters.Keys
        where !s_examples.Values.SelectMany(static codes => codes).Any(code => Needs(Parse(code), name))
        select name);

    /// <summary>The types of an example, and its statements in a method.</summary>
    private static string Whole(string code)
    {
        CompilationUnitSyntax parsed = Parse(code);
        string parameters = string.Join(", ", Givens.Parameters.Where(given => Needs(parsed, given.Key)).Select(static given => $"{given.Value} {given.Key}"));
        string head = parsed.DescendantNodes().Any(static node => node is AwaitExpressionSyntax) ? "async Task" : "void";
        string statements = string.Concat(parsed.Members.Where(static member => member is GlobalStatementSyntax).Select(static member => member.ToFullString()));
        string types = string.Concat(parsed.Members.Where(static member => member is not GlobalStatementSyntax).Select(static member => member.ToFullString()));
        return $"{Givens.Usings}\nstatic class Example\n{{\n    static {head} Run({parameters})\n    {{\n{statements}\n    }}\n}}\n{types}";
    }

    private static CompilationUnitSyntax Parse(string code) => CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.CSharp14)).GetCompilationUnitRoot();

    /// <summary>Whether an example mentions a name in its statements, and declares no variable of that name there: its lambdas may.</summary>
    private static bool Needs(CompilationUnitSyntax code, string name) =>
        code.Members.OfType<GlobalStatementSyntax>().SelectMany(static statement => statement.DescendantTokens())
            .Any(token => token.ValueText == name && token.Parent is IdentifierNameSyntax { Parent: not (NameColonSyntax or QualifiedNameSyntax) } mention
                && !(mention.Parent is MemberAccessExpressionSyntax access && access.Name == mention) && !IsDeclared(mention, name));

    private static bool IsDeclared(IdentifierNameSyntax mention, string name) =>
        mention.Ancestors().Any(around => around switch
        {
            SimpleLambdaExpressionSyntax lambda => lambda.Parameter.Identifier.ValueText == name,
            ParenthesizedLambdaExpressionSyntax lambda => lambda.ParameterList.Parameters.Any(one => one.Identifier.ValueText == name),
            LocalFunctionStatementSyntax function => function.ParameterList.Parameters.Any(one => one.Identifier.ValueText == name),
            CatchClauseSyntax handler => handler.Declaration?.Identifier.ValueText == name,
            CommonForEachStatementSyntax loop => loop is ForEachStatementSyntax each && each.Identifier.ValueText == name,
            CompilationUnitSyntax all => all.Members.OfType<GlobalStatementSyntax>().SelectMany(static member => member.DescendantNodes()).Any(node =>
                (node is VariableDeclaratorSyntax variable && variable.Identifier.ValueText == name) || (node is SingleVariableDesignationSyntax designation && designation.Identifier.ValueText == name)),
            _ => false,
        });

    /// <summary>Whether the comment on its line names an exception of the library, or the rule.</summary>
    private static bool IsShownAsRefused(Diagnostic diagnostic)
    {
        string line = diagnostic.Location.SourceTree!.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString();
        int comment = line.IndexOf("//", StringComparison.Ordinal);
        return comment >= 0 && (line[comment..].Contains("Exception", StringComparison.Ordinal) || line[comment..].Contains(diagnostic.Id, StringComparison.Ordinal));
    }
}
