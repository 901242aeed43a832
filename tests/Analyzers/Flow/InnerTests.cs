using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>Code within code that is walked more than once: what is told is told of the last state that comes there, wherever it stands.</summary>
public sealed class InnerTests
{
    [Fact]
    public void A_function_that_each_round_calls_is_judged_by_the_round_it_is_called_in() => Fixture.CheckBody("""
        for (int i = 0; i < 9; i++)
        {
            Fork.Section(section =>
            {
                Slice<int> one = section.Borrow(data, i..(i + 1));
                //               -------------------------------- lent for reading here
                Write(section, data, i);
                Write(section, data, i + 1);
                Console.WriteLine(one.Length);
                //                --- FJ0004 still used here
            });
        }

        static void Write(ForkJoinSection section, OwnedArray<int> data, int i) => section.BorrowMut(data, i..(i + 1)).Span[0] = 1;
        //                                                                         ^ FJ0004 @ section.BorrowMut(data, i..(i + 1))
        """);

    [Fact]
    public void What_a_section_in_a_loop_moves_is_gone_after_it_and_not_in_the_next_round() => Fixture.CheckBody("""
        for (int i = 0; i < 9; i++)
        {
            OwnedArray<int> own = data.Clone();
            for (int j = 0; j < 9; j++)
            {
                Fork.Section(section =>
                {
                    own.Move().Dispose();
        //          ---------- moved here
                });
                break;
            }
            Console.WriteLine(own[0]);
            //                ^ FJ0001 @ own
        }
        """);

    [Fact]
    public void A_function_that_is_called_often_is_judged_by_each_call() => Fixture.CheckBody($$"""
        OwnedArray<int> own = data.Clone();
        Use();
        {{string.Concat(Enumerable.Repeat("Use(); ", 40))}}
        own.Dispose();
        own = data.Clone();
        Use();
        Console.WriteLine(own[0]);

        void Use()
        {
            using BorrowScope scope = BorrowScope.Open();
            scope.BorrowMut(own).Span[0] = 1;
        }
        """);

    [Fact]
    public void What_a_function_throws_comes_to_the_handler_however_much_has_been_walked_before() => Fixture.CheckBody($$"""
        // at run time: not reached, as there are too many calls before
        OwnedArray<int> own = data.Clone();
        F0();
        Renew();
        Renew();
        Renew();
        Guarded();

        {{string.Concat(Enumerable.Range(0, 16).Select(static i => $"void F{i}() {{ data[{i}] = 1; F{i + 1}(); F{i + 1}(); }} "))}}
        void F16() => data[16] = 1;

        void Guarded()
        {
            try
            {
                Renew();
            }
            catch (IOException)
            {
                own.Clone().Dispose();
        //      ^ FJ0001 @ own
            }
        }

        void Renew()
        {
            own = data.Clone();
            OwnedArray<int> taken = own.Move();
        //                          ---------- moved here
            Console.WriteLine(taken[0]);
            own = taken;
        }
        """);
}
