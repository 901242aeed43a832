using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Rules.Forks;

/// <summary>
/// FJ0021: what a fork gets, against the facts about types. Says what the run time says (src/Core/Shareability/Captures.cs) at the level in force: "certain"
/// refuses what is known to be wrong; "strict", which <c>forkjoin_captures = strict</c> in .editorconfig asks for, whatever is not known to be shareable.
/// </summary>
/// <param name="facts">The facts about types.</param>
/// <param name="report">Where diagnostics go.</param>
internal sealed class CaptureRule(SharingFacts facts, Action<Diagnostic> report)
{
    private const string MayBeMoved = " What only this fork uses may be handed to it as its state.";
    private const string Assigned = "Let the fork return the value, lend it a slice to write, or put the variable into a Mutex<T>.";

    internal void CheckBody(ForkBody body, bool strict, IOperation root)
    {
        if (body.Code is { } code)
        {
            CheckCaptures(body, code, strict, root);
        }
        else if (body.Value is IMethodReferenceOperation { Instance: { Type: { } type } instance } && Refusal(type, instance, takesLock: false, strict, isOfThis: false, root) is { } refused)
        {
            ReportCaptured(instance.Syntax.GetLocation(), Name(instance), refused, strict);
        }
    }

    /// <summary>What is handed over: it moves, so what one thread at a time may use passes, unless the level is strict.</summary>
    internal void CheckStates(IInvocationOperation call, bool strict)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is not { } parameter || argument.ArgumentKind == ArgumentKind.DefaultValue || !ForkCalls.IsState(parameter) || parameter.Type.TypeKind == TypeKind.Delegate)
                continue;
            SharingVerdict verdict = facts.Of(parameter.Type);
            bool isSent = ForkCalls.KindOf(call.TargetMethod) == BodyKind.Posted;
            if (verdict.IsSure && (verdict.Kind == ShareKind.NotShareable || (strict && (isSent ? verdict.Kind == ShareKind.Unknown : verdict.Kind != ShareKind.Shareable))))
            {
                string named = verdict.Named(argument.Value.Syntax is IdentifierNameSyntax name ? name.Identifier.ValueText : parameter.Name);
                report(Rule.Report(ForkRules.CapturesNotShareable, argument.Value.Syntax.GetLocation(), [], $"it would be handed {named}", verdict.Why, verdict.Cure));
            }
        }
    }

    private void CheckCaptures(ForkBody body, BodyCode code, bool strict, IOperation root)
    {
        SharingVerdict? ofThis = code.UsesThis && body.Method.ContainingType is { } around ? facts.Of(around) : null;
        if (ofThis is { } itself && Refuses(itself, code.TakesLock, strict, isOfThis: false))
            ReportCaptured((FirstThis(body.Value) ?? body.Value).Syntax.GetLocation(), "this", itself, strict);
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (Use use in code.Uses)
        {
            bool isOfThis = use.Variable is IFieldSymbol;
            IOperation at = PartOf(use.At);
            ISymbol part = (at as IPropertyReferenceOperation)?.Property ?? use.Variable;
            if ((isOfThis && ofThis is not { Kind: ShareKind.Unknown }) || !seen.Add(part))
                continue;
            string name = isOfThis ? $"this.{use.Variable.Name}" : use.Variable.Name;
            if (Refusal(at == use.At ? use.Type : at.Type!, at, code.TakesLock || (!strict && IsAlone(body)), strict, isOfThis, root) is { } refused)
                ReportCaptured(at.Syntax.GetLocation(), at == use.At ? name : $"{name}.{part.Name}", refused, strict);
            else if (strict && at == use.At && FirstAssigned(code, use.Variable) is { } assigned)
                report(Rule.Report(ForkRules.CapturesMutable, assigned.Syntax.GetLocation(), [], name, TypeName.Of(use.Type), "and assigns it, while whoever else has it may do the same", Assigned));
        }
    }

    /// <summary>Of a value without a type of its own only the members that are used are captured, as the run time has it.</summary>
    private static IOperation PartOf(IOperation mention)
    {
        while (mention.Type is { IsAnonymousType: true } && mention.Parent is IPropertyReferenceOperation { Type: not null } member && member.Instance == mention)
            mention = member;
        return mention;
    }

    /// <summary>Whether the body runs one turn at a time, and in a loop that the run time lets pass for it: one with the signature of the BCL's.</summary>
    private static bool IsAlone(ForkBody body)
    {
        foreach (IParameterSymbol parameter in body.Call.TargetMethod.Parameters)
        {
            if (Ours.Is(parameter.Type, "LoopOptions"))
                return false;
        }
        return Excuses.IsAlone(body);
    }

    private SharingVerdict? Refusal(ITypeSymbol declared, IOperation value, bool takesLock, bool strict, bool isOfThis, IOperation root)
    {
        SharingVerdict verdict = facts.Of(declared);
        if (declared.TypeKind == TypeKind.Delegate)
            return null; // it is as good as what it captures, which its type does not tell
        if (KnownSharing.IsFace(declared))
        {
            if (MadeHere(value, root) is not { } made)
                return null;
            verdict = facts.Of(made) with { Part = declared };
        }
        return Refuses(verdict, takesLock, strict, isOfThis) ? verdict : null;
    }

    /// <summary>Of a few types the value tells, and not the declared type: <c>Random.Shared</c>. The type of a value that is surely made here; else null.</summary>
    private static ITypeSymbol? MadeHere(IOperation mention, IOperation root)
    {
        if (mention is IFieldReferenceOperation { Field: { IsReadOnly: true, DeclaringSyntaxReferences.Length: 1 } field })
            return field.DeclaringSyntaxReferences[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax } && !field.Type.IsAbstract ? field.Type : null;
        IOperation? made = mention is ILocalReferenceOperation { Local: { } local } ? LocalValues.Only(local, root) : null;
        while (made is IConversionOperation { IsImplicit: true } conversion)
            made = conversion.Operand;
        return made?.Type is { } type && (made is IObjectCreationOperation || !KnownSharing.IsFace(type)) ? type : null;
    }

    private static bool Refuses(SharingVerdict verdict, bool takesLock, bool strict, bool isOfThis) => verdict.IsSure && verdict.Kind switch
    {
        ShareKind.NotShareable => true,
        ShareKind.Sendable => strict || !takesLock,
        ShareKind.Shareable => false,
        _ => strict && !isOfThis, // the object around answers for its fields
    };

    private void ReportCaptured(Location at, string name, SharingVerdict verdict, bool strict)
    {
        string cure = verdict.Kind == ShareKind.Sendable && !strict ? verdict.Cure + MayBeMoved : verdict.Cure;
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;
        if (verdict.Kind == ShareKind.Sendable)
            properties = properties.Add(RuleFacts.Moves, bool.TrueString);
        report(Diagnostic.Create(ForkRules.CapturesNotShareable, at, properties, $"the lambda captures {verdict.Named(name)}", verdict.Why, cure));
    }

    private static IOperation? FirstAssigned(BodyCode code, ISymbol variable)
    {
        foreach (Use use in code.Uses)
        {
            if (use.Touch is Touch.Written or Touch.PerhapsWritten && SymbolEqualityComparer.Default.Equals(use.Variable, variable))
                return use.At;
        }
        return null;
    }

    private static IOperation? FirstThis(IOperation operation)
    {
        if (operation is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance })
            return operation;
        foreach (IOperation child in operation.ChildOperations)
        {
            if (FirstThis(child) is { } found)
                return found;
        }
        return null;
    }

    private static string Name(IOperation instance) => instance switch
    {
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        _ => "this",
    };
}
