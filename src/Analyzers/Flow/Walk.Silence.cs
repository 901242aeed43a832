using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Flow;

/// <content>
/// What signatures that say nothing leave their callers in the dark about (FJ0032): each is a suggestion to say it. A body that is seen answers for
/// itself, where it is written; of one that takes a value of any type, the caller is told that it may keep what it gets. No verdict is derived
/// from any of it.
/// </content>
internal sealed partial class Walk
{
    /// <summary>How members of containers begin that look for a value among others, or take it away.</summary>
    private static readonly string[] s_looking =
        ["Equals", "Compare", "Contains", "IndexOf", "LastIndexOf", "BinarySearch", "Find", "Get", "TryGet", "Remove", "TryRemove"];

    /// <summary>A place that outlives the method keeps what the method was handed, and neither signature nor type says so.</summary>
    private void SuggestStored(SyntaxNode at, ISymbol target, Value value, bool isOfType)
    {
        foreach (Item item in value.Items)
        {
            string into = IntoOf(target);
            if (KeptSource(item) is not { } source || string.Equals(source, into, System.StringComparison.Ordinal))
                continue;
            string captured = item.Kind == ItemKind.Body ? $"captures {source} and is" : "is";
            string name = target is IFieldSymbol { AssociatedSymbol: { } property } ? property.Name : target.Name;
            Finding silent = target switch
            {
                IFieldSymbol { IsStatic: true } => Silence(
                    at, $"{captured} kept in {name}, while a callee may rely on what it is handed only until it returns", KeepElsewhere),
                _ when isOfType => Silence(
                    at, $"{captured} kept in {name}, and {target.ContainingType.Name} does not say that it holds references", $"Mark {name} [BorrowsFrom]",
                    SignatureAttribute.BorrowsFrom, into: target.Name),
                _ => Silence(
                    at, $"{captured} kept in {name}, and the signature does not say so", $"Add [MayStore(from: \"{source}\", into: \"{into}\")]",
                    SignatureAttribute.MayStore, source, into),
            };
            _analysis.Report(silent);
            return;
        }
    }

    /// <summary>A result that comes from what the method was handed, where no attribute says from what. Of spans and slices C# itself tells the caller.</summary>
    private void CheckUnsaid(IMethodSymbol method, IOperation returned, Value value)
    {
        if (method.RefKind != RefKind.None || method.ReturnType.IsRefLikeType || method.MethodKind == MethodKind.PropertyGet || SaysOfResult(method))
            return;
        foreach (Item item in value.Items)
        {
            if (KeptSource(item) is not { } source || source is SignatureAttributes.This)
                continue;
            string how = item.Kind == ItemKind.Body ? $"captures {source} and is" : "is";
            _analysis.Report(Silence(
                returned.Syntax, $"{how} returned, and the signature does not say from what", $"Add [return: BorrowsFrom(\"{source}\")]", SignatureAttribute.BorrowsFrom, source));
            return;
        }
    }

    /// <summary>Whether an attribute stands there, be it one that means nothing (FJ0030).</summary>
    private static bool SaysOfResult(IMethodSymbol method)
    {
        foreach (AttributeData attribute in method.GetReturnTypeAttributes())
        {
            if (SignatureAttributes.Of(attribute.AttributeClass) == SignatureAttribute.BorrowsFrom)
                return true;
        }
        return false;
    }

