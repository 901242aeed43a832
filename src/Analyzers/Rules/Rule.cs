using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ForkJoin.Analyzers.Rules;

/// <summary>
/// How the rules speak, in the manner of rustc: the conflicting use is the place of the diagnostic; the places that explain it come
/// beside it, each with a label ("lent for writing here", "still used here"); the message ends with one line of help.
/// </summary>
internal static class Rule
{
    internal const string Borrowing = "ForkJoin.Borrowing";
    internal const string Forking = "ForkJoin.Forking";
    internal const string Signatures = "ForkJoin.Signatures";

    /// <summary>Under this key stand the labels of the additional locations, one a line.</summary>
    internal const string Labels = "Labels";

    internal static DiagnosticDescriptor Define(string id, string category, DiagnosticSeverity severity, string title, string message, string description) =>
        new(id, title, message, category, severity, isEnabledByDefault: true, description);

    /// <param name="rule">The rule.</param>
    /// <param name="at">The conflicting use.</param>
    /// <param name="because">The places that explain it, each with its label.</param>
    /// <param name="arguments">What the message speaks of.</param>
    internal static Diagnostic Report(DiagnosticDescriptor rule, Location at, IReadOnlyList<(Location Place, string Label)> because, params object[] arguments) =>
        Report(rule, at, because, ImmutableDictionary<string, string?>.Empty, arguments);

    /// <param name="rule">The rule.</param>
    /// <param name="at">The conflicting use.</param>
    /// <param name="because">The places that explain it, each with its label.</param>
    /// <param name="facts">What fixes need to know.</param>
    /// <param name="arguments">What the message speaks of.</param>
    internal static Diagnostic Report(
        DiagnosticDescriptor rule, Location at, IReadOnlyList<(Location Place, string Label)> because, ImmutableDictionary<string, string?> facts, object[] arguments)
    {
        var places = new List<Location>(because.Count);
        var labels = new List<string>(because.Count);
        foreach ((Location place, string label) in because)
        {
            places.Add(place);
            labels.Add(label);
        }
        return Diagnostic.Create(rule, at, places, facts.Add(Labels, string.Join("\n", labels)), arguments);
    }
}
