namespace ForkJoin.Tests.Analyzers.Verdicts;

/// <summary>A program whose static and run-time verdicts are compared.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Source">Its statements, and types below them.</param>
/// <param name="IsRefused">Whether the run time refuses something in it.</param>
internal sealed record VerdictProgram(string Name, string Source, bool IsRefused);

/// <summary>All programs: those that the run time lets through, and those in which it refuses something.</summary>
internal static partial class VerdictPrograms
{
    internal static VerdictProgram[] All { get; } =
    [
        .. Accepted.Concat(AcceptedTogether).Select(static program => new VerdictProgram(program.Name, program.Source, IsRefused: false)),
        .. Refused.Concat(RefusedTogether).Select(static program => new VerdictProgram(program.Name, program.Source, IsRefused: true)),
    ];
}
