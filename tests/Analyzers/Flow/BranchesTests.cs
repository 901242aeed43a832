using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>Where ways part and meet: branches, loops, switches, exceptions, early ends.</summary>
public sealed class BranchesTests
{
    [Fact]
    public void What_is_moved_on_one_way_may_be_moved_where_they_meet() => Fixture.CheckMembers("""
        static void If(OwnedArray<int> data, bool condition)
        {
            if (condition)
                data.Move();
        //      ----------- moved here
            Console.WriteLine(data[0]);
            //                ^^^^ FJ0001: Cannot read data: it may have been moved.
        }

        static void Else(OwnedArray<int> data, bool condition)
        {
            if (condition)
            {
                data.Move();
                return;
            }
            Console.WriteLine(data[0]);
        }

        static void Throw(OwnedArray<int> data, bool condition)
        {
            if (condition)
            {
                data.Move();
                throw new InvalidOperationException();
            }
            Console.WriteLine(data[0]);
        }
        """);

    [Fact]
    public void A_move_in_a_loop_is_one_too_many_the_second_time() => Fixture.CheckMembers("""
        static void Loop(OwnedArray<int> data)
        {
            for (int i = 0; i < 2; i++)
                data.Move();
        //      ^^^^ FJ0001: Cannot move data: it may have been moved.
        //      ----------- moved here, in the round before
        }

        static void New()
        {
            for (int i = 0; i < 2; i++)
            {
                OwnedArray<int> data = OwnedArray.Of(new int[3]);
                data.Move();
            }
        }

        static void Replaced(OwnedArray<int> data)
        {
            for (int i = 0; i < 2; i++)
                data = data.Move();
            Console.WriteLine(data[0]);
        }

        static void Left(OwnedArray<int> data)
        {
            while (true)
            {
                data.Move();
                break;
            }
        }
        """);

    [Fact]
    public void A_switch_joins_its_arms() => Fixture.CheckMembers("""
        static int Switch(OwnedArray<int> data, int which)
        {
            switch (which)
            {
                case 0:
                    data.Move();
        //          ----------- moved here
                    break;
                case 1:
                    return data[0];
                default:
                    goto case 1;
            }
            return data[0];
            //     ^^^^ FJ0001
        }

        static int Expression(OwnedArray<int> data, int which) => which switch
        {
            0 => data.Move()[0],
            1 => data.IntoArray()[0],
            _ => data[0],
        };
        """);

    [Fact]
    public void What_is_used_in_a_handler_may_have_been_moved_before() => Fixture.CheckMembers("""
        static void After(OwnedArray<int> data)
        {
            try
            {
                data.Move();
        //      ----------- moved here
                Console.WriteLine();
            }
            catch (InvalidOperationException)
            {
                Console.WriteLine(data[0]);
                //                ^^^^ FJ0001
            }
        }

        static void Last(OwnedArray<int> data)
        {
            try
            {
                Console.WriteLine(data[1]);
                data.Move();
            }
            catch (InvalidOperationException)
            {
                Console.WriteLine(data[0]);
            }
        }

        static void Finally(OwnedArray<int> data)
        {
            try
            {
                Console.WriteLine();
            }
            finally
            {
                data.Move();
        //      ----------- moved here
            }
            Console.WriteLine(data[0]);
            //                ^^^^ FJ0001: Cannot read data: it was moved.
        }
        """);

    [Fact]
    public void A_value_that_comes_by_several_ways_may_be_any_of_them() => Fixture.CheckMembers("""
        static int Ternary(OwnedArray<int> a, OwnedArray<int> b, bool condition)
        {
            OwnedArray<int> either = condition ? a : b;
            a.Move();
        //  -------- moved here
            return either[0] + b[0];
            //     ^^^^^^ FJ0001
        }

        static int Coalesce(OwnedArray<int>? a, OwnedArray<int> b)
        {
            OwnedArray<int> either = a ?? b;
            b.Dispose();
        //  ----------- dropped here
            return either[0];
            //     ^^^^^^ FJ0001
        }

        static int Alias(OwnedArray<int> a)
        {
            OwnedArray<int> same = a;
            OwnedArray<int> moved = a.Move();
            //                      -------- moved here
            int first = same[0];
            //          ^^^^ FJ0001
            a = moved;
            return a[0] + first;
        }
        """);

