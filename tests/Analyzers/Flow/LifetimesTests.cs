using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>References that are kept, and the lifetimes that end them (FJ0013, R44, R52, R53).</summary>
public sealed class LifetimesTests
{
    [Fact]
    public void A_reference_expires_with_its_lifetime() => Fixture.CheckMembers("""
        static int Run(OwnedMut<int> balance)
        {
            Lifetime lifetime = Lifetime.Open();
            Ref<int> reference = lifetime.Borrow(balance);
            int before = reference.Value;
            lifetime.Dispose();
        //  ------------------ its loan ends here
            return before + reference.Value;
            //              ^^^^^^^^^ FJ0013: Cannot use reference: it is a reference of balance whose loan has ended.
        }
        """);

    [Fact]
    public void R44_a_reference_that_is_pointed_at_something_new_lives_again() => Fixture.CheckMembers("""
        static int Run(OwnedMut<int> a, OwnedMut<int> b)
        {
            using Lifetime outer = Lifetime.Open();
            Ref<int> reference;
            using (Lifetime inner = Lifetime.Open())
                reference = inner.Borrow(a);
            reference = outer.Borrow(b);
            return reference.Value;
        }
        """);

    [Fact]
    public void R52_what_a_reference_held_is_released_before_the_right_side_is_judged() => Fixture.CheckMembers("""
        static void Same(OwnedMut<int> a)
        {
            using Lifetime lifetime = Lifetime.Open();
            RefMut<int> reference = lifetime.BorrowMut(a);
            lifetime.Repoint(ref reference, a);
            reference.Value = 1;
        }

        static void Other(OwnedMut<int> a, OwnedMut<int> b)
        {
            using Lifetime lifetime = Lifetime.Open();
            RefMut<int> reference = lifetime.BorrowMut(a);
            lifetime.Repoint(ref reference, b);
        //  ---------------------------------- lent for writing here
            a.Value = 1;
            b.Value = 1;
        //  ^ FJ0002 @ b
        }
        // -- FJ0002 the loan ends only here @ }
        """);

    [Fact]
    public void R52_a_loan_that_another_reference_holds_stays() => Fixture.CheckMembers("""
        static void Run(OwnedMut<int> a, OwnedMut<int> b)
        {
            using Lifetime lifetime = Lifetime.Open();
            Ref<int> reference = lifetime.Borrow(a);
            Ref<int> other = reference.Share();
            //               ----------------- lent for reading here
            lifetime.Repoint(ref reference, b);
            a.Value = other.Value;
        //  ^ FJ0003 @ a
        }
        // -- FJ0003 the loan ends only here @ }
        """);

    [Fact]
    public void A_released_reference_frees_its_owner() => Fixture.CheckMembers("""
        static void Run(OwnedMut<int> a)
        {
            using Lifetime lifetime = Lifetime.Open();
            Ref<int> reference = lifetime.Borrow(a);
            Console.WriteLine(reference.Value);
            reference.Release();
            a.Value = 1;
        }
        """);

    [Fact]
    public void A_borrow_is_not_returned_beyond_its_loan() => Fixture.CheckMembers("""
        static Ref<int> Reference(OwnedMut<int> a)
        {
            using Lifetime lifetime = Lifetime.Open();
            return lifetime.Borrow(a);
            //     ^^^^^^^^^^^^^^^^^^ FJ0013: Cannot return lifetime.Borrow(a): it is of a loan of a that ends with the method. Let the caller open the lifetime or scope, or return a copy.
        }
        // -- the loan ends here @ }

        static Ref<int> Fine(OwnedMut<int> a, Lifetime lifetime)
        {
            return lifetime.Borrow(a);
        }

        static Slice<int> Slice(OwnedArray<int> a)
        {
            using BorrowScope scope = BorrowScope.Open();
            Slice<int> slice = scope.Borrow(a);
            return slice;
            //     ^^^^^ FJ0013
        }
        // -- the loan ends here @ }

        // at run time: not refused, as it does not see who looks at a span
        static ReadOnlySpan<int> Span(OwnedArray<int> a)
        {
            using BorrowScope scope = BorrowScope.Open();
            return scope.Borrow(a).Span;
            //     ^^^^^^^^^^^^^^^^^^^^ FJ0013
        }
        // -- the loan ends here @ }
        """);

    [Fact]
    public void A_borrow_is_not_kept_beyond_its_loan() => Fixture.Check("""
        sealed class Keeper
        {
            private Ref<int> _kept;
            private readonly Lifetime _lifetime = Lifetime.Open();

            public int Value => _kept.Value;

            // at run time: not refused, as only its use would be, and nobody uses it here
            public void Wrong(OwnedMut<int> a)
            {
                using Lifetime lifetime = Lifetime.Open();
                _kept = lifetime.Borrow(a);
                //      ^^^^^^^^^^^^^^^^^^ FJ0013: Cannot keep lifetime.Borrow(a) in _kept: it is of a loan of a that ends before.
            }
            // -- the loan ends here @ }

            public void Right(OwnedMut<int> a) => _kept = _lifetime.Borrow(a);

            public void Passing(OwnedMut<int> a)
            {
                using Lifetime lifetime = Lifetime.Open();
                _kept = lifetime.Borrow(a);
                Console.WriteLine(_kept.Value);
                _kept = default;
            }

            // at run time: not refused, as only its use would be, and nobody uses it here
            public static void Out(OwnedMut<int> a, out Ref<int> kept)
            {
                using Lifetime lifetime = Lifetime.Open();
                kept = lifetime.Borrow(a);
                //     ^^^^^^^^^^^^^^^^^^ FJ0013
            }
            // -- the loan ends here @ }
        }
        """);

    [Fact]
    public void Elements_are_lent_one_by_one() => Fixture.CheckBody("""
        using Lifetime lifetime = Lifetime.Open();
        RefMut<int> first = lifetime.BorrowMut(data, 0);
        //                  --------------------------- FJ0004 lent for writing here
        RefMut<int> last = lifetime.BorrowMut(data, ^1);
        RefMut<int> second = lifetime.BorrowMut(data, 1);
        RefMut<int> again = lifetime.BorrowMut(data, 0);
        //                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ FJ0004
        first.Value = last.Value + second.Value;
        // -- FJ0004 still used here @ first
        """);
}
