namespace ForkJoin.Tests.Analyzers.Framework;

/// <summary>
/// Rules whose ids are settled and that do not exist yet: they have no page, and while there are any the analyzer is not expected to find all that the run
/// time refuses. Empty is right.
/// </summary>
internal static class Pending
{
    internal static string[] Rules { get; } = [];
}
