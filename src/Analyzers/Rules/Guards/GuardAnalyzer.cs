using System.Collections.Immutable;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Rules.Guards;

/// <summary>FJ0014: a guard that nobody disposes, on any way, nor hands on to somebody who might.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GuardAnalyzer : LibraryAnalyzer
{
    private static readonly DiagnosticDescriptor s_notDisposed = Rule.Define(
        RuleIds.GuardNotDisposed, Rule.Borrowing, DiagnosticSeverity.Warning,
        "A guard is not disposed",
        "The {0} is never disposed, so what it holds is not given back. Declare it with using.",
        "A guard holds a loan or a lock until it is disposed. One that is left behind keeps everybody else out.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_notDisposed);

    private protected override void Start(CompilationStartAnalysisContext start)
    {
        start.RegisterOperationAction(Check, OperationKind.Invocation);
    }

    private static void Check(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (Model.Guards.MadeBy(call) is { } guard)
            Report(context, guard, IsLost(guard));
        else if (Ours.Has(call.TargetMethod.ContainingType) && call.Parent is IExpressionStatementOperation or IConditionalOperation && OutGuard(call) is { } given)
            Report(context, given, given is IDiscardOperation || (LocalOf(given) is { } local && IsLeft(local, given)));
    }

    private static void Report(OperationAnalysisContext context, IOperation guard, bool isLost)
    {
        if (isLost && !Expected.ToFail(guard))
            context.ReportDiagnostic(Rule.Report(s_notDisposed, guard.Syntax.GetLocation(), [], TypeName.Of(guard.Type!)));
    }

    private static bool IsLost(IOperation guard) => guard.Parent switch
    {
        IExpressionStatementOperation => true,
        ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } assignment when assignment.Value == guard => IsLeft(local.Local, guard),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => !IsUsing(declarator) && IsLeft(declarator.Symbol, guard),
        IPropertyReferenceOperation property => property.Instance == guard,
        IInvocationOperation call => call.Instance == guard && call.TargetMethod.Name is not "Dispose",
        _ => false,
    };

    /// <summary>The guard that a call such as <c>TryLock</c> puts into a variable, where there is one; a test that there is none has nothing to dispose.</summary>
    private static IOperation? OutGuard(IInvocationOperation call)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out } parameter && Model.Guards.Is(parameter.Type))
                return argument.Value is IDeclarationExpressionOperation declaration ? declaration.Expression : argument.Value;
        }
        return null;
    }

    private static ILocalSymbol? LocalOf(IOperation operation) => (operation as ILocalReferenceOperation)?.Local;

    private static bool IsUsing(IVariableDeclaratorOperation declarator)
    {
        for (IOperation? around = declarator.Parent; around is not null and not IBlockOperation; around = around.Parent)
        {
            if (around is IUsingDeclarationOperation or IUsingOperation)
                return true;
        }
        return false;
    }

    /// <summary>Whether nothing is ever done to a variable but to use what the guard guards.</summary>
    private static bool IsLeft(ILocalSymbol local, IOperation guard)
    {
        IOperation root = guard;
        while (root.Parent is { } parent)
            root = parent;
        return OnlyUses(root, local);
    }

    private static bool OnlyUses(IOperation operation, ILocalSymbol local)
    {
        if (operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local) && !IsMereUse(reference))
            return false;
        foreach (IOperation child in operation.ChildOperations)
        {
            if (!OnlyUses(child, local))
                return false;
        }
        return true;
    }

    private static bool IsMereUse(ILocalReferenceOperation guard) => guard.Parent switch
    {
        IPropertyReferenceOperation property => property.Instance == guard,
        IInvocationOperation call => call.Instance == guard && call.TargetMethod.Name is not "Dispose",
        ISimpleAssignmentOperation assignment => assignment.Target == guard,
        IArgumentOperation { Parameter.RefKind: RefKind.Out } => true,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "AsSpan", ContainingType: { } type } } } => Ours.Has(type),
        IDeclarationExpressionOperation or IExpressionStatementOperation => true,
        _ => false,
    };
}
