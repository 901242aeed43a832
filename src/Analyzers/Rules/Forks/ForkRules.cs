using Microsoft.CodeAnalysis;

namespace ForkJoin.Analyzers.Rules.Forks;

/// <summary>The rules about what forks get and do. Their words are those of the run time (src/Core/Shareability/ShareThrow.cs).</summary>
internal static class ForkRules
{
    private const DiagnosticSeverity Certain = DiagnosticSeverity.Warning, Perhaps = DiagnosticSeverity.Info;

    internal static readonly DiagnosticDescriptor CapturesMutable = Rule.Define(
        RuleIds.ForkCapturesMutable, Rule.Forking, Certain,
        "A fork captures a variable that is assigned meanwhile",
        "Cannot fork: the lambda captures {0} ({1}) {2}. {3}",
        "What is captured is shared. A variable that one thread assigns while another uses it has no certain value.");

    internal static readonly DiagnosticDescriptor CapturesNotShareable = Rule.Define(
        RuleIds.ForkCapturesNotShareable, Rule.Forking, Certain,
        "A fork gets something that threads may not share",
        "Cannot fork: {0}: {1}. {2}",
        "The run time refuses such a fork with NotShareableException; in the forms of loops that the base library has, it trusts the caller.");

    internal static readonly DiagnosticDescriptor ChangesOwner = Rule.Define(
        RuleIds.ForkCapturesOwner, Rule.Forking, Certain,
        "A fork captures an owner",
        "Cannot fork: the lambda captures {0} ({1}) {2}. {3}",
        "An owner that is captured is shared, and nobody sees to it that its users take turns. What is lent is watched.");

    internal static readonly DiagnosticDescriptor CapturesOwner = Rule.Define(
        RuleIds.ForkCapturesOwner, Rule.Forking, Perhaps,
        "A fork captures an owner",
        "The lambda captures {0} ({1}) and {2}: whoever else has the owner may change it meanwhile. {3}.",
        "An owner that is captured is shared, and nobody sees to it that its users take turns. What is lent is watched.");

    internal static readonly DiagnosticDescriptor CapturesLoopVariable = Rule.Define(
        RuleIds.ForkCapturesLoopVariable, Rule.Forking, Certain,
        "A fork captures the variable of a for loop",
        "Cannot fork: the lambda captures {0} ({1}), the one variable of all turns of the loop, which goes on to the next before the fork is joined. "
        + "Copy it inside the loop, or hand it to the fork as its state.",
        "All turns of a for loop have one variable; those of a foreach loop have each their own.");

    internal static readonly DiagnosticDescriptor IsAsync = Rule.Define(
        RuleIds.AsyncForkBody, Rule.Forking, Certain,
        "The body of a fork is asynchronous",
        "The body is asynchronous: the fork is over at its first await, and {0}. Use ForAsync, ForEachAsync or RunAsync, or block in ForkJoinPool.Blocking.",
        "A fork ends when its delegate returns. What comes after an await runs later, joined by nobody and with no loan.");

    internal static readonly DiagnosticDescriptor Blocks = Rule.Define(
        RuleIds.BlockingInFork, Rule.Forking, Perhaps,
        "A fork blocks its worker",
        "{0} blocks a worker of the pool inside a fork. Declare it: {1}(() => ...) lets the pool use one more thread meanwhile.",
        "A worker that waits without telling the pool runs nothing else; where all of them wait for what nobody runs, the program hangs.");

    internal static readonly DiagnosticDescriptor ResultNotThere = Rule.Define(
        RuleIds.ResultReadBeforeJoin, Rule.Forking, Certain,
        "The result of a fork is not there",
        "Cannot read the result of a fork{0}",
        "The result is there when the fork is joined: by the end of its section, or by Join, which returns it.");
}
