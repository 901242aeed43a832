using System.Reflection;

namespace ForkJoin.Tests.Analyzers.Framework.Trials;

/// <summary>The ids of rules, by the names of their constants.</summary>
internal static class RuleConstants
{
    /// <summary>Those that the run time refuses by.</summary>
    internal static Dictionary<string, string> OfRunTime { get; } = Of(typeof(BorrowException).Assembly.GetType("ForkJoin.RuleIds", throwOnError: true)!);

    /// <summary>Those of the analyzer.</summary>
    internal static Dictionary<string, string> OfAnalyzer { get; } = Of(typeof(ForkJoin.Analyzers.Rules.RuleIds));

    private static Dictionary<string, string> Of(Type type) =>
        type.GetFields(BindingFlags.Static | BindingFlags.NonPublic).ToDictionary(static constant => constant.Name, static constant => (string)constant.GetRawConstantValue()!);
}
