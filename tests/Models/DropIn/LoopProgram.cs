using FsCheck;
using FsCheck.Fluent;
using ForkJoin.Tests.Models.Engine;

namespace ForkJoin.Tests.Models.DropIn;

/// <summary>Which of the methods is called.</summary>
internal enum LoopForm
{
    For,
    ForWithState,
    ForWithLocal,
    ForLong,
    ForLongWithState,
    ForLongWithLocal,
    Invoke,
}

/// <summary>The indices of a loop.</summary>
internal enum Extent
{
    Reversed,
    FromZero,
    AcrossZero,
    AtTheLowEnd,
    AtTheHighEnd,

    /// <summary>All that the type has: the loop ends early, or it would not end.</summary>
    Everything,
}

/// <summary>What an iteration does beside running.</summary>
internal enum LoopVerb
{
    Throw,
    ThrowOfToken,
    ThrowOfOtherToken,
    Cancel,
    Break,
    Stop,
    Nest,
    NestAndThrow,
    Look,
}

/// <summary>What is done in the iteration that stands so far from the first.</summary>
internal readonly record struct LoopStep(LoopVerb Verb, int At);

/// <summary>A call of Parallel: its arguments, and what its bodies do.</summary>
internal sealed record LoopProgram(
    LoopForm Form, Extent Extent, int Length, int Degree, bool HasToken, bool IsCancelledBefore, bool HasScheduler, int InitThatThrows,
    int FinalThatThrows, IReadOnlyList<LoopStep> Steps)
{
    internal static Arbitrary<LoopProgram> Any { get; } = Arb.From(
        from form in Gen.Elements(Enum.GetValues<LoopForm>())
        from extent in Gen.Elements(Enum.GetValues<Extent>())
        from length in Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(0, 40), Gen.Choose(0, 3000))
        from degree in Gen.Elements(-1, 1, 1, 2, 3)
        from token in Gen.Choose(0, 1)
        from cancelled in Gen.Choose(0, 9)
        from scheduler in Gen.Choose(0, 7)
        from init in Gen.Choose(0, 12)
        from final in Gen.Choose(0, 12)
        from steps in (
            from verb in Gen.Elements(Enum.GetValues<LoopVerb>())
            from at in Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(0, Math.Max(0, length - 1)))
            select new LoopStep(verb, at)).ArrayOf()
        select new LoopProgram(
            form, extent, length, degree, token == 1, token == 1 && cancelled == 0, scheduler == 0, init < 2 ? init : -1, final < 2 ? final : -1,
            [.. steps.Take(5)]).Ending(),
        Smaller);

    internal bool HasState => Form is LoopForm.ForWithState or LoopForm.ForWithLocal or LoopForm.ForLongWithState or LoopForm.ForLongWithLocal;

    internal bool HasLocal => Form is LoopForm.ForWithLocal or LoopForm.ForLongWithLocal;

    internal bool IsLong => Form is LoopForm.ForLong or LoopForm.ForLongWithState or LoopForm.ForLongWithLocal;

    /// <summary>Whether the schedule decides nothing: then both libraries must do the very same.</summary>
    internal bool IsCertain => Degree == 1 || IsCancelledBefore || To <= From;

    internal long From => Extent switch
    {
        Extent.Reversed => 10,
        Extent.FromZero => 0,
        Extent.AcrossZero => -(Length / 2),
        Extent.AtTheHighEnd => (IsLong ? long.MaxValue : int.MaxValue) - Length,
        _ => IsLong ? long.MinValue : int.MinValue,
    };

    internal long To => Extent switch
    {
        Extent.Reversed => 10 - Length,
        Extent.Everything => IsLong ? long.MaxValue : int.MaxValue,
        _ => From + Length,
    };

    public override string ToString() =>
        $"{Form} {Extent} {Length}, degree {Degree}{(HasToken ? ", token" : "")}{(IsCancelledBefore ? " cancelled" : "")}{(HasScheduler ? ", scheduler" : "")}"
        + $"{(InitThatThrows >= 0 ? $", init {InitThatThrows} throws" : "")}{(FinalThatThrows >= 0 ? $", finally {FinalThatThrows} throws" : "")}"
        + $": {string.Join("; ", Steps.Select(static s => $"{s.Verb}({s.At})"))}";

    /// <summary>A loop over everything breaks off, or throws, soon after its start; the others have nothing to say after their end.</summary>
    private LoopProgram Ending() => Extent != Extent.Everything
        ? this
        : Form == LoopForm.Invoke
            ? this with { Extent = Extent.FromZero }
            : this with { Steps = [.. Steps.Where(s => s.At < 50), new LoopStep(HasState ? LoopVerb.Break : LoopVerb.Throw, 60)] };

    private static IEnumerable<LoopProgram> Smaller(LoopProgram program)
    {
        foreach (LoopStep[] shorter in Shrinking.Shorter(program.Steps))
            yield return (program with { Steps = shorter }).Ending();
        LoopProgram[] simpler =
        [
            program with { Length = program.Length / 2 }, program with { Length = Math.Max(0, program.Length - 1) }, program with { Degree = 1 },
            program with { HasScheduler = false }, program with { HasToken = false, IsCancelledBefore = false },
            program with { InitThatThrows = -1 }, program with { FinalThatThrows = -1 },
        ];
        foreach (LoopProgram other in simpler.Where(other => !other.Equals(program)))
            yield return other;
    }
}
