using System.Collections.Generic;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Flow;

/// <content>Direct access to owners: the verdicts of the run time's <c>CheckRead</c>, <c>CheckWrite</c>, <c>Retire</c> and <c>TryDrop</c>.</content>
internal sealed partial class Walk
{
    private const string UseNewOwner = "Use the owner that has it now, or clone before moving";
    private const string WriteLater = "Do it after that loan has ended, when nothing else is lent either";
    private const string ReadLater = "Read it after that loan has ended, or borrow a part that is not lent for writing";
    private const string ReadOneLater = "Read it after that loan has ended";

    private Value OwnerCall(IInvocationOperation call, Effect effect, IOperation receiver)
    {
        Value owner = Evaluate(receiver);
        ConsumeArguments(call);
        Throws();
        switch (effect.Kind)
        {
            case EffectKind.Read or EffectKind.Copy:
                ReadOwner(receiver, owner, effect.Verb);
                break;
            case EffectKind.Write:
                WriteOwner(receiver, owner, effect.Verb);
                break;
            case EffectKind.MoveUnlessPlain when receiver.Type is INamedTypeSymbol { TypeArguments.Length: 1 } type && Library.MayBePlain(type.TypeArguments[0]):
                ReadOwner(receiver, owner, "read");
                break;
            case EffectKind.Drop:
                Take(call, effect, receiver, owner, isDrop: true);
                return Value.Nothing;
            default:
                Take(call, effect, receiver, owner, isDrop: false);
                break;
        }
        return Library.KindOf(call.Type).IsOwner() ? NewOwner(call) : Number(call);
    }

    private Value NewOwner(IOperation made)
    {
        int id = Origins.Of(made.Syntax, role: 0, Text(made));
        _state.Renew(id, ItemKind.Owner);
        return Value.Of(new Item(ItemKind.Owner, id));
    }

    private void ReadOwner(IOperation at, Value owner, string verb)
    {
        if (CheckLost(at, owner, verb))
            return;
        foreach (Item item in owner.Items)
        {
            if (item.Kind == ItemKind.Owner && FindLoan(item.Id, owner, onlyWriting: true) is { } loan)
            {
                Refuse(FindingKind.UseWhileLentForWriting, at, verb, loan, IsSingle(at) ? ReadOneLater : ReadLater);
                return;
            }
        }
    }

    private void WriteOwner(IOperation at, Value owner, string verb)
    {
        if (CheckLost(at, owner, verb))
            return;
        foreach (Item item in owner.Items)
        {
            if (item.Kind != ItemKind.Owner || FindLoan(item.Id, owner, onlyWriting: false) is not { } loan)
                continue;
            Refuse(loan.Writes ? FindingKind.UseWhileLentForWriting : FindingKind.ChangeWhileLent, at, verb, loan, WriteLater);
            return;
        }
    }

    /// <summary>Moves or drops. What is refused has not happened.</summary>
    private void Take(IOperation call, Effect effect, IOperation at, Value owner, bool isDrop)
    {
        if (!isDrop && CheckLost(at, owner, effect.Verb))
            return;
        var end = new End(call.Syntax, effect.Fate, owner.IsSeveral);
        foreach (Item item in owner.Items)
        {
            if (item.Kind != ItemKind.Owner || item.End is not null)
                continue;
            if (FindLoan(item.Id, owner, onlyWriting: false) is { } loan)
                Refuse(FindingKind.ChangeWhileLent, at, effect.Verb, loan, WriteLater);
            else if (owner.Items.Length == 1)
                _state.Mark(one => one.Kind == ItemKind.Owner && one.Id == item.Id, end);
            else
                _state.MarkPerhaps(one => one.Kind == ItemKind.Owner && one.Id == item.Id, end);
        }
        // Whichever it was: the place it was taken through has none any more.
        if (owner.Items.Length > 1 && PlaceOf(at) is var place && place >= 0 && _state.Places.TryGetValue(place, out Value? held))
            _state.Places[place] = held.Select(item => item.Kind == ItemKind.Owner && item.End is null ? null : item);
    }

