using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Forks;

/// <summary>FJ0026: results that are not there (R05).</summary>
public sealed class ForkResultTests
{
    [Fact]
    public void R05_a_result_is_not_readable_in_the_section_of_its_fork() => Fixture.CheckBody("""
        Forked<int> outside = default;
        Fork.Section(section =>
        {
            Forked<int> one = section.Fork(static () => 1);
            //                ---------------------------- forked here
            Console.WriteLine(one.Result);
            //                ^^^^^^^^^^ FJ0026: Cannot read the result of a fork, because the fork is not joined yet. Read it after the section, or call Join, which returns it.
            outside = section.Fork(static () => 2);
            //        ---------------------------- forked here
            //        ---------------------------- forked here
            if (data.Length > 3)
                Console.WriteLine(outside.Result);
            //                    ^^^^^^^^^^^^^^ FJ0026
            section.Fork(() => Console.WriteLine(outside.Result));
            //                                   ^^^^^^^^^^^^^^ FJ0026
            _ = section.Fork(static () => 3).Result;
            //  ---------------------------- forked here
            //  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ FJ0026
        });
        """);

    [Fact]
    public void R05_join_takes_the_result_once_and_only_in_the_section() => Fixture.CheckBody("""
        Fork.Section(section =>
        {
            Forked<int> one = section.Fork(static () => 1), two = section.Fork(static () => 2);
            //                                                    ---------------------------- forked here
            int taken = one.Join();
            //          ---------- taken here
            Console.WriteLine(one.Result);
            //                ^^^^^^^^^^ FJ0026: Cannot read the result of a fork, but this handle has none: it was taken by Join before. Keep what Join returned.
            section.Fork(() => two.Join());
            //                 ^^^^^^^^^^ FJ0026: Cannot read the result of a fork. Only the code of the section joins its forks
        });
        """);

    [Theory]
    [InlineData("Forked<int> one = default; Fork.Section(s => { one = s.Fork(static () => 1); }); Console.WriteLine(one.Result);")]
    [InlineData("Fork.Section(s => { Forked<int> one = s.Fork(static () => 1); Console.WriteLine(one.Join()); one = s.Fork(static () => 2); one.Join(); });")]
    [InlineData("Fork.Section(s => { for (int i = 0; i < 3; i++) { Forked<int> one = s.Fork(static () => 1); one.Join(); } });")]
    [InlineData("var all = new Forked<int>[3]; Fork.Section(s => { for (int i = 0; i < 3; i++) all[i] = s.Fork(static () => 1); foreach (var one in all) one.Join(); });")]
    [InlineData("Fork.Section(s => { Forked<int> one = default; Fork.Section(inner => { one = inner.Fork(static () => 1); }); Console.WriteLine(one.Result); });")]
    [InlineData("Fork.Section(s => { Forked<int> one = s.Fork(static () => 1); if (one.IsJoined) Console.WriteLine(one.Result); });")]
    public void R05_results_that_are_there_are_fine(string statements) => Fixture.CheckBody(statements);

    [Fact]
    public void R05_another_fork_may_use_what_has_a_result_of_its_own() => Fixture.Check("""
        sealed record Outcome(int Result)
        {
            internal int Join() => Result;
        }

        static class User
        {
            static void Run(Outcome outcome) => Fork.Section(section =>
            {
                Forked<int> one = section.Fork(static () => 1);
                section.Fork(() => Console.WriteLine(outcome.Result + outcome.Join()));
                one.Join();
            });
        }
        """);

    [Fact]
    public void R05_who_catches_the_refusal_in_another_fork_expects_it() => Fixture.CheckBody("""
        Fork.Section(section =>
        {
            Forked<int> one = section.Fork(static () => 1);
            section.Fork(() =>
            {
                try
                {
                    Console.WriteLine(one.Result);
                }
                catch (BorrowException)
                {
                }
            });
        });
        """);
}