    /// <summary>
    /// An owner that the caller takes to be its own still, and that may be gone when the body comes to its end. Who calls a private method stands beside
    /// it, and the next use of the owner is refused at run time in any case: there it would be too much said.
    /// </summary>
    private void CheckUsedUp(IMethodSymbol method, Signature signature, State after)
    {
        if (method.DeclaredAccessibility == Accessibility.Private)
            return;
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (parameter.RefKind != RefKind.None || !Library.KindOf(parameter.Type).IsOwner() || signature.Says(SignatureAttribute.Consumes, parameter.Name))
                continue;
            int place = Origins.Place(parameter);
            foreach (Item item in after.Places.TryGetValue(place, out Value? held) ? held.Items : [])
            {
                if (item is { Kind: ItemKind.Owner, End: { } end } && Origins[item.Id].Place == place)
                    _analysis.Report(new Finding(
                        FindingKind.Silent, end.Site, parameter.Name, string.Empty, $"is {end.Fate} here, and the signature does not say so", $"Mark {parameter.Name} [Consumes]", [],
                        SignatureAttribute.Consumes, parameter.Name));
            }
        }
    }

    /// <summary>A body that goes to a thread of its own with a reference that the method was handed, and nobody waits for it.</summary>
    private void CheckStarted(IOperation call, IMethodSymbol method, Handed handed)
    {
        if (!_analysis.IsReporting || !handed.Value.IsOne(ItemKind.Body, out int body) || !Starts(method) || !IsLeft(call) || Captured(_analysis.BodyOf(body)) is not { } source)
            return;
        _analysis.Report(Silence(
            handed.At.Syntax, $"captures {source} and is run by {method.ContainingType.Name}, while a callee may rely on what it is handed only until it returns",
            "Wait for it before returning, or hand it a copy of the value"));
    }

    /// <summary>
    /// A callee that by its types can keep what it is handed, an instance member or constructor of a container, and whose body nobody has held to its
    /// silence: there it is a value of any type. What only looks for a value among others is known by name.
    /// </summary>
    private void CheckMayKeep(IMethodSymbol method, Handed handed)
    {
        if (!_analysis.IsReporting || method.IsStatic || method.MethodKind == MethodKind.DelegateInvoke || method.ContainingType is not { IsGenericType: true } type
            || !HasHandle(handed.Value) || IsLooking(method.Name) || !CanHold(type.OriginalDefinition))
            return;
        foreach (IParameterSymbol parameter in method.OriginalDefinition.Parameters)
        {
            if (string.Equals(parameter.Name, handed.Name, System.StringComparison.Ordinal) && parameter.Type is ITypeParameterSymbol { DeclaringType: not null })
                _analysis.Report(new Finding(
                    FindingKind.Silent, handed.At.Syntax, Text(handed.At), string.Empty,
                    $"is handed to {type.Name}{(method.MethodKind == MethodKind.Constructor ? string.Empty : "." + method.Name)}, which may keep it: its signature says nothing of references",
                    "Mark its type parameter [BorrowsFrom], or hand over the value", []));
        }
    }

    private static bool IsLooking(string method)
    {
        foreach (string beginning in s_looking)
        {
            if (method.StartsWith(beginning, System.StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    /// <summary>Whether a type has where to keep a value of its type parameter. Of one that is not written here the fields need not be known.</summary>
    private static bool CanHold(INamedTypeSymbol type)
    {
        if (type.DeclaringSyntaxReferences.Length == 0)
            return !Ours.Has(type);
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IFieldSymbol field && Mentions(field.Type))
                return true;
        }
        return type.BaseType is { } above && Mentions(above);
    }

    private static bool Mentions(ITypeSymbol type)
    {
        if (type is ITypeParameterSymbol)
            return true;
        if (type is IArrayTypeSymbol array)
            return Mentions(array.ElementType);
        if (type is not INamedTypeSymbol named)
            return false;
        foreach (ITypeSymbol argument in named.TypeArguments)
        {
            if (Mentions(argument))
                return true;
        }
        return false;
    }

    private static bool Starts(IMethodSymbol method) => method.ContainingType is { ContainingNamespace: { } space } type && (type.Name, method.Name) switch
    {
        ("Task", "Run") or ("TaskFactory", "StartNew") or ("Thread" or "Timer", ".ctor") => true,
        ("ThreadPool", "QueueUserWorkItem" or "UnsafeQueueUserWorkItem") => true,
        _ => false,
    } && space.ToDisplayString() is "System.Threading" or "System.Threading.Tasks";

    /// <summary>Whether nobody is there to wait for what a call has started.</summary>
    private static bool IsLeft(IOperation call) => call.Parent switch
    {
        IExpressionStatementOperation => true,
        ISimpleAssignmentOperation { Target: IDiscardOperation or IFieldReferenceOperation } => true,
        IInvocationOperation { TargetMethod.Name: "Start", Instance: { } instance } => instance == call,
        _ => false,
    };

    /// <summary>What the method was handed and an item that is kept depends on: a reference, or one that a lambda captures.</summary>
    private string? KeptSource(Item item) => item.Kind switch
    {
        ItemKind.Handle => SourceOf(item.Id),
        ItemKind.Body => Captured(_analysis.BodyOf(item.Id)),
        _ => null,
    };

    /// <summary>The first of a method's references that a lambda captures.</summary>
    private string? Captured(Body body)
    {
        if (body.Lambda is null)
            return null;
        foreach (IOperation operation in body.Operations())
        {
            if (operation is IParameterReferenceOperation { Parameter: { } parameter } && Library.KindOf(parameter.Type) is Kind.Ref or Kind.RefMut && IsHanded(parameter))
                return parameter.Name;
        }
        return null;
    }

    /// <summary>Whether a parameter is the method's, or of a function around what is walked.</summary>
    private bool IsHanded(IParameterSymbol parameter) =>
        SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, _method) || (_outer?.IsHanded(parameter) ?? false);

    private static Finding Silence(
        SyntaxNode at, string reason, string help, SignatureAttribute missing = SignatureAttribute.None, string from = "", string into = "") =>
        new(FindingKind.Silent, at, OneLine(at.ToString()), string.Empty, reason, help, [], missing, from, into);
}
