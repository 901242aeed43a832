using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>Loans and references along every kind of way through a method (R54), each with a form that is accepted and one that is not.</summary>
public sealed class WaysTests
{
    [Fact]
    public void R54_a_loan_made_in_a_try_may_be_out_in_its_handlers() => Fixture.CheckMembers("""
        static void Wrong(OwnedArray<int> data, BorrowScope scope)
        {
            try
            {
                scope.BorrowMut(data)[0] = 1;
            //  --------------------- lent for writing here
                Console.WriteLine();
            }
            catch (InvalidOperationException)
            {
                data[0] = 2;
            //  ^^^^ FJ0002
            }
        }

        static void Right(OwnedArray<int> data)
        {
            try
            {
                using BorrowScope scope = BorrowScope.Open();
                scope.BorrowMut(data)[0] = 1;
            }
            catch (InvalidOperationException)
            {
                data[0] = 2;
            }
            finally
            {
                data[0] = 3;
            }
        }

        static void EndedInFinally(OwnedMut<int> a)
        {
            BorrowedMut<int> guard = a.BorrowMut();
            try
            {
                guard.Value = 1;
            }
            finally
            {
                guard.Dispose();
            }
            a.Value = 2;
        }
        """);

    [Fact]
    public void R54_a_loan_of_one_case_may_be_out_behind_the_switch() => Fixture.CheckMembers("""
        static void Wrong(OwnedMut<int> a, Lifetime lifetime, int which)
        {
            switch (which)
            {
                case 0:
                    lifetime.BorrowMut(a).Value = 1;
                //  --------------------- lent for writing here
                    break;
                case 1:
                    goto case 0;
                default:
                    a.Value = 2;
                    break;
            }
            a.Value = 3;
        //  ^ FJ0002 @ a
        }

        static int Right(OwnedMut<int> a, Lifetime lifetime, int which)
        {
            switch (which)
            {
                case 0:
                    return lifetime.BorrowMut(a).Value;
                case 1:
                    RefMut<int> reference = lifetime.BorrowMut(a);
                    reference.Value = 1;
                    reference.Release();
                    break;
            }
            return a.Value;
        }
        """);

    [Fact]
    public void R54_a_using_ends_its_loan_where_it_ends() => Fixture.CheckMembers("""
        static void Statement(OwnedMut<int> a)
        {
            using (BorrowedMut<int> guard = a.BorrowMut())
                guard.Value = 1;
            a.Value = 2;
        }

        static void Declaration(OwnedMut<int> a)
        {
            {
                using BorrowedMut<int> guard = a.BorrowMut();
                guard.Value = 1;
            }
            a.Value = 2;
        }

        static void Nested(OwnedMut<int> a)
        {
            using (BorrowedMut<int> guard = a.BorrowMut())
            //                              ------------- lent for writing here
            using (Lifetime lifetime = Lifetime.Open())
            {
                a.Value = 2;
            //  ^ FJ0002 @ a
            }
        // -- the loan ends only here @ }
            a.Value = 3;
        }
        """);

    [Fact]
    public void R54_a_value_that_is_chosen_may_be_either() => Fixture.CheckMembers("""
        static void Ternary(OwnedArray<int> one, OwnedArray<int> other, bool some)
        {
            using BorrowScope scope = BorrowScope.Open();
            SliceMut<int> slice = some ? scope.BorrowMut(one) : scope.BorrowMut(other);
            //                           -------------------- FJ0002 lent for writing here
            one[0] = 1;
        //  ^^^ FJ0002
            slice[0] = 2;
        //  ----- FJ0002 still used here
        }

        static void Coalesce(OwnedArray<int>? one, OwnedArray<int> other)
        {
            using BorrowScope scope = BorrowScope.Open();
            SliceMut<int> slice = scope.BorrowMut(one ?? other);
            //                    ----------------------------- FJ0002 lent for writing here
            other[0] = 1;
        //  ^^^^^ FJ0002
            slice[0] = 2;
        //  ----- FJ0002 still used here
        }

        static void Ended(OwnedArray<int>? one, OwnedArray<int> other)
        {
            using (BorrowScope scope = BorrowScope.Open())
                scope.BorrowMut(one ?? other)[0] = 1;
            other[0] = 1;
        }

        static void Pattern(OwnedMut<int> owner)
        {
            using BorrowedMut<int> guard = owner.BorrowMut();
            //                             ----------------- FJ0002 lent for writing here
            if (owner is { Value: 3 })
            //  ^^^^^ FJ0002: Borrow conflict: cannot read owner
                guard.Value = 1;
        //      ----- FJ0002 still used here
        }
        """);

