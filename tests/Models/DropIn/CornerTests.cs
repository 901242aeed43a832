namespace ForkJoin.Tests.Models.DropIn;

/// <summary>The corners that chance may not find, each compared with the BCL where the schedule decides nothing.</summary>
public sealed class CornerTests
{
    private static readonly LoopForm[] s_all = Enum.GetValues<LoopForm>();

    private static readonly LoopForm[] s_withState = [LoopForm.ForWithState, LoopForm.ForWithLocal, LoopForm.ForLongWithState, LoopForm.ForLongWithLocal];

    private static readonly LoopForm[] s_withLocal = [LoopForm.ForWithLocal, LoopForm.ForLongWithLocal];

    /// <summary>Name, forms, and what the bodies do, in loops of ten.</summary>
    private static readonly (string Name, LoopForm[] Forms, LoopStep[] Steps)[] s_corners =
    [
        ("stop, then break", s_withState, [new(LoopVerb.Stop, 3), new(LoopVerb.Break, 3)]),
        ("break, then stop", s_withState, [new(LoopVerb.Break, 3), new(LoopVerb.Stop, 3)]),
        ("break twice", s_withState, [new(LoopVerb.Break, 3), new(LoopVerb.Break, 3)]),
        ("stop twice", s_withState, [new(LoopVerb.Stop, 3), new(LoopVerb.Stop, 3)]),
        ("break, then throw", s_withState, [new(LoopVerb.Break, 3), new(LoopVerb.Throw, 3)]),
        ("stop, then throw", s_withState, [new(LoopVerb.Stop, 3), new(LoopVerb.Throw, 3)]),
        ("break at the first", s_withState, [new(LoopVerb.Break, 0)]),
        ("break at the last", s_withState, [new(LoopVerb.Break, 9)]),
        ("stop at the last", s_withState, [new(LoopVerb.Stop, 9)]),
        ("cancel, then break", s_withState, [new(LoopVerb.Cancel, 3), new(LoopVerb.Break, 3)]),
        ("cancel, then stop", s_withState, [new(LoopVerb.Cancel, 3), new(LoopVerb.Stop, 3)]),
        ("break, then cancel", s_withState, [new(LoopVerb.Break, 3), new(LoopVerb.Cancel, 3)]),
        ("cancel at the first", s_all, [new(LoopVerb.Cancel, 0)]),
        ("cancel at the last", s_all, [new(LoopVerb.Cancel, 9)]),
        ("cancel, then throw", s_all, [new(LoopVerb.Cancel, 3), new(LoopVerb.Throw, 3)]),
        ("cancel, then say so", s_all, [new(LoopVerb.Cancel, 3), new(LoopVerb.ThrowOfToken, 3)]),
        ("cancel, then another's cancellation", s_all, [new(LoopVerb.Cancel, 3), new(LoopVerb.ThrowOfOtherToken, 3)]),
        ("a cancellation that is none", s_all, [new(LoopVerb.ThrowOfToken, 3)]),
        ("another's cancellation", s_all, [new(LoopVerb.ThrowOfOtherToken, 3)]),
        ("throw at the first", s_all, [new(LoopVerb.Throw, 0)]),
        ("throw at the last", s_all, [new(LoopVerb.Throw, 9)]),
        ("a loop inside", s_all, [new(LoopVerb.Nest, 1), new(LoopVerb.Nest, 2)]),
        ("a loop inside throws", s_all, [new(LoopVerb.NestAndThrow, 3)]),
        ("nothing", s_all, []),
    ];

    public static TheoryData<string> Names => [.. s_corners.Select(static corner => corner.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void R58_a_corner_is_the_BCLs(string name) => Watchdog.Run(pool: null, () =>
    {
        var (_, forms, steps) = s_corners.Single(corner => corner.Name == name);
        foreach (LoopForm form in forms)
        {
            foreach (int degree in new[] { 1, 2, -1 })
            {
                foreach (Extent extent in new[] { Extent.FromZero, Extent.AcrossZero, Extent.AtTheLowEnd, Extent.AtTheHighEnd, Extent.Reversed })
                {
                    foreach (bool scheduler in new[] { false, true })
                        DifferentialTests.Compare(new LoopProgram(form, extent, 10, degree, true, false, scheduler, -1, -1, steps));
                }
                DifferentialTests.Compare(new LoopProgram(form, Extent.FromZero, 10, degree, true, IsCancelledBefore: true, false, -1, -1, steps));
                DifferentialTests.Compare(new LoopProgram(form, Extent.FromZero, 0, degree, true, IsCancelledBefore: true, false, -1, -1, steps));
            }
        }
    });

    [Theory]
    [InlineData(0, -1)]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void R58_what_init_and_finally_throw_surfaces_as_with_the_BCL(int init, int final) => Watchdog.Run(pool: null, () =>
    {
        foreach (LoopForm form in s_withLocal)
        {
            foreach (int degree in new[] { 1, 2, -1 })
                DifferentialTests.Compare(new LoopProgram(form, Extent.FromZero, 10, degree, false, false, false, init, final, []));
        }
    });
}
