using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ForkJoin.Tests.Analyzers.Framework.Trials;

/// <summary>One call of a fixture's method.</summary>
/// <param name="Name">What it is called by.</param>
/// <param name="Method">The method.</param>
/// <param name="Failing">The how manieth line that is written fails; zero for none.</param>
/// <param name="Failure">With what.</param>
internal sealed record TrialCall(string Name, SyntaxNode Method, int Failing, Exception? Failure);

/// <summary>The calls that try the methods of a fixture: each method with every value of its truth values and small numbers.</summary>
internal static class TrialCalls
{
    /// <summary>More ways through one method than this are not tried.</summary>
    private const int Most = 32;

    /// <summary>How many times something that can fail fails in turn, in a method that handles failures.</summary>
    private const int Failures = 3;

    private const string Trial = """
        static class Trial
        {
            static int s_count, s_lines, s_failing;
            static Exception? s_failure;
            internal static void Count()
            {
                if (Interlocked.Increment(ref s_count) > 1000)
                    throw new NotSupportedException("A trial would go on for ever.");
            }
            internal static void WriteLine<T>(T value, params object[] more) => WriteLine();
            internal static void WriteLine()
            {
                if (Interlocked.Increment(ref s_lines) == s_failing && s_failure is not null)
                    throw s_failure;
            }
            public static void Begin(int failing, Exception? failure) => (s_count, s_lines, s_failing, s_failure) = (0, 0, failing, failure);
        }
        static unsafe class Calls
        {

        """;

    /// <summary>The source of what a trial calls, one call a line.</summary>
    internal static (string Source, List<TrialCall> Calls) Of(CSharpCompilation compilation, SyntaxTree tree)
    {
        SemanticModel model = compilation.GetSemanticModel(tree);
        var calls = new List<TrialCall>();
        var source = new StringBuilder(Trial);
        foreach (SyntaxNode node in tree.GetRoot().DescendantNodes())
        {
            if (node is not (MethodDeclarationSyntax or ConstructorDeclarationSyntax)
                || model.GetDeclaredSymbol(node) is not IMethodSymbol { IsAbstract: false, MethodKind: MethodKind.Ordinary or MethodKind.Constructor } method)
                continue;
            int failures = node.DescendantNodes().Any(static inside => inside is TryStatementSyntax or UsingStatementSyntax) ? Failures : 0;
            foreach (string call in Ways(compilation, method))
            {
                string name = $"Call{calls.Count}";
                source.Append("    public static void ").Append(name).Append("() { ").Append(call).Append(" }\n");
                calls.Add(new(name, node, 0, null));
                for (int failing = 1; failing <= failures; failing++)
                    calls.AddRange([new(name, node, failing, new InvalidOperationException()), new(name, node, failing, new IOException())]);
            }
        }
        return (source.Append("}\n").ToString(), calls);
    }

    private static IEnumerable<string> Ways(CSharpCompilation compilation, IMethodSymbol method)
    {
        ITypeSymbol number = compilation.GetSpecialType(SpecialType.System_Int32);
        if (method.ContainingType.Arity > 0)
        {
            INamedTypeSymbol of = method.ContainingType.Construct([.. method.ContainingType.TypeParameters.Select(_ => number)]);
            method = of.GetMembers(method.Name).OfType<IMethodSymbol>().First(member => SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, method));
        }
        if (method.Arity > 0)
            method = method.Construct([.. method.TypeParameters.Select(_ => number)]);
        string[][] several = [.. method.Parameters.Select(static parameter => parameter.RefKind is RefKind.Out ? [""] : TrialArguments.Several(parameter.Type))];
        int ways = several.Aggregate(1, static (product, values) => product * values.Length);
        for (int way = 0; way < Math.Min(ways, Most); way++)
        {
            var given = new TrialArguments();
            int rest = way;
            var arguments = new List<string>();
            for (int i = 0; i < method.Parameters.Length; i++)
            {
                arguments.Add(given.Pass(method.Parameters[i], several[i][rest % several[i].Length]));
                rest /= several[i].Length;
            }
            string type = TrialArguments.NameOf(method.ContainingType), passed = $"({string.Join(", ", arguments)})";
            string call = method.MethodKind == MethodKind.Constructor ? $"_ = new {type}{passed};"
                : Statement(method, $"{(method.IsStatic ? type : given.Make(method.ContainingType, 0))}.{Name(method)}{passed}");
            yield return given.NeedSection ? $"Fork.Section(section => {{ {given.Before}{call} }});" : given.Before + call;
        }
    }

    private static string Name(IMethodSymbol method) => method.Arity == 0 ? method.Name
        : $"{method.Name}<{string.Join(", ", method.TypeArguments.Select(TrialArguments.NameOf))}>";

    /// <summary>What is returned may have to be waited for, or asked for, before anything happens; what it borrows is used, as a caller would.</summary>
    private static string Statement(IMethodSymbol method, string call) => method.ReturnType switch
    {
        { Name: "Task" or "ValueTask" } => $"{call}.GetAwaiter().GetResult();",
        { Name: "IEnumerable" } when method.IsIterator => $"foreach (var _ in {call}) Trial.Count();",
        { Name: "Ref" or "RefMut" or "Borrowed" or "BorrowedMut" or "MutexLease" or "SharedReadLease" } => $"_ = {call}.Value;",
        { Name: "Slice" or "SliceMut" } => $"_ = {call}.Span.Length;",
        { Name: "List" or "IEnumerable" } and INamedTypeSymbol { TypeArguments: [{ Name: "Ref" }] } => $"foreach (var one in {call}) _ = one.Value;",
        { TypeKind: TypeKind.Delegate } and INamedTypeSymbol { DelegateInvokeMethod.Parameters.Length: 0 } => $"{call}();",
        _ => $"{call};",
    };
}