    [Fact]
    public void A_loan_of_one_branch_may_be_out_where_they_meet() => Fixture.CheckBody("""
        using BorrowScope scope = BorrowScope.Open();
        if (data.Length > 10)
            scope.BorrowMut(data, ..10);
        //  --------------------------- lent for writing here
        Console.WriteLine(data[0]);
        //                ^^^^ FJ0002

        // -- the loan ends only here @ }
        """);

    [Fact]
    public void A_loan_that_a_loop_makes_again_is_in_its_own_way() => Fixture.CheckBody("""
        using BorrowScope scope = BorrowScope.Open();
        for (int i = 0; i < 3; i++)
        {
            scope.BorrowMut(data, ..10);
        //  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ FJ0004
        //  --------------------------- lent for writing here, in the round before
        }
        for (int i = 0; i < 3; i++)
        {
            using BorrowScope inner = BorrowScope.Open();
            inner.BorrowMut(data, 10..20);
        }

        // -- FJ0004 the loan ends only here @ }
        """);

    [Fact]
    public void Of_the_parts_that_a_loop_lends_one_after_the_other_nothing_is_said() => Fixture.CheckBody("""
        using BorrowScope scope = BorrowScope.Open();
        for (int i = 0; i < 30; i++)
            scope.BorrowMut(data, i..(i + 1));
        Console.WriteLine(data.Length);
        for (int i = 0; i < 30; i++)
        {
            using BorrowScope inner = BorrowScope.Open();
            OwnedArray<int> other = OwnedArray.Create<int>(30);
            inner.BorrowMut(other, ..i);
            inner.BorrowMut(other, i..);
        }
        """);

    [Fact]
    public void Who_asks_for_the_state_or_catches_the_refusal_knows() => Fixture.CheckMembers("""
        static void Asks(OwnedArray<int> data, bool condition)
        {
            if (condition)
                data.Move();
            if (data.State != OwnerState.Gone)
                Console.WriteLine(data[0]);
        }

        static void Catches(OwnedArray<int> data)
        {
            data.Move();
            try
            {
                Console.WriteLine(data[0]);
            }
            catch (MovedException)
            {
                Console.WriteLine("gone");
            }
        }
        """);

    [Fact]
    public void A_slice_that_a_loop_cuts_shorter_does_not_keep_the_analysis_busy() => Fixture.CheckBody("""
        using BorrowScope scope = BorrowScope.Open();
        SliceMut<int> rest = scope.BorrowMut(data);
        //                   --------------------- lent for writing here
        while (rest[0] != 0)
            rest = rest[1..];
        Console.WriteLine(data[0]);
        //                ^^^^ FJ0002

        // -- the loan ends only here @ }
        """);

    [Fact]
    public void An_owner_that_a_loop_makes_anew_is_not_lent_yet() => Fixture.CheckBody("""
        for (int i = 0; i < 3; i++)
        {
            OwnedArray<int> fresh = OwnedArray.Create<int>(3);
            BorrowScope neverEnded = BorrowScope.Open();
            //                       ^^^^^^^^^^^^^^^^^^ FJ0014
            neverEnded.BorrowMut(fresh)[0] = i;
        }
        """);

    [Fact]
    public void A_value_that_a_loop_asks_for_anew_is_another_one() => Fixture.CheckBody("""
        using BorrowScope scope = BorrowScope.Open();
        for (int i = 0; i < 3; i++)
        {
            int at = new Random(i).Next(100);
            scope.BorrowMut(data, at..(at + 1));
        }
        """);
}