    private bool CheckLost(IOperation at, Value owner, string verb)
    {
        End? end = null;
        bool isCertain = true, isOther = owner.IsSeveral;
        foreach (Item item in owner.Items)
        {
            isCertain &= item.End is not null;
            if (item is { Kind: ItemKind.Owner, End: { } its } && (end is null || its.Site.SpanStart < end.Site.SpanStart))
                end = its;
            isOther &= item.End is null or { IsOfSeveral: true };
        }
        if (end is null || (isOther && !isCertain))
            return false;
        bool again = end.Site.Span.Contains(at.Syntax.Span) && end.Site.SyntaxTree == at.Syntax.SyntaxTree;
        Report(
            FindingKind.UseAfterMove, at, Text(at), verb, $"{(isCertain ? "was" : "may have been")} {end.Fate}", CureOfLost(at),
            (end.Site, again ? $"{end.Fate} here, in the round before" : $"{end.Fate} here"));
        return true;
    }

    /// <summary>Who asks for the state acts on the answer: what is only perhaps so is known from here on.</summary>
    private void Ask(IOperation at)
    {
        Value value = Evaluate(at);
        if (PlaceOf(at) is var place && place >= 0 && value.Select(static item => item.End is null ? item : null) is { Items.Length: > 0 } alive)
            _state.Places[place] = alive;
    }

    /// <summary>A loan of one of the owners that a value may be, which is in its way.</summary>
    private Loan? FindLoan(int from, Value owner, bool onlyWriting)
    {
        bool isSeveral = owner.IsSeveral;
        Loan? found = null;
        foreach (KeyValuePair<int, Loan> loan in _state.Loans)
        {
            // Of several the earliest, and one for writing before others: what is said must not depend on the order of a table.
            if (loan.Value.From == from && (loan.Value.Writes || !onlyWriting) && !(isSeveral && loan.Value.IsOfSeveral)
                && (found is null || (loan.Value.Writes, -loan.Value.Site.SpanStart).CompareTo((found.Writes, -found.Site.SpanStart)) > 0))
                found = loan.Value;
        }
        return found;
    }

    private void Refuse(FindingKind kind, IOperation at, string verb, Loan loan, string help) =>
        Refuse(kind, at, Text(at), verb, StateOf(at, loan), help, loan, LabelOf(at, loan));

    /// <summary>Reports what a loan is in the way of.</summary>
    private void Refuse(FindingKind kind, IOperation at, string name, string verb, string reason, string help, Loan loan, string lent)
    {
        if (!_analysis.IsReporting || IsExpected() || _analysis.IsKnown(kind, at.Syntax))
            return;
        Later? later = LaterOf(at, loan);
        _analysis.Report(new Finding(kind, at.Syntax, name, verb, reason, later is { CanEnd: true } && kind != FindingKind.PerhapsConflict ? EndFirst : help, [(loan.Site, lent)], Later: later));
    }

    private void Report(FindingKind kind, IOperation at, string name, string verb, string reason, string help, params (SyntaxNode, string)[] because)
    {
        if (_analysis.IsReporting && !IsExpected())
            _analysis.Report(new Finding(kind, at.Syntax, name, verb, reason, help, because));
    }

    /// <summary>Reports the use of what has ended.</summary>
    private void Report(FindingKind kind, IOperation at, string name, string verb, string reason, string help, End end, string label)
    {
        if (_analysis.IsReporting && !IsExpected())
            _analysis.Report(new Finding(kind, at.Syntax, name, verb, reason, help, [], Later: new(EndOf(end.Site), label, CanEnd: false)));
    }

    private bool IsSingle(IOperation owner) => Library.KindOf(owner.Type) != Kind.OwnedArray;

    private static string Gerund(bool writes) => writes ? "writing" : "reading";

    private static string Verb(bool writes) => writes ? "write" : "read";

    /// <summary>An expression as messages name it, on one line.</summary>
    private static string Text(IOperation operation)
    {
        return OneLine(operation.Syntax switch
        {
            VariableDeclaratorSyntax declarator => declarator.Identifier.ValueText,
            TypeSyntax { Parent: ForEachStatementSyntax each } type when each.Type == type => each.Identifier.ValueText,
            SyntaxNode other => other.ToString(),
        });
    }

    private static string OneLine(string text)
    {
        int line = text.IndexOf('\n');
        return line < 0 ? text : text.Substring(0, line).TrimEnd() + "…";
    }
}
