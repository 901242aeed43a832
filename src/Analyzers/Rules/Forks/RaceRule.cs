using System;
using System.Collections.Generic;
using System.Threading;
using ForkJoin.Analyzers.Flow;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Rules.Forks;

/// <summary>
/// FJ0020, FJ0022, FJ0023: a variable, or an owner, that a fork captures and that is changed while somebody else uses it – another run of the same body, another arm,
/// another fork, the code of the section. A variable that only one fork assigns, and that is read after the join, is fine, and is how results are often returned.
/// </summary>
/// <remarks>
/// Certain cases only: nothing is said of code that may take turns (<see cref="BodyCode.MayOrder"/>), nor of assignments for which it takes a particular turn
/// (<see cref="Excuses"/>).
/// </remarks>
/// <param name="bodies">All bodies of forks in the member.</param>
/// <param name="graph">Makes the graph of the member when it is needed.</param>
/// <param name="report">Where diagnostics go.</param>
/// <param name="cancellation">Ends the analysis.</param>
internal sealed class RaceRule(List<ForkBody> bodies, Func<ControlFlowGraph?> graph, Action<Diagnostic> report, CancellationToken cancellation)
{
    private const string Cure = "Let the fork return the value, lend it a slice to write, or put the variable into a Mutex<T>.";
    private const string SliceCure = "Lend each fork a slice of its own.";
    private const string ValueCure = "Put the value into a Mutex<T>, or let each fork return its own.";
    private const string StateCure = "Hand its value to the fork as its state, or copy it first.";

    private readonly HashSet<(ISymbol, IOperation)> _reported = [];

    internal void Check()
    {
        foreach (ForkBody body in bodies)
        {
            if (body.Code is not { MayOrder: false } code)
                continue;
            foreach (Use use in FirstUses(code))
            {
                if (Excuses.IsAlone(body))
                    continue;
                switch (body.Kind)
                {
                    case BodyKind.Repeated:
                        CheckAgainstItself(body, code, use.Variable);
                        break;
                    case BodyKind.Arm:
                        CheckAgainstArms(body, code, use.Variable);
                        break;
                    case BodyKind.Forked:
                        CheckAgainstSection(body, code, use.Variable);
                        break;
                    case BodyKind.Posted when !IsAwaited(body.Call):
                        CheckAgainstTurns(body, code, use.Variable);
                        break;
                }
                SuggestSlice(body, code, use.Variable);
            }
        }
    }

    /// <summary>Each variable once.</summary>
    private static List<Use> FirstUses(BodyCode code)
    {
        var first = new List<Use>();
        foreach (Use use in code.Uses)
        {
            if (use.Variable is not IFieldSymbol && !first.Exists(one => SymbolEqualityComparer.Default.Equals(one.Variable, use.Variable)))
                first.Add(use);
        }
        return first;
    }

    private void CheckAgainstItself(ForkBody body, BodyCode code, ISymbol variable)
    {
        if (Changing(code, variable, alone: true) is { } change)
            Report(change, "while every other run of the same body may do the same", []);
    }

    private void CheckAgainstArms(ForkBody body, BodyCode code, ISymbol variable)
    {
        if (Changing(code, variable, alone: false) is not { } change)
            return;
        foreach (ForkBody other in bodies)
        {
            if (other.Call == body.Call && other != body && other.Code is { MayOrder: false } beside && Using(beside, variable) is { } use && !Excuses.AreSame(code, beside, variable))
            {
                if (!_reported.Contains((variable, use.At)))
                    Report(change, "while another arm uses it", [(use.Place, "used here meanwhile")]);
                return;
            }
        }
    }

    private void CheckAgainstSection(ForkBody body, BodyCode code, ISymbol variable)
    {
        if (Paths(body) is not { } paths)
            return;
        Use? change = Changing(code, variable, alone: false), use = Using(code, variable);
        if (change is null && use is null)
            return;
        Use? met = null;
        string? who = null;
        paths.After(body.Call.Syntax, variable, operation =>
        {
            if (IsJoin(operation, body.Call))
                return Step.Stop;
            if (operation is IInvocationOperation call)
                return MeetsFork(call.Syntax) ? Step.Found : Step.Go;
            if (Mention(operation, variable) is not { } here || !(here.Changes || (change is not null && here.Reads)))
                return Step.Go;
            (met, who) = (here, "the section");
            return Step.Found;
        });
        if (met is not { } other)
            return;
        if (change is not null)
            Report(change.Value, who is "the section" ? "while the section uses it before the fork is joined" : "while another fork may use it", other.At == change.Value.At ? [] : [(other.Place, "used here meanwhile")]);
        else if (IsOfFor(variable))
            report(Rule.Report(ForkRules.CapturesLoopVariable, use!.Value.At.Syntax.GetLocation(), [(other.Place, "goes on here")], variable.Name, TypeName.Of(use.Value.Type)));
        else if (who is "the section")
            Report(use!.Value, "which the section assigns before the fork is joined", [(other.Place, "changed here meanwhile")], OwnerUses.IsOwner(use.Value.Type) ? OwnerCure(use.Value.Type) : StateCure);

        // Another fork, or this one again in the next turn of a loop. Where it only reads, the one that changes is where it is reported.
        bool MeetsFork(SyntaxNode call)
        {
            foreach (ForkBody one in bodies)
            {
                if (one.Call.Syntax == call && change is not null && one.Kind != BodyKind.Inline && one.Code is { MayOrder: false } beside && Using(beside, variable) is { } there && !Excuses.AreSame(code, beside, variable))
                {
                    (met, who) = (there, "fork");
                    return true;
                }
                if (one.Call.Syntax == call && change is null && one.Kind != BodyKind.Inline && one.Code is { MayOrder: false } changing && Changing(changing, variable, alone: false) is { } after
                    && !_reported.Contains((variable, after.At)))
                {
                    Report(after, "while another fork may use it", [(use!.Value.Place, "used here meanwhile")]);
                    return true;
                }
            }
            return false;
        }
    }

