using System.Linq;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Analyzers.Flow;

/// <summary>Patterns: what they name, and which of them can only match.</summary>
internal sealed partial class Walk
{
    /// <summary>What a pattern names at its top is what it looks at, and what it asks for there it reads; what it names inside may be anything.</summary>
    private void Match(IIsPatternOperation match)
    {
        Value value = Read(match.Value);
        foreach (IOperation inner in match.Pattern.DescendantsAndSelf())
        {
            ISymbol? named = inner switch
            {
                IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
                IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
                IListPatternOperation list => list.DeclaredSymbol,
                _ => null,
            };
            if (named is not null)
                _state.Places[Origins.Place(named)] = inner == match.Pattern ? value : Value.Unknown;
        }
        Throws();
        if (match.Pattern is not IRecursivePatternOperation { PropertySubpatterns: { Length: > 0 } parts })
            return;
        foreach (IPropertySubpatternOperation part in parts)
        {
            if (part.Member is IPropertyReferenceOperation member && Library.EffectOf(member.Property).Kind is EffectKind.Access or EffectKind.Read)
                ReadOwner(match.Value, value, "read");
        }
    }

    /// <summary>Whether a condition can only hold, by the types alone: nothing comes of a way that is never gone.</summary>
    private static bool HoldsAlways(IOperation? condition) => condition is IIsPatternOperation match && MatchesAlways(match.Pattern);

    private static bool MatchesAlways(IPatternOperation pattern) => pattern switch
    {
        IDiscardPatternOperation => true,
        IDeclarationPatternOperation declaration => declaration.MatchesNull || IsOfItsType(pattern),
        ITypePatternOperation => IsOfItsType(pattern),
        IRecursivePatternOperation recursive => IsOfItsType(pattern)
            && recursive.PropertySubpatterns.All(static part => MatchesAlways(part.Pattern))
            && recursive.DeconstructionSubpatterns.All(MatchesAlways),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both => MatchesAlways(both.LeftPattern) && MatchesAlways(both.RightPattern),
        IBinaryPatternOperation either => MatchesAlways(either.LeftPattern) || MatchesAlways(either.RightPattern),
        _ => false,
    };

    /// <summary>Whether what is looked at is a value of the very type that the pattern asks for, which is never null.</summary>
    private static bool IsOfItsType(IPatternOperation pattern) =>
        pattern.InputType is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T } type
        && SymbolEqualityComparer.Default.Equals(type, pattern.NarrowedType);
}
