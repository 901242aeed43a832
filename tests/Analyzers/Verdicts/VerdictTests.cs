using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Runtime.Loader;
using ForkJoin.Tests.Analyzers.Framework;
using ForkJoin.Tests.Analyzers.Framework.Trials;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ForkJoin.Tests.Analyzers.Verdicts;

/// <summary>
/// R61: static and run-time verdicts held against each other. Each program of <see cref="VerdictPrograms"/> is compiled, analysed and run with the checks
/// on; the analyzer finds something wrong in it exactly if the run time refuses something. Where the two differ, <see cref="VerdictDifferences"/>
/// says why. Where both find something, it is the same rule: the id of the diagnostic is that of the exception.
/// </summary>
[Trait("Needs", "Checks")]
public sealed class VerdictTests
{
    /// <summary>Far beyond what any program takes, so that one that hangs fails instead.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static readonly ConcurrentDictionary<string, Verdicts> s_verdicts = [];

    public static TheoryData<string> Names => [.. VerdictPrograms.All.Select(static program => program.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void R61_static_and_run_time_verdicts_agree_but_for_the_differences_that_are_explained(string name)
    {
        (VerdictProgram program, Diagnostic[] said, BorrowException? refused) = VerdictsOf(name);

        Assert.True(
            refused is not null == program.IsRefused,
            program.IsRefused ? "The run time lets it through." : $"The run time refuses it: {refused?.Message}");
        bool isExplained = VerdictDifferences.Explained.ContainsKey(name), differs = said.Length > 0 != program.IsRefused;
        Assert.False(differs && !isExplained, program.IsRefused
            ? $"Refused at run time and not reported: {refused?.Message}"
            : $"Reported and not refused: {string.Join("; ", said.AsEnumerable())}");
        Assert.False(!differs && isExplained, $"The verdicts agree by now: remove '{name}' from {nameof(VerdictDifferences)}.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void R61_what_both_find_has_one_rule_id_but_for_the_differences_that_are_explained(string name)
    {
        (_, Diagnostic[] said, BorrowException? refused) = VerdictsOf(name);
        if (said.Length == 0 || refused is null)
            return;
        string[] ids = [.. said.Select(static diagnostic => diagnostic.Id).Distinct()];
        bool isExplained = VerdictDifferences.ExplainedIds.ContainsKey(name), differs = ids is not [var only] || only != refused.RuleId;

        Assert.False(differs && !isExplained, $"Reported as {string.Join(" and ", ids)}, refused as {refused}");
        Assert.False(!differs && isExplained, $"The ids agree by now: remove '{name}' from {nameof(VerdictDifferences.ExplainedIds)}.");
    }

    [Fact]
    public void The_run_time_s_ids_are_those_of_the_rules_with_the_same_names()
    {
        Assert.NotEmpty(RuleConstants.OfRunTime);
        Assert.All(RuleConstants.OfRunTime, static id => Assert.Equal(RuleConstants.OfAnalyzer[id.Key], id.Value));
    }

    [Fact]
    public void R61_every_explained_difference_is_of_a_program_and_every_program_has_a_name_of_its_own()
    {
        Assert.Empty(VerdictDifferences.Explained.Keys.Concat(VerdictDifferences.ExplainedIds.Keys).Except(VerdictPrograms.All.Select(static program => program.Name)));
        Assert.Equal(VerdictPrograms.All.Length, VerdictPrograms.All.DistinctBy(static program => program.Name).Count());
        Assert.DoesNotContain(VerdictDifferences.Explained.Concat(VerdictDifferences.ExplainedIds), static difference => string.IsNullOrWhiteSpace(difference.Value));
    }

    private static Verdicts VerdictsOf(string name) => s_verdicts.GetOrAdd(name, static name =>
    {
        VerdictProgram program = VerdictPrograms.All.Single(one => one.Name == name);
        CSharpCompilation compilation = Fixture.Compile(program.Source, OutputKind.ConsoleApplication);
        Fixture.RequireNoErrors(compilation);

        // A suggestion says "perhaps", which is no verdict.
        Diagnostic[] said = [.. Fixture.Diagnose(compilation).Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
        return new(program, said, Run(compilation));
    });

    /// <summary>Runs a program.</summary>
    /// <returns>What the run time refused; null if the program came to its end.</returns>
    private static BorrowException? Run(CSharpCompilation compilation)
    {
        using var assembly = new MemoryStream();
        Assert.True(compilation.Emit(assembly).Success);
        assembly.Position = 0;
        var context = new AssemblyLoadContext("verdict", isCollectible: true);
        MethodInfo main = context.LoadFromStream(assembly).EntryPoint!;
        Assert.True(Watched.Ends(main, main.GetParameters().Length == 0 ? null : [Array.Empty<string>()], s_patience, before: null, out Exception? failure), "The program does not end.");
        context.Unload();
        BorrowException? refused = Refusals.In(failure).FirstOrDefault();
        if (failure is not null && refused is null)
            ExceptionDispatchInfo.Throw(failure);
        return refused;
    }

    /// <param name="Program">A program.</param>
    /// <param name="Said">What the analyzer says of it.</param>
    /// <param name="Refused">What the run time refuses in it, if it does.</param>
    private sealed record Verdicts(VerdictProgram Program, Diagnostic[] Said, BorrowException? Refused);
}