    private void CheckAgainstTurns(ForkBody body, BodyCode code, ISymbol variable)
    {
        if (Changing(code, variable, alone: true) is not { } change || Paths(body) is not { } paths)
            return;
        if (paths.After(body.Call.Syntax, variable, operation => operation.Syntax == body.Call.Syntax ? Step.Found : operation is IAwaitOperation ? Step.Stop : Step.Go).Count > 0)
            Report(change, "while the next turn of the loop may do the same", []);
    }

    /// <summary>Perhaps: an owner that is used directly beside other code.</summary>
    private void SuggestSlice(ForkBody body, BodyCode code, ISymbol variable)
    {
        if (body.Kind is BodyKind.Inline or BodyKind.Posted)
            return;
        foreach (Use use in code.Uses)
        {
            if (SymbolEqualityComparer.Default.Equals(use.Variable, variable) && OwnerUses.IsChanging(use.Type) && use.Owner != OwnerUse.None)
            {
                if (!_reported.Contains((variable, use.At)))
                    report(Rule.Report(ForkRules.CapturesOwner, use.At.Syntax.GetLocation(), [], variable.Name, TypeName.Of(use.Type), use.Owner == OwnerUse.Read ? "reads it" : "changes it",
                        Ours.Is(use.Type, "OwnedArray") ? "Lend the fork a slice of it instead" : use.Owner == OwnerUse.Read ? "Freeze it first, or borrow it inside the fork" : "Borrow it inside the fork"));
                return;
            }
        }
    }

    /// <summary>Where a body surely changes a variable.</summary>
    private static Use? Changing(BodyCode code, ISymbol variable, bool alone)
    {
        foreach (Use use in code.Uses)
        {
            if (use.Changes && SymbolEqualityComparer.Default.Equals(use.Variable, variable) && !(alone && Excuses.Covers(code, use)))
                return use;
        }
        return null;
    }

    private static Use? Using(BodyCode code, ISymbol variable)
    {
        foreach (Use use in code.Uses)
        {
            if ((use.Changes || use.Reads) && SymbolEqualityComparer.Default.Equals(use.Variable, variable))
                return use;
        }
        return null;
    }

    private static Use? Mention(IOperation operation, ISymbol variable)
    {
        ISymbol? mentioned = operation switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            _ => null,
        };
        return mentioned is not null && SymbolEqualityComparer.Default.Equals(mentioned, variable) ? new Use(variable, operation, Writing.Of(operation), OwnerUses.Of(operation)) : null;
    }

    private Paths? Paths(ForkBody body) => graph() is { } whole ? Flow.Paths.Around(whole, body.Call.Syntax, cancellation) : null;

    private void Report(Use change, string how, (Location, string)[] because, string? cure = null)
    {
        if (!_reported.Add((change.Variable, change.At)))
            return;
        bool isOwner = OwnerUses.IsOwner(change.Type) && change.Touch != Touch.Written;
        if (change.Changes)
            how = (isOwner ? "and changes it, " : "and assigns it, ") + how;
        report(Rule.Report(
            isOwner ? ForkRules.ChangesOwner : ForkRules.CapturesMutable, change.At.Syntax.GetLocation(), because,
            change.Variable.Name, TypeName.Of(change.Type), how, cure ?? (isOwner ? OwnerCure(change.Type) : Cure)));
    }

    /// <summary>Of a single value there are no parts to lend.</summary>
    private static string OwnerCure(ITypeSymbol owner) => Ours.Is(owner, "OwnedArray") ? SliceCure : ValueCure;

    /// <summary>Whether the fork's own handle is joined, or one of which it is not known whose it is.</summary>
    private static bool IsJoin(IOperation operation, IInvocationOperation fork)
    {
        if (fork.TargetMethod.ReturnsVoid || operation is not IInvocationOperation { TargetMethod.Name: "Join", Instance: { } handle } || !Ours.Is(handle.Type, "Forked"))
            return false;
        return handle is not ILocalReferenceOperation joined || HandleOf(fork) is not { } own || SymbolEqualityComparer.Default.Equals(own, joined.Local);
    }

    /// <summary>The variable that a fork's result goes to.</summary>
    internal static ILocalSymbol? HandleOf(IOperation fork) => fork.Parent switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } assignment when assignment.Value == fork => local.Local,
        _ => null,
    };

    private static bool IsAwaited(IInvocationOperation call)
    {
        IOperation? around = call.Parent;
        while (around is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } or IConversionOperation)
            around = around.Parent;
        return around is IAwaitOperation;
    }

    private static bool IsOfFor(ISymbol variable) =>
        variable is ILocalSymbol { DeclaringSyntaxReferences.Length: 1 } && variable.DeclaringSyntaxReferences[0].GetSyntax() is VariableDeclaratorSyntax { Parent.Parent: ForStatementSyntax };
}
