using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>Local functions and lambdas that say what they do to borrows (R46, R48), and parameters that are spans or come by reference.</summary>
public sealed class SignatureFunctionsTests
{
    [Fact]
    public void R46_a_local_function_that_says_something_keeps_to_it() => Fixture.CheckMembers("""
        static void Run(OwnedMut<int> one, OwnedMut<int> two)
        {
            using Lifetime lifetime = Lifetime.Open();
            Console.WriteLine(Wrong(lifetime.Borrow(one), lifetime.Borrow(two)).Value + Right(lifetime.Borrow(one), lifetime.Borrow(two)).Value);

            [return: BorrowsFrom(nameof(a))]
            static Ref<int> Wrong(Ref<int> a, Ref<int> b) => b;
            //                                               ^ FJ0031: Cannot return b: it may come from b, which [return: BorrowsFrom] does not name.

            [return: BorrowsFrom(nameof(a), nameof(b))]
            static Ref<int> Right(Ref<int> a, Ref<int> b) => a.Value > b.Value ? a : b;

            [MayStore(from: nameof(next), into: nameof(current))]
            static void Exchange([Replaces] ref Ref<int> current, Ref<int> next)
            //                   ^ FJ0031 @ [Replaces] ref Ref<int> current
            {
                if (next.Value > 0)
                    current = next;
            }
            Ref<int> first = lifetime.Borrow(one);
            Exchange(ref first, lifetime.Borrow(two));
            Func<Ref<int>, Ref<int>, Ref<int>> second = [return: BorrowsFrom("x")] (Ref<int> x, Ref<int> y) => y;
            //                                                                                                 ^ FJ0031
            Console.WriteLine(second(first, first).Value);
        }
        """);

    [Fact]
    public void R46_a_call_of_a_function_that_says_something_is_judged_by_that_alone() => Fixture.CheckMembers("""
        // at run time: not refused, as the signature allows more than the body does
        static int Function(OwnedMut<int> one, OwnedMut<int> two)
        {
            [return: BorrowsFrom(nameof(a), nameof(b))]
            static Ref<int> Either(Ref<int> a, Ref<int> b) => a;
            using Lifetime outer = Lifetime.Open();
            Lifetime inner = Lifetime.Open();
            Ref<int> either = Either(outer.Borrow(one), inner.Borrow(two));
            inner.Dispose();
        //  --------------- its loan ends here
            return either.Value;
            //     ^^^^^^ FJ0013: Cannot use either: it is a reference of two whose loan has ended.
        }

        // at run time: not refused, as the signature allows more than the body does
        static int Lambda(OwnedMut<int> one, OwnedMut<int> two)
        {
            var either = [return: BorrowsFrom("a", "b")] (Ref<int> a, Ref<int> b) => a;
            using Lifetime outer = Lifetime.Open();
            Lifetime inner = Lifetime.Open();
            Ref<int> chosen = either(outer.Borrow(one), inner.Borrow(two));
            inner.Dispose();
        //  --------------- its loan ends here
            return chosen.Value;
            //     ^^^^^^ FJ0013
        }

        static int Silent(OwnedMut<int> one, OwnedMut<int> two)
        {
            static Ref<int> First(Ref<int> a, Ref<int> b) => b.Value > 0 ? a : a;
            using Lifetime outer = Lifetime.Open();
            Lifetime inner = Lifetime.Open();
            Ref<int> first = First(outer.Borrow(one), inner.Borrow(two));
            inner.Dispose();
            return first.Value;
        }

        // at run time: not refused, as the signature allows more than the body does
        static void UsedUp(OwnedArray<int> page)
        {
            static void Drop([Consumes] OwnedArray<int> data) => Console.WriteLine(data.Length);
            Drop(page);
        //  ---------- moved here
            page[0] = 1;
        //  ^^^^ FJ0001
        }

        static void Apart(OwnedArray<int> data)
        {
            static void Blend([Distinct] ReadOnlySpan<int> from, [Distinct] Span<int> into) => from.CopyTo(into);
            using BorrowScope scope = BorrowScope.Open();
            Span<int> all = scope.BorrowMut(data).Span;
            Blend(all[..5], all[4..]);
            //    -------- handed over here
            //              ^^^^^^^^ FJ0033
            Blend(all[..5], all[5..]);
        }

        static int Captured(OwnedArray<int> data, OwnedArray<int> other)
        {
            data.Dispose();
            Renew(other);
            return data[0];

            void Renew([Consumes] OwnedArray<int> more) => data = more.Move();
        }

        static void CapturedLoan(OwnedMut<int> one, OwnedArray<int> more)
        {
            BorrowScope scope = BorrowScope.Open();
            Lifetime lifetime = Lifetime.Open();
            RefMut<int> lent = lifetime.BorrowMut(one);
            lent.Value++;
            Finish(more);
            one.Value = 1;
            scope.Dispose();

            void Finish([Consumes] OwnedArray<int> data)
            {
                lifetime.Dispose();
                data.Dispose();
            }
        }

        static Ref<int> CapturedResult(OwnedMut<int> one, Ref<int> two)
        {
            int limit = one.Value;
            [return: BorrowsFrom(nameof(a))]
            Ref<int> Either(Ref<int> a, Ref<int> b) => a.Value > limit ? a : b;
            //                                         ^^^^^^^^^^^^^^^^^^^^^^^ FJ0031
            return Either(two, two);
            //     ^^^^^^^^^^^^^^^^ FJ0032
        }
        """);

