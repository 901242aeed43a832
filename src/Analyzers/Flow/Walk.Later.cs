using System.Collections.Generic;
using System.Linq;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Flow;

/// <content>
/// What a conflict tells of the time after it: where the loan that is in the way is needed again, or, where nothing needs it, what keeps it out.
/// </content>
internal sealed partial class Walk
{
    private const string StillUsed = "still used here";
    private const string EndsOnlyHere = "the loan ends only here";

    /// <summary>In place of the help that a conflict has otherwise, where the loan that is in the way could have ended.</summary>
    private const string EndFirst = "End that loan first: nothing uses it any more";

    /// <summary>The call being evaluated, from within which a body may be walked.</summary>
    private IInvocationOperation? _call;

    private Later? LaterOf(IOperation at, Loan loan)
    {
        HashSet<int> holders = [], unclear = [], enders = [];
        foreach (KeyValuePair<int, Value> place in _state.Places)
        {
            if (place.Value.IsUnknown && MayHold(place.Key))
                unclear.Add(place.Key);
            foreach (Item item in place.Value.Items)
            {
                if (item.End is null && item.Kind is ItemKind.Handle or ItemKind.View or ItemKind.Pair or ItemKind.Chunks && IsOf(item.Id, loan.Id))
                    holders.Add(place.Key);
                if (item.End is null && item.Kind switch
                    {
                        ItemKind.Handle => item.Id == loan.Id || item.Id == loan.Home,
                        ItemKind.Home or ItemKind.Fork => item.Id == loan.Home,
                        _ => false,
                    })
                    enders.Add(place.Key);
            }
        }
        if (First(at, holders, MentionKind.Use, out bool isNextRound) is { } use)
            return new(use.At.Syntax.GetLocation(), isNextRound ? $"{StillUsed}, in the next round" : StillUsed, CanEnd: false);
        if (First(at, enders, MentionKind.End, out _) is { } end)
        {
            bool canEnd = Origins[loan.Home].Above < 0 && First(at, unclear, MentionKind.Use, out _) is null;
            return new(EndOf(end.At), EndsOnlyHere, canEnd);
        }
        int home = Origins[loan.Home].Above is var above && above >= 0 ? above : loan.Home;
        return Origins[home] is { IsCall: true, Site: InvocationExpressionSyntax call } ? new(EndOfBody(call), EndsOnlyHere, CanEnd: false) : null;
    }

    /// <summary>Whether a loan is another, or was lent on from it.</summary>
    private bool IsOf(int loan, int from)
    {
        while (loan != from)
        {
            if (!_state.Loans.TryGetValue(loan, out Loan? known))
                return false;
            loan = known.From;
        }
        return true;
    }

    /// <summary>Whether a place of which nothing is known may hold something of a loan.</summary>
    private bool MayHold(int place) => Origins.SymbolOf(place) switch
    {
        ILocalSymbol local => local.IsRef || local.Type.IsRefLikeType || Library.KindOf(local.Type).IsHandle(),
        IParameterSymbol parameter => parameter.Type.IsRefLikeType,
        _ => false,
    };

    /// <summary>
    /// Which of the uses, or ends, of some places comes first after an operation: in the order of the source, and only then what a loop comes back to. What
    /// a body has none of is asked of what comes after the call that runs it.
    /// </summary>
    private Mention? First(IOperation at, HashSet<int> places, MentionKind kind, out bool isNextRound)
    {
        isNextRound = false;
        IOperation? after = at;
        for (Walk? walk = this; walk is not null && after is not null && places.Count > 0;)
        {
            Mention? first = null;
            if (walk._block is { } block)
            {
                Liveness liveness = _analysis.LivenessOf(walk._graph);
                HashSet<Mention> found = [];
                IOperation from = after;
                places = [.. places];
                places.RemoveWhere(place => !liveness.After(block, from, place, kind, found));
                foreach (Mention mention in found)
                {
                    if (first is null || IsBefore(mention, first, from))
                        first = mention;
                }
                isNextRound = first is { IsInside: false } && IsBack(first, from);
            }
            if (first is not null)
                return first;
            Walk inner = walk;
            while (walk is not null && walk._graph == inner._graph)
                walk = walk._outer; // of a finally too
            after = walk?._call;
        }
        return null;
    }

    private static bool IsBefore(Mention one, Mention other, IOperation from) =>
        (IsBack(one, from), one.At.Syntax.SpanStart).CompareTo((IsBack(other, from), other.At.Syntax.SpanStart)) < 0;

    /// <summary>Whether a mention stands before an operation that it comes after: in another round, unless it stands on the left of what the operation assigns.</summary>
    private static bool IsBack(Mention mention, IOperation from)
    {
        if (mention.At.Syntax.SpanStart > from.Syntax.SpanStart || mention.At.Syntax.SyntaxTree != from.Syntax.SyntaxTree)
            return false;
        for (IOperation part = mention.At; part.Parent is { } whole; part = whole)
        {
            if (whole is IAssignmentOperation assignment && assignment.Target == part && whole.Syntax.Span.Contains(from.Syntax.Span))
                return false;
        }
        return true;
    }

    /// <summary>Where something ends: at the call that ends it, or at the closing brace to which its <c>using</c> reaches.</summary>
    private static Location EndOf(IOperation end)
    {
        IOperation call = end;
        while (call is not IInvocationOperation && call.Parent is { } around)
            call = around;
        return call is IInvocationOperation { IsImplicit: false } ? call.Syntax.GetLocation() : EndOf(end.Syntax);
    }

    /// <summary>The same by the code of it: a call, or what a <c>using</c> declares or is given.</summary>
    private static Location EndOf(SyntaxNode end)
    {
        foreach (SyntaxNode around in end.AncestorsAndSelf())
        {
            switch (around)
            {
                case UsingStatementSyntax statement when !statement.Statement.Span.Contains(end.Span):
                    return statement.Statement.GetLastToken().GetLocation();
                case LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0, Parent: GlobalStatementSyntax { Parent: CompilationUnitSyntax file } }:
                    return file.Members.Last(static member => member is GlobalStatementSyntax).GetLastToken().GetLocation();
                case LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0, Parent: { } block }:
                    return block.GetLastToken().GetLocation();
            }
        }
        return end.GetLocation();
    }

    /// <summary>Where the call ends that runs a body: the body's closing brace, where it is written there and has one.</summary>
    private static Location EndOfBody(InvocationExpressionSyntax call)
    {
        foreach (ArgumentSyntax argument in call.ArgumentList.Arguments)
        {
            if (argument.Expression is AnonymousFunctionExpressionSyntax { Block: { } block })
                return block.CloseBraceToken.GetLocation();
        }
        return call.ArgumentList.CloseParenToken.GetLocation();
    }
}
