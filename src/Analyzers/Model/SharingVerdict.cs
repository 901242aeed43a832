using Microsoft.CodeAnalysis;

namespace ForkJoin.Analyzers.Model;

/// <summary>What is known about a type, and which part of it decides: the library's <c>ShareVerdict</c> over symbols.</summary>
/// <param name="Kind">What threads may do with its values.</param>
/// <param name="Part">The type of the part that decides.</param>
/// <param name="Path">The way from a value down to that part; empty for the value itself.</param>
/// <param name="Why">Why it is no better, as a clause; empty where all is well.</param>
/// <param name="Cure">What to do instead, as a sentence; empty where all is well.</param>
/// <param name="IsSure">
/// False where the verdict hangs on fields that a reference does not show: those of a class in another assembly. The run time, which sees them, may know better.
/// </param>
internal readonly record struct SharingVerdict(ShareKind Kind, ITypeSymbol Part, string Path, string Why, string Cure, bool IsSure = true)
{
    internal static SharingVerdict Fine(ITypeSymbol type) => new(ShareKind.Shareable, type, string.Empty, string.Empty, string.Empty);

    /// <summary>This verdict, reached through a part of a larger thing.</summary>
    internal SharingVerdict Through(string step) => this with { Path = step + Path };

    /// <summary>The part that decides, beginning at what <paramref name="root"/> names, with its type.</summary>
    internal string Named(string root) => $"{root}{Path} ({TypeName.Of(Part)})";

    internal static bool IsWeaker(ShareKind one, ShareKind other) => Rank(one) < Rank(other);

    private static int Rank(ShareKind kind) => kind == ShareKind.NotShareable ? -1 : (int)kind;
}
