using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ForkJoin.Analyzers.Rules;

/// <summary>What all our analyzers have in common: they look at code that people have written, several members at a time, and only where it can use the library.</summary>
public abstract class LibraryAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (Ours.IsReferenced(start.Compilation))
                Start(start);
        });
    }

    /// <summary>Registers what is to be looked at in a compilation that refers to the library.</summary>
    private protected abstract void Start(CompilationStartAnalysisContext start);
}
