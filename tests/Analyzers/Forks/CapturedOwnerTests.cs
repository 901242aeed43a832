using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Forks;

/// <summary>FJ0022: owners that forks capture.</summary>
public sealed class CapturedOwnerTests
{
    [Fact]
    public void An_owner_that_several_change_at_once_is_refused() => Fixture.CheckBody("""
        OwnedMut<int> sum = Own.Mut(0);
        Parallel.For(0, 9, i => sum.Value += i);
        //                      ^^^ FJ0022: Cannot fork: the lambda captures sum (OwnedMut<int>) and changes it, while every other run of the same body may do the same. Put the value into a Mutex<T>, or let each fork return its own.
        Fork.Join(() => data.Dispose(), () => Console.WriteLine(data[0]));
        //              ^^^^ FJ0022: Cannot fork: the lambda captures data (OwnedArray<int>) and changes it, while another arm uses it
        //                                                      ---- used here meanwhile
        //                                                      ^^^^ FJ0022: The lambda captures data (OwnedArray<int>) and reads it
        """);

    [Fact]
    public void A_fork_that_uses_an_owner_directly_is_told_of_slices() => Fixture.CheckBody("""
        Parallel.For(0, 9, i => data[i] = i);
        //                      ^^^^ FJ0022: The lambda captures data (OwnedArray<int>) and changes it: whoever else has the owner may change it meanwhile. Lend the fork a slice of it instead.
        Fork.Section(section => section.Fork(() => Console.WriteLine(data[0])));
        //                                                           ^^^^ FJ0022: The lambda captures data (OwnedArray<int>) and reads it
        """);

    [Fact]
    public void A_fork_that_reads_a_value_that_may_change_is_told_to_freeze_it() => Fixture.CheckBody("""
        OwnedMut<int> limit = Own.Mut(3);
        Fork.Section(section => section.Fork(() => Console.WriteLine(limit.Value)));
        //                                                           ^^^^^ FJ0022: The lambda captures limit (OwnedMut<int>) and reads it: whoever else has the owner may change it meanwhile. Freeze it first, or borrow it inside the fork.
        Owned<int> frozen = limit.Freeze();
        Fork.Section(section => section.Fork(() => Console.WriteLine(frozen.Value)));
        """);

    [Fact]
    public void What_both_arms_of_a_branch_change_is_changed_on_every_turn() => Fixture.CheckBody("""
        OwnedMut<int> last = Own.Mut(0);
        Parallel.For(0, 9, i => { if (i == 3) last.Value = 1; else last.Value = 2; });
        //                                    ^^^^ FJ0022: Cannot fork: the lambda captures last (OwnedMut<int>) and changes it, while every other run of the same body may do the same.
        Parallel.For(0, 9, i => { if (i == 3) last.Value = 1; else if (i == 4) last.Value = 2; else last.Value = 3; });
        //                                    ^^^^ FJ0022: Cannot fork
        Parallel.For(0, 9, i => { if (i == 3) { last.Value = 1; return; } last.Value = 2; });
        //                                      ^^^^ FJ0022: The lambda captures last
        //                                                                ^^^^ FJ0022: Cannot fork
        Parallel.For(0, 9, i => { switch (i) { case 3: last.Value = 1; break; default: last.Value = 2; break; } });
        //                                             ^^^^ FJ0022: Cannot fork
        """);

    [Fact]
    public void What_only_particular_turns_change_perhaps_no_other_does() => Fixture.CheckBody("""
        OwnedMut<int> last = Own.Mut(0);
        Parallel.For(0, 9, i => { if (i == 3) last.Value = 1; });
        //                                    ^^^^ FJ0022: The lambda captures last
        Parallel.For(0, 9, i => { if (i == 3) last.Value = 1; else if (i == 4) last.Value = 2; });
        //                                    ^^^^ FJ0022: The lambda captures last
        Parallel.For(0, 9, i => { switch (i) { case 3: last.Value = 1; break; case 4: last.Value = 2; break; default: Console.WriteLine(); break; } });
        //                                             ^^^^ FJ0022: The lambda captures last
        Parallel.For(0, 9, i => { switch (i) { case 3: last.Value = 1; break; default: Console.WriteLine(); break; } });
        //                                             ^^^^ FJ0022: The lambda captures last
        Parallel.For(0, 9, i => { if (i == 3) last.Value = 1; else Console.WriteLine(last.Value); });
        //                                    ^^^^ FJ0022: The lambda captures last
        Parallel.For(0, 9, i => { switch (i) { case 3: Console.WriteLine(); break; default: last.Value = 2; break; } });
        //                                                                                  ^^^^ FJ0022: The lambda captures last
        OwnedMut<int> other = Own.Mut(0);
        Parallel.For(0, 9, i => { if (i == 3) last.Value = 1; else other.Value = 2; });
        //                                    ^^^^ FJ0022: The lambda captures last
        //                                                         ^^^^^ FJ0022: The lambda captures other
        """);

    [Theory]
    [InlineData("Owned<string> title = Own.Of(\"a\"); Fork.Join(() => title.Value.Length, () => title.Value.Length);")]
    [InlineData("Fork.Join(() => { using BorrowScope scope = BorrowScope.Open(); _ = scope.Borrow(data)[0]; }, () => { });")]
    [InlineData("Parallel.For(0, 9, i => Console.WriteLine(data.Length));")]
    [InlineData("Fork.Section(s => s.Fork(s.BorrowMut(data), static x => x[0] = 1)); data[0] = 2;")]
    public void Owners_that_do_not_change_and_what_is_borrowed_is_fine(string statements) => Fixture.CheckBody(statements);
}
