using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>Calls judged by what the callee's signature says (R46, R49, R50).</summary>
public sealed class SignatureCallsTests
{
    private const string Greater = """
        [return: BorrowsFrom(nameof(a), nameof(b))]
        static Ref<int> Greater(Ref<int> a, Ref<int> b) => a.Value >= b.Value ? a : b;
        """;

    [Fact]
    public void R50_the_greater_of_two_needs_both_whichever_it_is() => Fixture.CheckMembers(Greater + """

        static int Run(OwnedMut<int> one, OwnedMut<int> two)
        {
            using Lifetime outer = Lifetime.Open();
            Lifetime inner = Lifetime.Open();
            Ref<int> greater = Greater(outer.Borrow(one), inner.Borrow(two));
            int valid = greater.Value;
            inner.Dispose();
        //  --------------- its loan ends here
            return valid + greater.Value;
            //             ^^^^^^^ FJ0013: Cannot use greater: it is a reference of two whose loan has ended.
        }
        """);

    [Fact]
    public void R50_the_greater_of_two_in_its_four_phases() => Fixture.CheckMembers(Greater + """

        static void Run(OwnedMut<int> zero, OwnedMut<int> one, OwnedMut<int> two)
        {
            using Lifetime lasting = Lifetime.Open();
            Ref<int> greater = Greater(lasting.Borrow(zero), lasting.Borrow(zero));
            Console.WriteLine(greater.Value);
            using (Lifetime both = Lifetime.Open())
            {
                greater = Greater(both.Borrow(one), both.Borrow(two));
                Console.WriteLine(greater.Value);
            }
            // -- its loan ends here @ }
            Console.WriteLine(greater.Value);
            //                ^^^^^^^ FJ0013
            using (Lifetime first = Lifetime.Open())
            {
                greater = Greater(first.Borrow(one), lasting.Borrow(zero));
                Console.WriteLine(greater.Value);
            }
            // -- its loan ends here @ }
            Console.WriteLine(greater.Value);
            //                ^^^^^^^ FJ0013
            greater = Greater(lasting.Borrow(zero), lasting.Borrow(one));
            Console.WriteLine(greater.Value);
        }
        """);

    [Fact]
    public void R50_a_reference_to_what_lasts_for_ever_is_valid_and_does_not_make_another_so() => Fixture.CheckMembers(Greater + """

        static readonly OwnedMut<int> s_zero = Own.Mut(0);
        static readonly Lifetime s_ever = Lifetime.Open();

        static void Run(OwnedMut<int> one)
        {
            Ref<int> greater = Greater(s_ever.Borrow(s_zero), s_ever.Borrow(s_zero));
            Console.WriteLine(greater.Value);
            using (Lifetime inner = Lifetime.Open())
            {
                greater = Greater(inner.Borrow(one), s_ever.Borrow(s_zero));
                Console.WriteLine(greater.Value);
            }
            // -- its loan ends here @ }
            Console.WriteLine(greater.Value);
            //                ^^^^^^^ FJ0013: Cannot use greater: it is a reference of one whose loan has ended.
            greater = s_ever.Borrow(s_zero);
            Console.WriteLine(greater.Value);
        }

        static Ref<int> Zero() => s_ever.Borrow(s_zero);
        """);

    [Fact]
    public void R46_what_the_signature_does_not_name_may_end() => Fixture.CheckMembers("""
        [return: BorrowsFrom(nameof(a))]
        static Ref<int> First(Ref<int> a, Ref<int> b) => b.Value > 0 ? a : a;

        static int Run(OwnedMut<int> one, OwnedMut<int> two)
        {
            using Lifetime outer = Lifetime.Open();
            Ref<int> first;
            using (Lifetime inner = Lifetime.Open())
                first = First(outer.Borrow(one), inner.Borrow(two));
            two.Value = 1;
            return first.Value;
        }
        """);

    [Fact]
    public void R46_a_reference_made_of_an_owner_lends_it_until_the_lifetime_ends() => Fixture.CheckMembers("""
        [return: BorrowsFrom(nameof(data))]
        static RefMut<int> Head(OwnedArray<int> data, Lifetime lifetime) => lifetime.BorrowMut(data, 0);

        static void Run(OwnedArray<int> data)
        {
            Lifetime lifetime = Lifetime.Open();
            RefMut<int> head = Head(data, lifetime);
            //                 -------------------- lent for writing here
            data[1] = 1;
        //  ^ FJ0002 @ data
            head.Value = 2;
        //  ---- FJ0002 still used here
            lifetime.Dispose();
            data[1] = 1;
        }
        """);

    [Fact]
    public void R46_a_part_of_a_slice_depends_on_the_slice_that_is_named() => Fixture.CheckMembers("""
        [return: BorrowsFrom(nameof(all))]
        static SliceMut<int> Tail(SliceMut<int> all, Slice<int> other) => all[1..];

        static void Run(OwnedArray<int> data, OwnedArray<int> more)
        {
            BorrowScope scope = BorrowScope.Open();
            SliceMut<int> tail;
            using (BorrowScope inner = BorrowScope.Open())
                tail = Tail(scope.BorrowMut(data), inner.Borrow(more));
            Span<int> span = tail.Span;
            span.Clear();
            scope.Dispose();
        //  --------------- the loan ends here
            span.Clear();
        //  ^^^^ FJ0011
        }
        """);

