namespace ForkJoin.Tests.Analyzers.Framework;

/// <summary>
/// Rules whose ids are settled and that do not exist yet: they have no page, and while there are any the analyzer is not expected to find all that the run
/// time refuses. Empty is right.
/// </summary>
internal static class Pending
{
    internal static string[] Rules { get; } =
    [
        "FJ0001", "FJ0002", "FJ0003", "FJ0004", "FJ0005", "FJ0006", "FJ0010", "FJ0011", "FJ0012", "FJ0013", "FJ0014",
        "FJ0020", "FJ0021", "FJ0022", "FJ0023", "FJ0024", "FJ0025", "FJ0026", "FJ0027", "FJ0031", "FJ0032", "FJ0033",
    ];
}
