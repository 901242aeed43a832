using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>
/// The cases that the history of Rust's borrow checker is told by, in this library's terms. (Niko Matsakis, "Non-lexical lifetimes: introduction",
/// 2016, and RFC 2094; the vocabulary of "problem cases" is theirs.) Where the run time holds a loan to the end of its scope, so does the rule.
/// </summary>
public sealed class ClassicalTests
{
    [Fact]
    public void R51_problem_case_1_a_view_ends_with_its_last_use() => Fixture.CheckBody("""
        Fork.Section(section =>
        {
            SliceMut<int> slice = section.BorrowMut(data);
            Span<int> view = slice.Span;
            view.Sort();
            section.Fork(slice, static s => s.Span.Sort());
        });
        """);

    [Fact]
    public void Problem_case_2_a_view_of_one_arm_is_no_matter_in_the_other() => Fixture.CheckMembers("""
        static void Run(OwnedMut<int> count, bool some)
        {
            BorrowedMut<int> writer = count.BorrowMut();
            ref int value = ref writer.Value;
            if (some)
            {
                value++;
                writer.Dispose();
            }
            else
            {
                writer.Dispose();
                count.Value = 0;
            }
            count.Value = 1;
        }
        """);

    [Fact]
    public void Problem_case_3_a_loan_is_returned_on_one_way_and_ended_on_the_other() => Fixture.CheckMembers("""
        static Ref<int> Run(OwnedMut<int> count, Lifetime lifetime)
        {
            Ref<int> found = lifetime.Borrow(count);
            if (found.Value > 0)
                return found;
            found.Release();
            count.Value = 1;
            return lifetime.Borrow(count);
        }
        """);

    [Fact]
    public void Problem_case_4_a_reference_walks_along_a_list() => Fixture.CheckMembers("""
        sealed class Node(int value)
        {
            public int Value { get; } = value;
            public OwnedMut<Node>? Next { get; init; }
        }

        static int Last(OwnedMut<Node> first)
        {
            using Lifetime lifetime = Lifetime.Open();
            Ref<Node> at = lifetime.Borrow(first);
            while (at.Value.Next is { } next)
                lifetime.Repoint(ref at, next);
            return at.Value.Value;
        }
        """);

    [Fact]
    public void Two_phases_the_right_side_is_read_before_the_left_is_written() => Fixture.CheckBody("""
        data[data.Length - 1] = data[0];
        data[0] += data[1];
        data[0]++;
        data.CopyFrom(data.ToArray());
        (data[0], data[1]) = (data[1], data[0]);
        """);

    [Fact]
    public void A_loop_that_a_loan_spans_keeps_it_in_every_round() => Fixture.CheckMembers("""
        static void Outside(OwnedArray<int> data)
        {
            using BorrowScope scope = BorrowScope.Open();
            SliceMut<int> slice = scope.BorrowMut(data);
            //                    --------------------- lent for writing here
            for (int i = 0; i < 3; i++)
            {
                slice[i] = i;
        //      ----- FJ0002 still used here, in the next round
                Console.WriteLine(data[i]);
                //                ^^^^ FJ0002
            }
        }

        static void Inside(OwnedArray<int> data)
        {
            for (int i = 0; i < 3; i++)
            {
                using (BorrowScope scope = BorrowScope.Open())
                    scope.BorrowMut(data)[i] = i;
                Console.WriteLine(data[i]);
            }
        }

        static void Late(OwnedArray<int> data)
        {
            using BorrowScope scope = BorrowScope.Open();
            for (int i = 0; i < 3; i++)
            {
                Console.WriteLine(data[i]);
                //                ^^^^ FJ0002
                if (i == 1)
                    scope.BorrowMut(data, 1..);
                //  -------------------------- FJ0002 lent for writing here
                //  ^^^^^^^^^^^^^^^^^^^^^^^^^^ FJ0004
                //  -------------------------- FJ0004 lent for writing here, in the round before
            }
        }
        // -- FJ0002 the loan ends only here @ }
        // -- FJ0004 the loan ends only here @ }
        """);

    [Fact]
    public void R48_closures_that_are_called_in_place_share_what_is_known() => Fixture.CheckBody("""
        using BorrowScope scope = BorrowScope.Open();
        SliceMut<int> slice = scope.BorrowMut(data, ..10);
        //                    --------------------------- lent for writing here
        int Sum() => data[0] + data[1];
        //           ^^^^ FJ0002
        //                     ^^^^ FJ0002
        Func<int> first = () => data[0];
        //                      ^^^^ FJ0002
        slice[0] = Sum() + first();
        // -- FJ0002 still used here @ slice
        """);

