using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ForkJoin.Analyzers.Model;

/// <summary>
/// The verdicts about types, as the run time finds them (src/Core/Shareability/TypeFacts.cs): what a type's attributes say, else what is known of the base
/// library, else what follows from its fields. Found once for each type of a compilation.
/// </summary>
/// <remarks>
/// References show the fields of structs, and of classes none that is private. So about a class of another assembly that says nothing itself, nothing is sure.
/// </remarks>
internal sealed class SharingFacts
{
    private const string Changing = "Make the field readonly, say [Shareable] where the type sees to it, or put it into a Mutex<T> or SharedRef<T>.";

    private readonly ConcurrentDictionary<ITypeSymbol, SharingVerdict> _found = new(SymbolEqualityComparer.Default);

    internal SharingVerdict Of(ITypeSymbol type) => _found.TryGetValue(type, out SharingVerdict found) ? found : new Search(this).Find(type);

    /// <summary>One question, and those that it leads to.</summary>
    private sealed class Search(SharingFacts facts)
    {
        /// <summary>Types nested in each other without end (<c>Node&lt;Node&lt;T&gt;&gt;</c>) are followed so far.</summary>
        private const int Deepest = 64;

        /// <summary>Those asked about on the way here. A type that contains itself is as good as its other parts.</summary>
        private readonly HashSet<ITypeSymbol> _open = new(SymbolEqualityComparer.Default);

        private bool _assumed;

        internal SharingVerdict Find(ITypeSymbol type)
        {
            if (facts._found.TryGetValue(type, out SharingVerdict found))
                return found;
            if (_open.Count == Deepest)
                return Unsaid(type, "anything may stand behind it", isSure: false);
            if (!_open.Add(type))
            {
                _assumed = true;
                return SharingVerdict.Fine(type);
            }
            SharingVerdict verdict = Judge(type);
            _open.Remove(type);
            if (_open.Count == 0 || !_assumed)
                facts._found.TryAdd(type, verdict);
            return verdict;
        }

        private SharingVerdict Judge(ITypeSymbol type)
        {
            if (type.TypeKind is TypeKind.Error or TypeKind.TypeParameter)
                return Unsaid(type, "anything may stand behind it", isSure: false);
            if (Stated(type) is { } statement)
                return Apply(type, statement);
            if (type.IsRefLikeType)
                return new(ShareKind.NotShareable, type, string.Empty, "it stays on the stack of its thread", "Lend a slice to the fork.");
            if (type.TypeKind == TypeKind.Struct)
                return OfParts((INamedTypeSymbol)type, onlyReadonly: false);
            if (type.TypeKind == TypeKind.Class && type.SpecialType != SpecialType.System_Object && !IsDelegate(type))
                return OfParts((INamedTypeSymbol)type, onlyReadonly: true);
            return Unsaid(type, IsDelegate(type) ? "what it captures is not known from its type" : "anything may stand behind it");
        }

        private SharingVerdict Apply(ITypeSymbol type, Statement statement)
        {
            var weakest = new SharingVerdict(statement.Kind, type, string.Empty, statement.Why, statement.Cure);
            if (statement.Arguments == ShareKind.Unknown || statement.Kind == ShareKind.NotShareable)
                return weakest;
            if (type is IArrayTypeSymbol array)
                Weaken("[]", array.ElementType);
            for (var owner = type as INamedTypeSymbol; owner is not null; owner = owner.ContainingType)
            {
                for (int i = 0; i < owner.TypeArguments.Length; i++)
                    Weaken($"<{owner.TypeParameters[i].Name}>", owner.TypeArguments[i]);
            }
            return weakest;

            void Weaken(string step, ITypeSymbol argument)
            {
                SharingVerdict found = Find(argument);
                if (SharingVerdict.IsWeaker(found.Kind, statement.Arguments) && SharingVerdict.IsWeaker(found.Kind, weakest.Kind))
                    weakest = found.Through(step);
            }
        }

