using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ForkJoin.Tests.Analyzers.Robustness;

/// <summary>An analyzer with a fault, to see that faults are seen. Not one of those that ship, so none of the rules for these hold.</summary>
#pragma warning disable RS1001, RS1025, RS1026, RS1036, RS2008
internal sealed class Throwing : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new("TEST0001", "Never", "Never", "Tests", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    public override void Initialize(AnalysisContext context) =>
        context.RegisterSymbolAction(static _ => throw new InvalidOperationException("a fault"), SymbolKind.NamedType);
}
