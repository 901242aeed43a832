using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Forks;

/// <summary>R07, R22: <c>forkjoin_captures = strict</c> in .editorconfig asks of what forks capture what the run time's <c>CaptureChecking.Strict</c> does.</summary>
public sealed class StrictCapturesTests
{
    private const string Captures = "object any = new(); int[] items = [1]; int count = 0;\n";

    [Theory]
    [InlineData("strict")]
    [InlineData("STRICT")]
    public void R22_strict_refuses_whatever_is_not_known_to_be_shareable(string setting) => Fixture.CheckBody("forkjoin_captures", setting, Captures + """
        Fork.Join(() => any.GetHashCode(), () => 1);
        //              ^^^ FJ0021: Cannot fork: the lambda captures any (
        Fork.Join(() => items[0], () => 1);
        //              ^^^^^ FJ0021
        Fork.Section(section => section.Fork(items, static items => items[0]));
        //                                   ^^^^^ FJ0021: Cannot fork: it would be handed items (
        Fork.Section(section => section.Fork(() => count++).Join());
        //                                         ^^^^^ FJ0020: Cannot fork: the lambda captures count (int) and assigns it, while whoever else has it may do the same.
        string title = "a";
        Fork.Join(() => title.Length, () => title.Length);
        """);

    [Theory]
    [InlineData("forkjoin_captures", "certain")]
    [InlineData("forkjoin_captures", "")]
    [InlineData("forkjoin_capture", "strict")]
    public void R22_any_other_setting_refuses_what_is_known_to_be_wrong(string option, string setting) => Fixture.CheckBody(option, setting, Captures + """
        Fork.Join(() => any.GetHashCode(), () => 1);
        Fork.Join(() => items[0], () => 1);
        Fork.Section(section => section.Fork(items, static items => items[0]));
        var random = new Random(1);
        Fork.Join(() => random.Next(), () => 1);
        //              ^^^^^^ FJ0021
        """);

    [Fact]
    public void R22_strict_asks_of_a_loop_of_one_thread_what_it_asks_of_others() => Fixture.CheckBody("forkjoin_captures", "strict", """
        var random = new Random(1);
        Parallel.For(0, 9, new ParallelOptions { MaxDegreeOfParallelism = 1 }, i => random.Next());
        //                                                                          ^^^^^^ FJ0021
        """);
}
