using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>Of what may be anything nothing is said, and of what was refused nothing is left: neither gives a false report further down.</summary>
public sealed class UnclearTests
{
    [Fact]
    public void What_may_be_another_owner_is_not_known_to_be_gone() => Fixture.CheckMembers("""
        // at run time: refused, as it is the same owner after all
        static void First(OwnedMut<int> a, List<OwnedMut<int>> others, bool condition)
        {
            OwnedMut<int> either = condition ? others[0] : a;
            Console.WriteLine(a.Move().Value);
            Console.WriteLine(either.Value);
        }

        // at run time: refused, as it is the same owner after all
        static void Second(OwnedMut<int> a, List<OwnedMut<int>> others, bool condition)
        {
            OwnedMut<int> either = condition ? a : others[0];
            Console.WriteLine(a.Move().Value);
            Console.WriteLine(either.Value);
        }
        """);

    [Fact]
    public void What_may_be_lent_from_an_unknown_owner_is_not_known_to_have_ended() => Fixture.CheckMembers("""
        // at run time: refused, as it is known there which owner it is
        static void Lent(OwnedMut<int> a, List<OwnedMut<int>> others, Lifetime longer, bool condition)
        {
            Lifetime shorter = Lifetime.Open();
            Ref<int> reference = condition ? shorter.Borrow(a) : longer.Borrow(others[0]);
            shorter.Dispose();
            Console.WriteLine(reference.Value);
        }

        // at run time: refused, as it is known there which owner it is
        static void Guarded(OwnedMut<int> a, List<OwnedMut<int>> others, bool condition)
        {
            Borrowed<int> first = a.Borrow();
            Borrowed<int> guard = first;
            if (condition)
                guard = others[0].Borrow();
            first.Dispose();
            Console.WriteLine(guard.Value);
            guard.Dispose();
        }
        """);

    [Fact]
    public void A_loan_of_one_of_two_scopes_ends_with_nobody_knows_which() => Fixture.CheckMembers("""
        static void Lent(OwnedArray<int> data, bool condition)
        {
            BorrowScope first = BorrowScope.Open(), second = BorrowScope.Open();
            BorrowScope either = condition ? first : second;
            either.BorrowMut(data)[0] = 1;
            first.Dispose();
            second.Dispose();
            data[0] = 2;
        }

        static void LentOn(OwnedArray<int> data, SliceMut<int> slice, bool condition)
        {
            BorrowScope first = BorrowScope.Open(), second = BorrowScope.Open();
            BorrowScope either = condition ? first : second;
            slice.Reborrow(either)[0] = 1;
            first.Dispose();
            second.Dispose();
            slice[0] = 2;
        }
        """);

    [Fact]
    public void A_loan_of_an_owner_that_is_gone_is_told_once_and_is_none() => Fixture.CheckMembers("""
        static void Lent(OwnedArray<int> data, BorrowScope scope)
        {
            data.Dispose();
        //  -------------- dropped here
        //  -------------- dropped here
            scope.BorrowMut(data)[0] = 1;
        //                  ^^^^ FJ0001
            scope.BorrowMut(data)[0] = 2;
        //                  ^^^^ FJ0001
        }

        static void Guarded(OwnedMut<int> a)
        {
            a.Dispose();
        //  ----------- dropped here
        //  ----------- dropped here
            BorrowedMut<int> one = a.BorrowMut();
            //                     ^ FJ0001
            BorrowedMut<int> two = a.BorrowMut();
            //                     ^ FJ0001
            one.Dispose();
            two.Dispose();
        }
        """);

    [Fact]
    public void A_loan_that_was_refused_is_none() => Fixture.CheckMembers("""
        static void Lent(OwnedArray<int> data)
        {
            BorrowScope first = BorrowScope.Open(), second = BorrowScope.Open();
            first.BorrowMut(data)[0] = 1;
        //  --------------------- lent for writing here
            Console.WriteLine(second.Borrow(data)[0]);
        //                    ^^^^^^^^^^^^^^^^^^^ FJ0004
            first.Dispose();
        //  --------------- the loan ends only here
            data[0] = 2;
            second.Dispose();
        }

        static void Guarded(OwnedMut<int> a)
        {
            BorrowedMut<int> one = a.BorrowMut();
            //                     ------------- lent for writing here
            Borrowed<int> two = a.Borrow();
            //                  ^^^^^^^^^^ FJ0004
            one.Value = 1;
        //  --- still used here
            one.Dispose();
            a.Value = 2;
            two.Dispose();
        }
        """);

    [Fact]
    public void A_number_that_comes_back_by_reference_is_no_part_of_an_owner() => Fixture.CheckMembers("""
        [return: BorrowsFrom(nameof(number))]
        static ref int Same(ref int number) => ref number;

        static void Run(OwnedMut<int> a)
        {
            int number = 1;
            ref int same = ref Same(ref number);
            using BorrowedMut<int> guard = a.BorrowMut();
            same = 2;
            guard.Value = same;
        }
        """);

    [Fact]
    public void A_loan_by_a_callee_that_is_handed_two_homes_ends_with_nobody_knows_which() => Fixture.CheckMembers("""
        [return: BorrowsFrom(nameof(a))]
        static Ref<int> Lend(OwnedMut<int> a, Lifetime first, Lifetime second) => a.Value > 0 ? first.Borrow(a) : second.Borrow(a);

        // at run time: refused, as it is the first of the two
        static void Run(OwnedMut<int> a)
        {
            using Lifetime longer = Lifetime.Open();
            Lifetime shorter = Lifetime.Open();
            Ref<int> reference = Lend(a, longer, shorter);
            shorter.Dispose();
            Console.WriteLine(reference.Value);
            a.Value = 2;
        }

        // at run time: refused, as it is the first of the two
        static void Other(OwnedMut<int> a)
        {
            using Lifetime longer = Lifetime.Open();
            Lifetime shorter = Lifetime.Open();
            Ref<int> reference = Lend(a, shorter, longer);
            shorter.Dispose();
            Console.WriteLine(reference.Value);
            a.Value = 2;
        }
        """);

    [Fact]
    public void What_one_of_two_names_has_lost_both_have() => Fixture.CheckMembers("""
        static void Run(OwnedMut<int> a, OwnedMut<int> b, bool condition)
        {
            OwnedMut<int> either = condition ? a : b;
            either.Dispose();
        //  ---------------- dropped here
        //  ---------------- dropped here
            Console.WriteLine(either.Value);
            //                ^^^^^^ FJ0001: Cannot read either: it was dropped.
            Console.WriteLine(a.Value);
            //                ^ FJ0001: Cannot read a: it may have been dropped.
        }
        """);

    [Fact]
    public void R54_a_field_that_only_one_way_has_touched_may_be_gone() => Fixture.Check("""
        sealed class User
        {
            private OwnedMut<int> _data = Own.Mut(1);

            public int Run(bool condition)
            {
                int way;
                if (condition)
                {
                    _data.Dispose();
        //          --------------- dropped here
                    way = 1;
                }
                else
                {
                    way = 2;
                }
                return way + _data.Value;
                //           ^^^^^ FJ0001: Cannot read _data: it may have been dropped.
            }
        }
        """);
}
