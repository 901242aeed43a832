using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>Ways through lambdas and local functions, and out of them by an exception (R54).</summary>
public sealed class BodyWaysTests
{
    [Fact]
    public void R54_a_handler_goes_on_with_what_was_done_before_a_throw() => Fixture.CheckMembers("""
        static void Thrown(OwnedMut<int> a, Exception error)
        {
            try
            {
                a.Dispose();
        //      ----------- dropped here
                throw error;
            }
            catch (InvalidOperationException)
            {
                Console.WriteLine(a.Value);
        //                        ^ FJ0001: Cannot read a: it may have been dropped.
            }
        }

        static void Again(OwnedMut<int> a)
        {
            try
            {
                try
                {
                    Console.WriteLine();
                }
                catch (InvalidOperationException)
                {
                    a.Dispose();
        //          ----------- dropped here
                    throw;
                }
            }
            catch (InvalidOperationException)
            {
                Console.WriteLine(a.Value);
        //                        ^ FJ0001: Cannot read a: it may have been dropped.
            }
        }
        """);

    [Fact]
    public void R54_a_finally_goes_on_with_all_that_may_have_been_done_before_it() => Fixture.CheckMembers("""
        static void Run(OwnedMut<int> a, ref int count)
        {
            try
            {
                try
                {
                    Console.WriteLine();
                    a.Dispose();
        //          ----------- dropped here
                    Console.WriteLine();
                }
                finally
                {
                    count++;
                }
            }
            catch (IOException)
            {
                Console.WriteLine(a.Value);
        //                        ^ FJ0001: Cannot read a: it may have been dropped.
            }
        }
        """);

    [Fact]
    public void R54_a_handler_goes_on_with_what_a_local_function_did_before_it_threw() => Fixture.CheckMembers("""
        static void Run(OwnedMut<int> a)
        {
            try
            {
                Drop();
            }
            catch (InvalidOperationException)
            {
                Console.WriteLine(a.Value);
        //                        ^ FJ0001: Cannot read a: it may have been dropped.
            }

            void Drop()
            {
                a.Dispose();
        //      ----------- dropped here
                throw new InvalidOperationException();
            }
        }
        """);

    [Fact]
    public void R54_what_a_section_lent_is_back_where_its_exception_is_handled() => Fixture.CheckMembers("""
        static void Run(OwnedArray<int> data)
        {
            try
            {
                Fork.Section(section =>
                {
                    section.BorrowMut(data).Span.Clear();
                    Console.WriteLine();
                });
            }
            catch (IOException)
            {
                data[0] = 1;
            }
        }
        """);

    [Fact]
    public void What_a_lambda_assigns_by_its_value_may_be_anything() => Fixture.CheckMembers("""
        static void Keep(Func<OwnedMut<int>> body) => body();

        static void Run(OwnedMut<int> a)
        {
            OwnedMut<int> current = a;
            current.Dispose();
            Keep(() => current = Own.Mut(2));
            Console.WriteLine(current.Value);
        }
        """);

    [Fact]
    public void Which_of_two_bodies_runs_nobody_knows_nor_what_it_assigns() => Fixture.CheckMembers("""
        static void Forked(OwnedMut<int> a, bool condition)
        {
            OwnedMut<int> current = a;
            current.Dispose();
            Action body = () => current = Own.Mut(2);
            if (condition)
                body = () => current = Own.Mut(3);
            Fork.Section(section => section.Fork(body));
            Console.WriteLine(current.Value);
        }

        static void Joined(OwnedMut<int> a, bool condition)
        {
            OwnedMut<int> current = a;
            current.Dispose();
            Action body = () => current = Own.Mut(2);
            if (condition)
                body = () => current = Own.Mut(3);
            Fork.Join(body, static () => { });
            Console.WriteLine(current.Value);
        }

        static void Looped(OwnedMut<int> a, bool condition)
        {
            OwnedMut<int> current = a;
            current.Dispose();
            Action<int> body = _ => current = Own.Mut(2);
            if (condition)
                body = _ => current = Own.Mut(3);
            Parallel.For(0, 1, body);
            Console.WriteLine(current.Value);
        }

        // at run time: refused, as the list runs nothing
        static void Handed(OwnedMut<int> a, List<Action> all)
        {
            OwnedMut<int> current = a;
            current.Dispose();
            all.Add(() => current = Own.Mut(2));
            Console.WriteLine(current.Value);
        }
        """);

    [Fact]
    public void What_bodies_do_wrong_with_what_is_around_them_is_told() => Fixture.CheckMembers("""
        static void Forked(OwnedArray<int> data) => Fork.Section(section =>
        {
            SliceMut<int> slice = section.BorrowMut(data);
        //                        ----------------------- lent for writing here
            section.Fork(() => Console.WriteLine(data[0]));
        //                                       ^^^^ FJ0002
        //                                       ^^^^ FJ0022
            slice.Span.Clear();
        //  ----- still used here
        });
        """);

    [Fact]
    public void R54_a_span_of_a_loan_that_is_over_is_not_looped_over() => Fixture.CheckMembers("""
        static void Run(OwnedArray<int> data)
        {
            BorrowScope scope = BorrowScope.Open();
            Span<int> view = scope.BorrowMut(data).Span;
            scope.Dispose();
        //  --------------- the loan ends here
            Parallel.ForEach(view, static (ref int x, int _) => x = 1);
        //                   ^^^^ FJ0011
        }
        """);

    [Fact]
    public void R46_a_function_that_says_something_and_returns_what_is_around_it_is_judged_by_its_body() => Fixture.Check("""
        sealed class User
        {
            private Ref<int> _kept;

            static void Captures(OwnedMut<int> x, OwnedMut<int> y)
            {
                using Lifetime longer = Lifetime.Open();
                Lifetime shorter = Lifetime.Open();
                Ref<int> other = shorter.Borrow(x), given = longer.Borrow(y);
                Ref<int> picked = Pick(given);
                shorter.Dispose();
        //      ----------------- its loan ends here
                Console.WriteLine(picked.Value);
        //                        ^^^^^^ FJ0013

                [return: BorrowsFrom(nameof(a))]
                Ref<int> Pick(Ref<int> a) => other;
            }

            void OfThis(OwnedMut<int> x, OwnedMut<int> y)
            {
                using Lifetime longer = Lifetime.Open();
                Lifetime shorter = Lifetime.Open();
                _kept = shorter.Borrow(x);
                Ref<int> picked = Pick(longer.Borrow(y));
                shorter.Dispose();
        //      ----------------- its loan ends here
                Console.WriteLine(picked.Value);
        //                        ^^^^^^ FJ0013
                _kept = default;

                [return: BorrowsFrom("a")]
                Ref<int> Pick(Ref<int> a) => _kept;
        //                                   ^^^^^ FJ0031
            }
        }
        """);
}