    [Fact]
    public void R54_a_jump_brings_along_what_is_out() => Fixture.CheckMembers("""
        static void Wrong(OwnedMut<int> a, Lifetime lifetime)
        {
            int round = 0;
        again:
            a.Value = round++;
        //  ^ FJ0002 @ a
            RefMut<int> reference = lifetime.BorrowMut(a);
            //                      --------------------- FJ0002 lent for writing here
            //                      --------------------- FJ0004 lent for writing here, in the round before
            //                      ^^^^^^^^^^^^^^^^^^^^^ FJ0004
            if (reference.Value < 3)
                goto again;
        }

        static void Right(OwnedMut<int> a, Lifetime lifetime)
        {
            int round = 0;
        again:
            a.Value = round++;
            RefMut<int> reference = lifetime.BorrowMut(a);
            int value = reference.Value;
            reference.Release();
            if (value < 3)
                goto again;
        }
        """);

    [Fact]
    public void R48_bodies_within_bodies_know_what_is_lent_around_them() => Fixture.CheckBody("""
        Fork.Section(section =>
        {
            SliceMut<int> half = section.BorrowMut(data, ..50);
            //                   ----------------------------- FJ0002 lent for writing here
            half.Span.Clear();
            void Outer()
            {
                Func<int> inner = () => data[0];
                //                      ^^^^ FJ0002
                Console.WriteLine(inner());
            }

            Outer();
            section.Borrow(data, 50..);
        });
        // -- FJ0002 the loan ends only here @ }
        """);

    [Fact]
    public void R54_problem_cases_of_rust_that_are_wrong_stay_wrong() => Fixture.CheckMembers("""
        static void Case1(OwnedArray<int> data)
        {
            Fork.Section(section =>
            {
                SliceMut<int> slice = section.BorrowMut(data);
                Span<int> view = slice.Span;
                section.Fork(slice, static s => s.Span.Sort());
                //           ----- FJ0011 lent on for writing here
                view.Sort();
            //  ^^^^ FJ0011
            });
        }

        static void Case2(OwnedMut<int> count, bool some)
        {
            BorrowedMut<int> writer = count.BorrowMut();
            ref int value = ref writer.Value;
            if (some)
                writer.Dispose();
        //      ---------------- FJ0011 the loan ends here
            else
                value++;
            value++;
        //  ^^^^^ FJ0011
            if (!some)
                writer.Dispose();
        }

        static Ref<int> Case3(OwnedMut<int> count, Lifetime lifetime)
        {
            Ref<int> found = lifetime.Borrow(count);
            //               ---------------------- FJ0003 lent for reading here
            if (found.Value > 0)
                return found;
            count.Value = 1;
        //  ^^^^^ FJ0003
            return found;
            //     ----- FJ0003 still used here
        }

        static int Case4(OwnedMut<int> first, OwnedMut<int> next)
        {
            using Lifetime lifetime = Lifetime.Open();
            Ref<int> at = lifetime.Borrow(first);
            lifetime.Repoint(ref at, next);
        //  ------------------------------ FJ0003 lent for reading here
            first.Value = 1;
            next.Value = 2;
        //  ^^^^ FJ0003
            return at.Value;
            //     -- FJ0003 still used here
        }
        """);

    [Fact]
    public void Two_phases_are_two_where_the_left_side_lends_first() => Fixture.CheckBody("""
        using BorrowScope scope = BorrowScope.Open();
        scope.BorrowMut(data)[0] = data[1];
        //                         ^^^^ FJ0002: Borrow conflict: cannot read data, because it is lent for writing. End that loan first
        // -- FJ0002 lent for writing here @ scope.BorrowMut(data)

        // -- FJ0002 the loan ends only here @ }
        """);
}
