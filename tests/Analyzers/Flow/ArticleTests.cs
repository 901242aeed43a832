using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>
/// The examples by which references that are "validated on use" were proposed (R44, R45, R50), in this library's terms: what goes out of scope there
/// ends with its lifetime here. Exchanging references and the greater of two stand with the signatures that they need
/// (<see cref="SignatureHoldersTests"/>, <see cref="SignatureCallsTests"/>), and so do holders.
/// </summary>
public sealed class ArticleTests
{
    [Fact]
    public void R50_a_reference_is_valid_as_long_as_what_it_means() => Fixture.CheckMembers("""
        static void Run(OwnedMut<int> i)
        {
            using Lifetime lifetime = Lifetime.Open();
            Ref<int> reference = lifetime.Borrow(i);
            Console.WriteLine(reference.Value);
        }
        """);

    [Fact]
    public void R50_a_reference_whose_target_has_gone_is_refused_when_it_is_used_and_lives_again_with_another() => Fixture.CheckMembers("""
        static void Run(OwnedMut<int> i, OwnedMut<int> i2)
        {
            using Lifetime outer = Lifetime.Open();
            Ref<int> reference;
            using (Lifetime inner = Lifetime.Open())
            {
                reference = inner.Borrow(i);
                Console.WriteLine(reference.Value);
            }
            // -- its loan ends here @ }
            Console.WriteLine(reference.Value);
            //                ^^^^^^^^^ FJ0013: Cannot use reference: it is a reference of i whose loan has ended.
            reference = outer.Borrow(i2);
            Console.WriteLine(reference.Value);
        }

        static void NeverUsed(OwnedMut<int> i)
        {
            Ref<int> reference;
            using (Lifetime inner = Lifetime.Open())
                reference = inner.Borrow(i);
            Ref<int> copy = reference;
            Console.WriteLine(copy.IsAlive);
        }
        """);

    /// <summary>There the move goes through and the reference is refused at its next use. Here the run time refuses the move of what is lent, and so does the rule.</summary>
    [Fact]
    public void R50_what_is_consumed_has_no_references_left() => Fixture.CheckMembers("""
        static void Consume([Consumes] OwnedMut<int> s) => s.Dispose();

        static void Wrong(OwnedMut<int> s)
        {
            using Lifetime lifetime = Lifetime.Open();
            Ref<int> reference = lifetime.Borrow(s);
            //                   ------------------ lent for reading here
            Consume(s);
            //      ^ FJ0003: Borrow conflict: cannot move s, because it is lent for reading.
            Console.WriteLine(reference.Value);
            //                --------- FJ0003 still used here
        }

        static void Right(OwnedMut<int> s, OwnedMut<int> s2)
        {
            using Lifetime lifetime = Lifetime.Open();
            Ref<int> reference = lifetime.Borrow(s);
            Console.WriteLine(reference.Value);
            lifetime.Repoint(ref reference, s2);
            Consume(s);
            Console.WriteLine(reference.Value);
        }
        """);

    [Fact]
    public void R50_what_is_static_is_always_valid() => Fixture.Check("""
        static class User
        {
            private static readonly Lifetime s_always = Lifetime.Open();
            private static readonly OwnedMut<int> s_zero = Own.Mut(0), s_one = Own.Mut(1);

            [return: BorrowsFrom("one", "other")]
            static Ref<int> Greater(Ref<int> one, Ref<int> other) => one.Value > other.Value ? one : other;

            static void Run(OwnedMut<int> i)
            {
                Ref<int> greater = Greater(s_always.Borrow(s_zero), s_always.Borrow(s_one));
                Console.WriteLine(greater.Value);
                using (Lifetime inner = Lifetime.Open())
                {
                    greater = Greater(inner.Borrow(i), s_always.Borrow(s_one));
                    Console.WriteLine(greater.Value);
                }
                // -- its loan ends here @ }
                Console.WriteLine(greater.Value);
                //                ^^^^^^^ FJ0013
            }

            static Ref<int> Returned() => s_always.Borrow(s_zero);
        }
        """);

    [Fact]
    public void R45_of_several_targets_all_must_be_valid() => Fixture.CheckMembers("""
        static void Wrong(OwnedMut<int> a, OwnedMut<int> b, bool some)
        {
            using Lifetime outer = Lifetime.Open();
            Ref<int> reference = outer.Borrow(a);
            using (Lifetime inner = Lifetime.Open())
            {
                if (some)
                    reference = inner.Borrow(b);
                Console.WriteLine(reference.Value);
            }
            // -- its loan ends here @ }
            Console.WriteLine(reference.Value);
            //                ^^^^^^^^^ FJ0013: Cannot use reference: it is a reference of b whose loan has ended.
        }

        static void Right(OwnedMut<int> a, OwnedMut<int> b, bool some)
        {
            using Lifetime outer = Lifetime.Open();
            Ref<int> reference = outer.Borrow(a);
            if (some)
                reference = outer.Borrow(b);
            Console.WriteLine(reference.Value);
        }

        static void BothProtect(OwnedMut<int> a, OwnedMut<int> b, bool some)
        {
            using Lifetime outer = Lifetime.Open();
            RefMut<int> reference = some ? outer.BorrowMut(a) : outer.BorrowMut(b);
            //                                                  ------------------ FJ0002 lent for writing here
            b.Value = 1;
        //  ^ FJ0002 @ b
            reference.Value = 2;
        //  --------- FJ0002 still used here
        }
        """);
}
