using System;

namespace ForkJoin.Owners;

/// <summary>What messages call an owner.</summary>
/// <param name="Text">The name.</param>
/// <param name="IsGiven">
/// Whether somebody chose it: then borrowers' words for the owner do not count. What the compiler made of an expression yields to them, since the variable that
/// holds the owner says more than the one that held the value.
/// </param>
internal readonly record struct OwnerName(string Text, bool IsGiven)
{
    /// <param name="given">The name that the maker gives, or null.</param>
    /// <param name="expression">The maker's expression for the value; that of a <c>ref</c> argument has the word in front.</param>
    /// <param name="otherwise">Where there is neither.</param>
    internal static OwnerName Of(string? given, string? expression, string otherwise) => given is not null
        ? new(given, IsGiven: true)
        : new(expression?.StartsWith("ref ", StringComparison.Ordinal) == true ? expression[4..] : expression ?? otherwise, IsGiven: false);

    /// <summary>The name of whoever has the value next.</summary>
    internal OwnerName Or(string? given) => given is null ? this : new(given, IsGiven: true);
}