    [Fact]
    public void Closures_that_are_called_elsewhere_know_nothing() => Fixture.CheckBody("""
        using BorrowScope scope = BorrowScope.Open();
        scope.BorrowMut(data, ..10);
        Func<int> later = () => data[0];
        Console.WriteLine(new Lazy<int>(later));
        data = OwnedArray.Create<int>(3);
        Console.WriteLine(data[0]);
        """);

    [Fact]
    public void What_a_closure_does_in_place_is_done() => Fixture.CheckBody("""
        void Give() => data.Dispose();
        //             -------------- dropped here
        Console.WriteLine(data[0]);
        Give();
        Console.WriteLine(data[0]);
        //                ^^^^ FJ0001
        """);

    [Fact]
    public void Recursion_ends() => Fixture.CheckMembers("""
        static void Run(OwnedArray<int> data, int depth)
        {
            void Down(int left)
            {
                if (left > 0)
                {
                    Down(left - 1);
                    Up(left - 1);
                }
                data[left] = left;
            }

            void Up(int left)
            {
                if (left > 0)
                    Down(left);
            }

            Down(depth);
            data.Move();
        //  ----------- moved here
            Console.WriteLine(data[0]);
            //                ^^^^ FJ0001
        }
        """);

    [Fact]
    public void R54_arms_of_a_match_join() => Fixture.CheckMembers("""
        static int Run(OwnedMut<int> a, OwnedMut<int> b, int which)
        {
            using Lifetime lifetime = Lifetime.Open();
            RefMut<int> reference = which switch
            {
                0 => lifetime.BorrowMut(a),
                //   --------------------- lent for writing here
                1 => lifetime.BorrowMut(b),
                _ => throw new InvalidOperationException(),
            };
            reference.Value = 1;
            int read = a.Value;
            //         ^ FJ0002
            return read;
        }
        // -- FJ0002 the loan ends only here @ }
        """);

    [Fact]
    public void R54_a_loan_lent_on_ends_with_its_own_scope() => Fixture.CheckBody("""
        using BorrowScope outer = BorrowScope.Open();
        SliceMut<int> slice = outer.BorrowMut(data);
        using (BorrowScope inner = BorrowScope.Open())
        {
            SliceMut<int> part = slice[..50].Reborrow(inner);
            //                   --------------------------- lent on for writing here
            part.Span.Clear();
            slice[50..].Span.Clear();
            slice.Span.Clear();
        //  ^^^^^ FJ0010
        }
        // -- FJ0010 the loan ends only here @ }
        slice.Span.Clear();
        """);

    [Fact]
    public void R27_two_forks_that_modify_one_array_are_caught() => Fixture.CheckBody("""
        Fork.Section(section =>
        {
            section.Fork(section.BorrowMut(data), static s => s.Span.Fill(1));
            //           ----------------------- lent for writing here
            section.Fork(section.BorrowMut(data), static s => s.Span.Fill(2));
            //           ^^^^^^^^^^^^^^^^^^^^^^^ FJ0004
        });
        // -- FJ0004 the loan ends only here @ }
        """);

    [Fact]
    public void A_section_gives_everything_back_however_it_ends() => Fixture.CheckMembers("""
        static int Run(OwnedArray<int> data)
        {
            int least = Fork.Section(section =>
            {
                Forked<int> result = section.Fork(section.BorrowMut(data), static s => s.Span[0]);
                return result.Join();
            });
            try
            {
                Fork.Section(section => section.Fork(section.BorrowMut(data), static s => throw new InvalidOperationException()));
            }
            catch (InvalidOperationException)
            {
                data[0] = least;
            }
            return data[0];
        }

        static void State(OwnedArray<int> data)
        {
            Fork.Section(data, static (section, owner) =>
            {
                section.Fork(section.BorrowMut(owner, ..10), static s => s.Span.Clear());
                //           ------------------------------ lent for writing here
                owner[0] = 1;
            //  ^ FJ0002 @ owner
            });
        // -- FJ0002 the loan ends only here @ }
            data[0] = 1;
        }
        """);
}
