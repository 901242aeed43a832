using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>Loans of single values: guards, attempts, calls that borrow their arguments.</summary>
public sealed class GuardsTests
{
    [Fact]
    public void A_guard_protects_until_it_is_disposed() => Fixture.CheckMembers("""
        static void Using(OwnedMut<int> balance)
        {
            using (BorrowedMut<int> writer = balance.BorrowMut())
            //                               ------------------- lent for writing here
            {
                writer.Value -= 30;
                Console.WriteLine(balance.Value);
                //                ^^^^^^^ FJ0002: Borrow conflict: cannot read balance, because it is lent for writing. End that loan first: nothing uses it any more.
            }
        // -- FJ0002 the loan ends only here @ }
            Console.WriteLine(balance.Value);
        }

        static void Readers(OwnedMut<int> balance)
        {
            using Borrowed<int> one = balance.Borrow();
            //                        ---------------- FJ0003 lent for reading here
            using Borrowed<int> two = balance.Borrow();
            Console.WriteLine(balance.Value + one.Value + two.Value);
            balance.Value = 1;
        //  ^^^^^^^ FJ0003
        }
        // -- FJ0003 the loan ends only here @ }

        static void Frozen(OwnedMut<int> balance)
        {
            using BorrowedMut<int> writer = balance.BorrowMut();
            //                              ------------------- lent for writing here
            balance.Freeze();
        //  ^^^^^^^ FJ0003: Borrow conflict: cannot freeze balance, because it is lent for writing. End that loan first: nothing uses it any more.
        }
        // -- FJ0003 the loan ends only here @ }
        """);

    [Fact]
    public void Two_guards_conflict_where_one_writes() => Fixture.CheckMembers("""
        static void Run(OwnedMut<int> balance)
        {
            using BorrowedMut<int> writer = balance.BorrowMut();
            //                              ------------------- lent for writing here
            using Borrowed<int> reader = balance.Borrow();
            //                           ^^^^^^^^^^^^^^^^ FJ0004: Borrow conflict: cannot lend balance for reading, because it is lent for writing. End that loan first: nothing uses it any more.
        }
        // -- FJ0004 the loan ends only here @ }
        """);

    [Fact]
    public void A_guard_that_lends_on_waits_for_what_it_lent() => Fixture.CheckMembers("""
        static void Run(OwnedMut<int> balance)
        {
            using BorrowedMut<int> outer = balance.BorrowMut();
            using (BorrowedMut<int> inner = outer.ReborrowMut())
            //                              ------------------- lent on for writing here
            {
                inner.Value = 1;
                outer.Value = 2;
            //  ^^^^^ FJ0010: Borrow conflict: cannot write through outer, because it is lent on for writing. End that loan first: nothing uses it any more.
            }
        // -- FJ0010 the loan ends only here @ }
            outer.Value = 3;
        }
        """);

    [Fact]
    public void A_guard_is_of_no_use_once_disposed() => Fixture.CheckMembers("""
        static void Guard(OwnedMut<int> balance)
        {
            BorrowedMut<int> writer = balance.BorrowMut();
            writer.Value = 1;
            writer.Dispose();
        //  ---------------- its loan ends here
            writer.Value = 2;
        //  ^^^^^^ FJ0013: Cannot use writer: it is a guard of balance whose loan has ended. A loan ends with the section, scope, fork or guard that it was made for: borrow again.
        }

        static int Span(OwnedMut<int[]> numbers)
        {
            BorrowedMut<int[]> writer = numbers.BorrowMut();
            Span<int> span = writer.AsSpan();
            span[0] = 1;
            writer.Dispose();
        //  ---------------- the loan ends here
            return span[0];
            //     ^^^^^^^ FJ0011: Borrow conflict: cannot read span[0], because it looks at numbers, whose loan has ended.
        }

        static void Reference(OwnedMut<int> balance)
        {
            BorrowedMut<int> writer = balance.BorrowMut();
            ref int value = ref writer.Value;
            value = 1;
            writer.Dispose();
        //  ---------------- the loan ends here
            value = 2;
        //  ^^^^^ FJ0011
        }
        """);

    [Fact]
    public void What_using_ends_ends_at_its_closing_brace() => Fixture.CheckMembers("""
        static int Block(OwnedMut<int[]> numbers)
        {
            scoped Span<int> span;
            using (BorrowedMut<int[]> writer = numbers.BorrowMut())
            {
                span = writer.AsSpan();
            }
            // -- the loan ends here @ }
            return span[0];
            //     ^^^^^^^ FJ0011: Borrow conflict: cannot read span[0], because it looks at numbers, whose loan has ended.
        }

        // at run time: not refused, as it does not see who looks at a span
        static ReadOnlySpan<int> Declaration(Owned<int[]> numbers)
        {
            using Borrowed<int[]> reader = numbers.Borrow();
            return reader.AsSpan();
            //     ^^^^^^^^^^^^^^^ FJ0013
        }
        // -- FJ0013 the loan ends here @ }

        static int CallWithin(OwnedMut<int[]> numbers, OwnedMut<int> other)
        {
            BorrowedMut<int[]> writer = numbers.BorrowMut();
            using (BorrowedMut<int> beside = other.BorrowMut())
            {
                writer.Dispose();
            //  ---------------- FJ0013 its loan ends here
                return writer.Value.Length + beside.Value;
                //     ^^^^^^ FJ0013
            }
        }

        static Ref<int> Lender(OwnedMut<int> count, Lifetime lifetime)
        {
            using (lifetime)
            {
                Console.WriteLine(count.Value);
            }
            // -- FJ0013 ended here @ }
            return lifetime.Borrow(count);
            //     ^^^^^^^^ FJ0013
        }
        """);

    [Fact]
    public void An_attempt_lends_where_it_succeeded() => Fixture.CheckMembers("""
        static void If(OwnedMut<int> count)
        {
            if (count.TryBorrowMut(out BorrowedMut<int> writer))
            //  ----------------------------------------------- lent for writing here
            {
                writer.Value++;
                count.Value++;
            //  ^^^^^ FJ0002
                writer.Dispose();
        //      ---------------- FJ0002 the loan ends only here
            }
            count.Value = 1;
        }

        static void Not(OwnedMut<int> count)
        {
            if (!count.TryBorrow(out Borrowed<int> reader) || reader.Value == 0)
            {
                count.ToString();
                return;
            }
            using (reader)
                Console.WriteLine(count.Value);
            count.Value = 1;
        }
        """);

    [Fact]
    public void R51_a_loan_of_a_call_ends_with_the_call() => Fixture.CheckMembers("""
        static void Run(OwnedMut<int> a, OwnedMut<int> b)
        {
            Borrow.Call(Borrow.Mut(a), Borrow.Read(b), (x, y) =>
            //          ------------- FJ0002 lent for writing here
            {
                x.Value = y.Value + b.Value;
                a.Value = 1;
            //  ^ FJ0002 @ a
            });
        // -- FJ0002 the loan ends only here @ }
            a.Value = 1;
            Borrow.Call(Borrow.Mut(a), Borrow.Read(a), static (x, y) => { });
            //          ------------- FJ0004 lent for writing here
            //                         ^^^^^^^^^^^^^^ FJ0004
        // -- FJ0004 the loan ends only here @ }
        }
        """);
}
