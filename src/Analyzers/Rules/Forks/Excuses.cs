using System;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Rules.Forks;

/// <summary>Why an assignment that looks like a race may be none.</summary>
internal static class Excuses
{
    /// <summary>Whether a call runs its body for one turn, or its bodies one at a time.</summary>
    internal static bool IsAlone(ForkBody body)
    {
        foreach (IArgumentOperation argument in body.Call.Arguments)
        {
            if (argument.Parameter?.Type.Name is "ParallelOptions" or "LoopOptions" && argument.ArgumentKind != ArgumentKind.DefaultValue && MayLimit(argument.Value))
                return true;
        }
        return From(body.Call) is { } from && To(body.Call) is { } to && to - from <= 1;
    }

    /// <summary>
    /// Whether an assignment does no harm beside others of its kind: it is made on a particular turn (<c>if (i == 0)</c>), or ends the loop, or gives the variable
    /// the one constant that it gets anywhere in the body.
    /// </summary>
    internal static bool Covers(BodyCode code, Use change) =>
        IsOnParticularTurn(code, change, null) || (ConstantOf(change.At) is { } constant && AreAll(code, change.Variable, constant, mayRead: true));

    /// <summary>Whether two bodies do nothing to a variable but give it the same constant.</summary>
    internal static bool AreSame(BodyCode one, BodyCode other, ISymbol variable)
    {
        foreach (Use use in one.Uses)
        {
            if (SymbolEqualityComparer.Default.Equals(use.Variable, variable))
                return ConstantOf(use.At) is { } constant && AreAll(one, variable, constant, mayRead: false) && AreAll(other, variable, constant, mayRead: false);
        }
        return false;
    }

    private static bool AreAll(BodyCode code, ISymbol variable, object constant, bool mayRead)
    {
        foreach (Use use in code.Uses)
        {
            if (SymbolEqualityComparer.Default.Equals(use.Variable, variable) && !(use.Touch == Touch.Written ? constant.Equals(ConstantOf(use.At)) : mayRead))
                return false;
        }
        return true;
    }

    private static object? ConstantOf(IOperation mention) =>
        mention.Parent is ISimpleAssignmentOperation { Value.ConstantValue: { HasValue: true, Value: { } constant } } assignment && assignment.Target == mention ? constant : null;

    /// <summary>Whether, of the turns that come to some code, only particular ones make a change in it. Where the others make another change instead, all do.</summary>
    private static bool IsOnParticularTurn(BodyCode code, Use change, IOperation? within)
    {
        for (IOperation operation = change.At; operation != within && operation.Parent is { } around && around is not (IAnonymousFunctionOperation or ILocalFunctionOperation); operation = around)
        {
            switch (around)
            {
                case IConditionalOperation conditional when conditional.Condition != operation && ComparesForEquality(conditional.Condition)
                    && !IsChangedIn(code, change.Variable, conditional.WhenTrue == operation ? conditional.WhenFalse : conditional.WhenTrue):
                case ISwitchCaseOperation section when section != within && !IsChangedInOthers(code, change.Variable, section):
                case ISwitchExpressionArmOperation or ICatchClauseOperation:
                case IBlockOperation block when EndsLoop(block) || IsLeftBefore(code, change.Variable, block, operation):
                    return true;
            }
        }
        return false;
    }

    /// <summary>Whether all turns that come to some code change a variable there.</summary>
    private static bool IsChangedIn(BodyCode code, ISymbol variable, IOperation? part)
    {
        foreach (Use use in code.Uses)
        {
            if (part is not null && use.Changes && SymbolEqualityComparer.Default.Equals(use.Variable, variable) && part.Syntax.Span.Contains(use.At.Syntax.Span) && !IsOnParticularTurn(code, use, part))
                return true;
        }
        return false;
    }

    /// <summary>Whether the turns for which a section of a switch is not meant have others that change the variable as well, the default among them.</summary>
    private static bool IsChangedInOthers(BodyCode code, ISymbol variable, ISwitchCaseOperation section)
    {
        bool isDefault = IsDefault(section), others = false;
        foreach (IOperation other in section.Parent!.ChildOperations)
        {
            if (other is not ISwitchCaseOperation one || one == section || !IsChangedIn(code, variable, one))
                continue;
            others = true;
            isDefault |= IsDefault(one);
        }
        return others && isDefault;
    }

    private static bool IsDefault(ISwitchCaseOperation section)
    {
        foreach (ICaseClauseOperation clause in section.Clauses)
        {
            if (clause.CaseKind == CaseKind.Default)
                return true;
        }
        return false;
    }

    /// <summary>Whether some turns leave the block before they come to a statement, and leave the variable alone: <c>if (i == 0) return;</c></summary>
    private static bool IsLeftBefore(BodyCode code, ISymbol variable, IBlockOperation block, IOperation statement)
    {
        foreach (IOperation earlier in block.Operations)
        {
            if (earlier == statement)
                return false;
            if (earlier is IConditionalOperation conditional && ComparesForEquality(conditional.Condition) && Leaves(conditional.WhenTrue) && !IsChangedIn(code, variable, conditional.WhenTrue))
                return true;
        }
        return false;
    }

    private static bool Leaves(IOperation statement) => statement switch
    {
        IReturnOperation or IBranchOperation or IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation { Operations: { Length: > 0 } operations } => Leaves(operations[operations.Length - 1]),
        _ => false,
    };

    private static bool ComparesForEquality(IOperation condition)
    {
        if (condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } or IIsPatternOperation or IInvocationOperation)
            return true;
        foreach (IOperation child in condition.ChildOperations)
        {
            if (ComparesForEquality(child))
                return true;
        }
        return false;
    }

    private static bool EndsLoop(IBlockOperation block)
    {
        foreach (IOperation statement in block.Operations)
        {
            if (statement is IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: { Name: "Stop" or "Break", ContainingType: { } type } } } && Ours.Is(type, "ParallelLoopState"))
                return true;
        }
        return false;
    }

    /// <summary>Unless all options are seen to leave the number of threads as it is.</summary>
    private static bool MayLimit(IOperation options)
    {
        while (options is IConversionOperation { IsImplicit: true } conversion)
            options = conversion.Operand;
        if (options is not IObjectCreationOperation creation)
            return options is not IDefaultValueOperation;
        if (creation.Initializer is null)
            return false;
        foreach (IOperation initializer in creation.Initializer.Initializers)
        {
            if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "MaxDegreeOfParallelism" } } limit
                && limit.Value.ConstantValue is not { HasValue: true, Value: not 1 })
                return true;
            if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Pool" or "TaskScheduler" } })
                return true;
        }
        return false;
    }

    private static long? From(IInvocationOperation call) => Number(call, "fromInclusive");

    private static long? To(IInvocationOperation call) => Number(call, "toExclusive");

    private static long? Number(IInvocationOperation call, string parameter)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (string.Equals(argument.Parameter?.Name, parameter, StringComparison.Ordinal))
                return argument.Value.ConstantValue is { HasValue: true, Value: int or long } constant ? Convert.ToInt64(constant.Value, System.Globalization.CultureInfo.InvariantCulture) : null;
        }
        return null;
    }
}