    [Fact]
    public void R46_what_a_call_uses_up_is_moved() => Fixture.Check("""
        sealed class Archive([Consumes] OwnedArray<int> first)
        {
            private readonly List<OwnedArray<int>> _pages = [first.Move()];

            public void Add([Consumes] OwnedArray<int> page) => _pages.Add(page.Move());

            public static void Look(OwnedArray<int> page) => Console.WriteLine(page.Length);
        }

        static class User
        {
            static void Wrong(OwnedArray<int> page, Archive archive)
            {
                archive.Add(page);
            //  ----------------- moved here
                archive.Add(page);
                //          ^^^^ FJ0001: Cannot move page: it was moved. Use the owner that has it now, or clone before moving.
            }

            static Archive WrongNew(OwnedArray<int> page)
            {
                var archive = new Archive(page);
                //            ----------------- moved here
                page[0] = 1;
            //  ^ FJ0001 @ page
                return archive;
            }

            static void WrongLent(OwnedArray<int> page, Archive archive)
            {
                using BorrowScope scope = BorrowScope.Open();
                Slice<int> lent = scope.Borrow(page);
                //                ------------------ lent for reading here
                archive.Add(page);
                //          ^^^^ FJ0003: Borrow conflict: cannot move page
                Console.WriteLine(lent.Length);
        //                        ---- FJ0003 still used here
            }

            static void Right(OwnedArray<int> page, Archive archive)
            {
                Archive.Look(page);
                Archive.Look(page);
                archive.Add(page);
                page = OwnedArray.Create<int>(3);
                page[0] = 1;
                archive.Add(page);
            }
        }
        """);

    [Fact]
    public void R46_a_slice_or_reference_that_a_call_uses_up_is_given_away() => Fixture.CheckMembers("""
        static void Fill([Consumes] SliceMut<int> all) => all.Span.Clear();
        static void Last([Consumes] Ref<int> reference) { Console.WriteLine(reference.Value); reference.Release(); }

        // at run time: not refused, as only the signature says that the callee uses the slice up
        static void Slices(OwnedArray<int> data)
        {
            using (BorrowScope scope = BorrowScope.Open())
            {
                SliceMut<int> all = scope.BorrowMut(data);
                Fill(all[..5]);
                //   -------- lent on for writing here
                all[5..].Span.Clear();
                all.Span.Clear();
            //  ^ FJ0010 @ all
            }
        // -- FJ0010 the loan ends only here @ }
            data[0] = 1;
        }

        static void References(OwnedMut<int> a)
        {
            using Lifetime lifetime = Lifetime.Open();
            Ref<int> reference = lifetime.Borrow(a);
            Last(reference);
        //  --------------- its loan ends here
            a.Value = 1;
            Console.WriteLine(reference.Value);
            //                ^^^^^^^^^ FJ0013
        }
        """);

    [Fact]
    public void R46_arguments_that_must_be_distinct_do_not_overlap() => Fixture.CheckMembers("""
        static void Blend([Distinct] ReadOnlySpan<int> from, [Distinct] Span<int> into) => from.CopyTo(into);
        static void Swap([Distinct] OwnedMut<int> a, [Distinct] OwnedMut<int> b) => (a.Value, b.Value) = (b.Value, a.Value);

        static void Spans(OwnedArray<int> data, int at)
        {
            using BorrowScope scope = BorrowScope.Open();
            Span<int> all = scope.BorrowMut(data).Span;
            Blend(all[..5], all[4..]);
            //    -------- handed over here
            //              ^^^^^^^^ FJ0033: Cannot hand over all[4..]: it overlaps all[..5], and the call needs from and into apart. Hand over parts that cannot overlap, as Split, SplitAt and Chunks make them.
            Blend(all[..5], all[5..]);
            Blend(all[..at], all[at..]);
            Blend(all[..3], all[at..]);
        }

        static void Owners(OwnedMut<int> one, OwnedMut<int> two)
        {
            Swap(one, one);
            //   --- handed over here
            //        ^^^ FJ0033
            Swap(one, two);
        }
        """);

    [Fact]
    public void R46_what_may_be_stored_comes_besides_what_was_held() => Fixture.CheckMembers("""
        [MayStore(from: nameof(candidate), into: nameof(longest))]
        static void TakeLonger(ref Ref<string> longest, Ref<string> candidate)
        {
            if (candidate.Value.Length > longest.Value.Length)
                longest = candidate;
        }

        static void Run(OwnedMut<string> one, OwnedMut<string> two)
        {
            using Lifetime lifetime = Lifetime.Open();
            Lifetime inner = Lifetime.Open();
            Ref<string> longest = inner.Borrow(one);
            TakeLonger(ref longest, lifetime.Borrow(two));
            Console.WriteLine(longest.Value);
            inner.Dispose();
        //  --------------- its loan ends here
            Console.WriteLine(longest.Value);
            //                ^^^^^^^ FJ0013: Cannot use longest: it is a reference of one whose loan has ended.
            longest = lifetime.Borrow(two);
            Console.WriteLine(longest.Value);
        }
        """);

    [Fact]
    public void R46_references_that_may_be_swapped_depend_on_both() => Fixture.CheckMembers("""
        [MayStore(from: nameof(a), into: nameof(b)), MayStore(from: nameof(b), into: nameof(a))]
        static void SwapIf(bool wanted, ref Ref<int> a, ref Ref<int> b)
        {
            if (wanted)
                (a, b) = (b, a);
        }

        static void Run(OwnedMut<int> one, OwnedMut<int> two, bool wanted)
        {
            using Lifetime outer = Lifetime.Open();
            Ref<int> first = outer.Borrow(one);
            using (Lifetime inner = Lifetime.Open())
            {
                Ref<int> second = inner.Borrow(two);
                SwapIf(wanted, ref first, ref second);
                Console.WriteLine(first.Value + second.Value);
            }
            // -- its loan ends here @ }
            Console.WriteLine(first.Value);
            //                ^^^^^ FJ0013: Cannot use first: it is a reference of two whose loan has ended.
        }
        """);
}
