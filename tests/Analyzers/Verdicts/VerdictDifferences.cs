namespace ForkJoin.Tests.Analyzers.Verdicts;

/// <summary>R61: where the static verdict is another than that of the run time, each with the reason.</summary>
internal static class VerdictDifferences
{
    internal static Dictionary<string, string> Explained { get; } = new()
    {
        ["ranges that overlap only as the numbers come out"] =
            "The bounds are not constants. That they may overlap is a suggestion; that they do is known when they are lent.",

        ["moved in a branch that is not taken"] =
            "A static verdict holds for all ways through the program, that of the run time for the one that was taken.",

        ["ranges that overlap in a branch that is not taken"] =
            "A static verdict holds for all ways through the program, that of the run time for the one that was taken.",

        ["the owner by another name"] =
            "That two fields of different objects hold the same owner is known at run time alone.",
    };

    /// <summary>Where both find something and call it by different rules.</summary>
    internal static Dictionary<string, string> ExplainedIds { get; } = new()
    {
        ["borrowed by way of a call that says nothing"] =
            "That the lifetime is never disposed (FJ0014) is a second mistake, for which the run time has no moment to speak.",
    };
}