        private SharingVerdict OfParts(INamedTypeSymbol type, bool onlyReadonly)
        {
            SharingVerdict weakest = SharingVerdict.Fine(type);
            bool isSure = true, isSurelyWeak = false;
            for (INamedTypeSymbol? owner = type; owner is not null && owner.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); owner = owner.BaseType)
            {
                if (!SymbolEqualityComparer.Default.Equals(owner, type) && Stated(owner) is { Kind: ShareKind.Shareable })
                    break;
                ImmutableArray<TypeFields.Part> parts = TypeFields.Of(owner, out bool whole);
                isSure &= whole;
                foreach (TypeFields.Part part in parts)
                {
                    SharingVerdict found = onlyReadonly && !part.IsReadonly
                        ? new(ShareKind.Unknown, part.Type, part.Step, "it may be assigned, by whichever thread", Changing)
                        : Find(part.Type).Through(part.Step);
                    isSure &= found.IsSure;
                    isSurelyWeak |= found.IsSure && found.Kind != ShareKind.Shareable;
                    if (SharingVerdict.IsWeaker(found.Kind, weakest.Kind))
                        weakest = found;
                }
            }
            // What a class does with its fields is its own business: it may take a lock around them.
            if (onlyReadonly)
                return weakest.Kind != ShareKind.Shareable ? weakest with { Kind = ShareKind.Unknown, IsSure = isSurelyWeak }
                    : isSure ? weakest : Hidden(type);
            return isSure || weakest.Kind == ShareKind.NotShareable ? weakest with { IsSure = true }
                : weakest.Kind == ShareKind.Unknown ? weakest with { IsSure = false } : Hidden(type);
        }
    }

    private static SharingVerdict Hidden(ITypeSymbol type) => Unsaid(type, "its fields are not known here", isSure: false);

    private static Statement? Stated(ITypeSymbol type)
    {
        for (ITypeSymbol? one = type; one is not null; one = one.BaseType)
        {
            if (Attribute(one, "NotShareableAttribute") is { } not)
            {
                string why = not.ConstructorArguments.Length == 1 ? not.ConstructorArguments[0].Value as string ?? string.Empty : string.Empty;
                return new(ShareKind.NotShareable, default, why, Named(not, "Cure") as string ?? string.Empty);
            }
        }
        if (Attribute(type, "ShareableAttribute") is { } shareable)
            return new(ShareKind.Shareable, Arguments(shareable));
        if (Attribute(type, "SendableAttribute") is not { } sendable)
            return KnownSharing.Find(type);
        return Named(sendable, "Readable") is true
            ? new(ShareKind.Readable, Arguments(sendable), "whoever changes it must be alone with it", "Lend it, or put it into a Mutex<T> or SharedRef<T>.")
            : new(ShareKind.Sendable, Arguments(sendable), "one thread at a time uses it", "Hand it over as the fork's state, or put it into a Mutex<T>.");
    }

    private static AttributeData? Attribute(ITypeSymbol type, string name)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (Ours.Is(attribute.AttributeClass, name))
                return attribute;
        }
        return null;
    }

    private static ShareKind Arguments(AttributeData attribute) => Named(attribute, "Arguments") is int kind ? (ShareKind)kind : ShareKind.Sendable;

    private static object? Named(AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (string.Equals(argument.Key, name, StringComparison.Ordinal))
                return argument.Value.Value;
        }
        return null;
    }

    private static bool IsDelegate(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Delegate || type.SpecialType is SpecialType.System_Delegate or SpecialType.System_MulticastDelegate;

    private static SharingVerdict Unsaid(ITypeSymbol type, string why, bool isSure = true) => new(
        ShareKind.Unknown, type, string.Empty, why,
        "Say [Shareable] or [Sendable] where the type is that, declare a type that says more, or put it into a Mutex<T> or SharedRef<T>.", isSure);
}
