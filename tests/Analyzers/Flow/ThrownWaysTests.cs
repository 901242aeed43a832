using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>Which state comes to which place: what is told is what is known when all ways to it have been walked, those of exceptions among them.</summary>
public sealed class ThrownWaysTests
{
    [Fact]
    public void What_is_told_in_a_loop_holds_for_all_its_rounds() => Fixture.CheckMembers("""
        static void Run(OwnedArray<int> data, int rounds)
        {
            data.Move();
        //  ----------- moved here
            do
            {
                Console.WriteLine(data[0]);
        //                        ^^^^ FJ0001: Cannot read data: it may have been moved.
                data = OwnedArray.Create<int>(3);
            }
            while (rounds-- > 0);
        }
        """);

    [Fact]
    public void What_a_handler_of_everything_handles_goes_no_further() => Fixture.CheckMembers("""
        static void Run(OwnedArray<int> data)
        {
            try
            {
                Console.WriteLine();
                try
                {
                    data.Move();
                    Console.WriteLine();
                }
                catch (Exception)
                {
                    return;
                }
            }
            catch (IOException)
            {
                Console.WriteLine(data[0]);
            }
        }
        """);

    [Fact]
    public void What_a_finally_does_on_the_way_of_an_exception_is_seen_by_the_handler() => Fixture.CheckMembers("""
        static void Run(OwnedArray<int> data)
        {
            try
            {
                try
                {
                    Console.WriteLine();
                }
                finally
                {
                    data.Move();
        //          ----------- moved here
                }
            }
            catch (IOException)
            {
                Console.WriteLine(data[0]);
        //                        ^^^^ FJ0001: Cannot read data: it may have been moved.
            }
        }
        """);

    [Fact]
    public void A_finally_that_fails_half_way_is_seen_by_the_handler() => Fixture.CheckMembers("""
        static void Run(OwnedArray<int> data)
        {
            try
            {
                try
                {
                    Console.WriteLine();
                }
                finally
                {
                    data.Move();
        //          ----------- moved here
                    Console.WriteLine();
                    data = OwnedArray.Create<int>(3);
                }
            }
            catch (IOException)
            {
                Console.WriteLine(data[0]);
        //                        ^^^^ FJ0001: Cannot read data: it may have been moved.
            }
        }
        """);

    [Fact]
    public void One_fork_may_have_several_parts_that_are_apart() => Fixture.CheckBody("""
        OwnedArray<int> other = OwnedArray.Create<int>(3);
        Fork.Section(section =>
        {
            var (left, right) = section.BorrowMut(data).Split();
            section.Fork(left, right, static (x, y) => { x.Span.Clear(); y.Span.Clear(); });
            section.Fork(section.BorrowMut(other, ..1), section.BorrowMut(other, 1..), static (x, y) => { x.Span.Clear(); y.Span.Clear(); });
        });
        """);

    [Fact]
    public void What_a_local_function_does_where_the_refusal_is_caught_is_expected() => Fixture.CheckMembers("""
        static void Run(OwnedArray<int> data)
        {
            data.Move();
            try
            {
                Use();
            }
            catch (MovedException)
            {
            }

            void Use() => Console.WriteLine(data[0]);
        }
        """);
}
