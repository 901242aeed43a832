namespace ForkJoin.Tests.Analyzers.Framework;

/// <summary>
/// Rules whose ids are settled and that do not exist yet: they have no page. Empty is right.
/// </summary>
internal static class Pending
{
    internal static string[] Rules { get; } = [];
}