    [Fact]
    public void R46_what_stands_on_a_function_must_mean_something() => Fixture.CheckMembers("""
        static void Run()
        {
            [MayStore("a", "c")] static void Unknown(ref Ref<int> a) { }
            //             ^^^ FJ0030: [MayStore] means nothing here: there is no parameter 'c'
            static void Number([Consumes] int x) { }
            //                  ^^^^^^^^ FJ0030: [Consumes] means nothing here: 'x' is an 'int'
            [Consumes] static void Instance() { }
        //   ^^^^^^^^ FJ0030: [Consumes] means nothing here: the method has no instance
            _ = (Action<int>)Number;
            _ = (Action)Instance;
            Ref<int> none = default;
            Unknown(ref none);
        }
        """);

    [Fact]
    public void R05_a_result_that_is_read_too_early_is_seen_in_local_functions() => Fixture.CheckMembers("""
        static void Run()
        {
            Inner();
            Fork.Section(static section => In(section));

            static void Inner() => Fork.Section(static section =>
            {
                Forked<int> sum = section.Fork(static () => 1);
                //                ---------------------------- forked here
                Console.WriteLine(sum.Result);
                //                ^^^^^^^^^^ FJ0026
                Console.WriteLine(sum.Join());
            });

            static void In(ForkJoinSection section)
            {
                Forked<int> sum = section.Fork(static () => 1);
                //                ---------------------------- forked here
                Console.WriteLine(sum.Result);
                //                ^^^^^^^^^^ FJ0026
            }
        }
        """);

    [Fact]
    public void R46_a_span_comes_from_the_parameter_that_is_named() => Fixture.CheckMembers("""
        [return: BorrowsFrom(nameof(a))]
        static Span<int> Wrong(Span<int> a, Span<int> b) => a.Length > 3 ? a : b[1..];
        //                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^ FJ0031: Cannot return a.Length > 3 ? a : b[1..]: it may come from b, which

        [return: BorrowsFrom(nameof(a), nameof(b))]
        static ReadOnlySpan<int> Right(ReadOnlySpan<int> a, ReadOnlySpan<int> b) => a.Length > 3 ? a : b[1..];

        [return: BorrowsFrom(nameof(a))]
        static ref int First(Span<int> a, Span<int> b) => ref b[0];
        //                                                    ^^^^ FJ0031

        [return: BorrowsFrom(nameof(a))]
        static ref int Variable(ref int a, ref int b) => ref b;
        //                                                   ^ FJ0031: Cannot return b: it may come from b

        [return: BorrowsFrom(nameof(b))]
        static ref int Same(ref int a, ref int b) => ref b;

        [return: BorrowsFrom(nameof(a))]
        static Ref<int> Behind(in Ref<int> a, in Ref<int> b) => b;
        //                                                      ^ FJ0031

        static Span<int> Silent(Span<int> a, Span<int> b) => b;

        static void Fill(Span<int> all)
        {
            Span<int> head = all[..3];
            head.Clear();
            all[0] = 1;
            all = all[1..];
            head[0] = all.Length;
        }
        """);

    [Fact]
    public void R46_a_span_that_is_stored_is_named_by_the_signature() => Fixture.CheckMembers("""
        [MayStore(from: nameof(a), into: nameof(current))]
        static void Wrong(ref Span<int> current, Span<int> a, Span<int> b) => current = b;
        //                                                                              ^ FJ0031: Cannot store b in current: it comes from b

        [MayStore(from: nameof(next), into: nameof(current))]
        static void Right([Replaces] ref Span<int> current, Span<int> next) => current = next;

        static void Silent(ref Span<int> current, Span<int> next) => current = next;

        static void Run(OwnedArray<int> data, OwnedArray<int> more)
        {
            using BorrowScope scope = BorrowScope.Open();
            BorrowScope inner = BorrowScope.Open();
            Span<int> current = scope.BorrowMut(data).Span;
            Right(ref current, inner.BorrowMut(more).Span);
            current[0] = 1;
            inner.Dispose();
        //  --------------- the loan ends here
            current[0] = 1;
        //  ^ FJ0011 @ current[0]
        }
        """);

    [Fact]
    public void R46_parts_of_a_span_that_must_be_distinct_do_not_overlap() => Fixture.CheckMembers("""
        static void Blend([Distinct] ReadOnlySpan<int> from, [Distinct] Span<int> into) => from.CopyTo(into);

        static void Run(Span<int> all, Span<int> other, int at)
        {
            Blend(all[..5], all[4..]);
            //    -------- handed over here
            //              ^^^^^^^^ FJ0033
            Blend(all[..at], all[at..]);
            Blend(other, all);
        }
        """);
}
