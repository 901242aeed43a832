using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>When a use that stands before a conflict comes after it.</summary>
public sealed class LaterRoundsTests
{
    [Fact]
    public void R51_what_is_assigned_is_used_after_what_it_gets_and_not_in_the_next_round() => Fixture.CheckMembers("""
        static void Once(OwnedMut<int> a)
        {
            using BorrowedMut<int> guard = a.BorrowMut();
            //                             ------------- lent for writing here
            guard.Value = a.Value;
            //            ^ FJ0002
        //  ----- FJ0002 still used here
        }

        static void Looped(OwnedMut<int> a)
        {
            using BorrowedMut<int> guard = a.BorrowMut();
            //                             ------------- lent for writing here
            for (int i = 0; i < 9; i++)
                Console.WriteLine(guard.Value + a.Value);
            //                                  ^ FJ0002
            //                    ----- FJ0002 still used here, in the next round
        }
        """);

    [Fact]
    public void R51_what_comes_after_a_call_is_in_the_round_of_the_call_wherever_the_function_stands() => Fixture.CheckMembers("""
        static void Run(OwnedMut<int> a)
        {
            using BorrowedMut<int> guard = a.BorrowMut();
            //                             ------------- lent for writing here
            Read();
            guard.Value = 2;
        //  ----- FJ0002 still used here

            void Read() => Console.WriteLine(a.Value);
            //                               ^ FJ0002
        }
        """);
}
