using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>A reference that is pointed at something else means that from then on, for its last use as for conflicts.</summary>
public sealed class ReassignmentTests
{
    [Fact]
    public void R53_the_old_borrow_is_released() => Fixture.CheckBody("""
        OwnedArray<int> other = OwnedArray.Create<int>(10);
        Fork.Section(section =>
        {
            SliceMut<int> first = section.BorrowMut(data), second = section.BorrowMut(other);
            Span<int> view = first.Span;
            view[0] = 1;
            view = second.Span;
            section.Fork(first, static part => part.Span.Clear());
            view[0] = 2;
        });
        """);

    [Fact]
    public void R53_the_last_use_expires_the_new_borrow() => Fixture.CheckBody("""
        OwnedArray<int> other = OwnedArray.Create<int>(10);
        Fork.Section(section =>
        {
            SliceMut<int> first = section.BorrowMut(data), second = section.BorrowMut(other);
            Span<int> view = first.Span;
            view = second.Span;
            view[0] = 2;
            section.Fork(first, static part => part.Span.Clear());
            section.Fork(second, static part => part.Span.Clear());
        });
        """);

    [Fact]
    public void R53_the_new_borrow_still_protects() => Fixture.CheckBody("""
        OwnedArray<int> other = OwnedArray.Create<int>(10);
        Fork.Section(section =>
        {
            SliceMut<int> first = section.BorrowMut(data), second = section.BorrowMut(other);
            Span<int> view = first.Span;
            view = second.Span;
            section.Fork(second, static part => part.Span.Clear());
            //           ------ lent on for writing here
            view[0] = 2;
        //  ^^^^^^^ FJ0011: Borrow conflict: cannot write view[0]
        });
        """);

    [Fact]
    public void R55_a_move_a_conflict_and_a_borrow_that_outlives_are_errors_of_their_own() => Fixture.CheckMembers("""
        static void Moved(OwnedMut<int> a)
        {
            using Borrowed<int> guard = a.Borrow();
            //                          ---------- lent for reading here
            a.Move();
        //  ^ FJ0003 @ a
            Console.WriteLine(guard.Value);
        //                    ----- FJ0003 still used here
        }

        static void Conflicting(OwnedMut<int> a)
        {
            using BorrowedMut<int> guard = a.BorrowMut();
            //                             ------------- lent for writing here
            using BorrowedMut<int> second = a.BorrowMut();
            //                              ^^^^^^^^^^^^^ FJ0004: Borrow conflict: cannot lend a for writing
            Console.WriteLine(guard.Value + second.Value);
        //                    ----- FJ0004 still used here
        }

        static Ref<int> Outliving(OwnedMut<int> a)
        {
            using Lifetime lifetime = Lifetime.Open();
            return lifetime.Borrow(a);
            //     ^^^^^^^^^^^^^^^^^^ FJ0013
        }
        // -- the loan ends here @ }
        """);

    [Fact]
    public void Buffers_that_change_places_each_round_are_two_at_any_time() => Fixture.CheckMembers("""
        static int[] Owners()
        {
            OwnedArray<int> from = OwnedArray.Create<int>(10), into = OwnedArray.Create<int>(10);
            for (int i = 0; i < 5; i++)
            {
                Fork.Section(section => section.Fork(section.Borrow(from), section.BorrowMut(into), static (a, b) => a.Span.CopyTo(b.Span)));
                using (BorrowScope scope = BorrowScope.Open())
                {
                    Slice<int> reading = scope.Borrow(from);
                    into[0] = reading[0];
                }
                (from, into) = (into, from);
            }
            int[] result = from.IntoArray();
            into[0] = 1;
            into.Dispose();
            return result;
        }

        static void Slices(OwnedArray<int> data, OwnedArray<int> other) => Fork.Section(section =>
        {
            SliceMut<int> from = section.BorrowMut(data), into = section.BorrowMut(other);
            for (int i = 0; i < 5; i++)
            {
                Fork.Join(from, into, static slice => slice.Span.Clear());
                section.Fork(from, into, static (a, b) => a.Length + b.Length).Join();
                Forked<int> length = section.Fork(from, static slice => slice.Length);
                into[0] = 1;
                length.Join();
                SliceMut<int> before = from;
                from = into;
                into = before;
            }
        });

        static void References(OwnedMut<int> data, OwnedMut<int> other, OwnedMut<int> free)
        {
            using Lifetime life = Lifetime.Open();
            RefMut<int> from = life.BorrowMut(data), into = life.BorrowMut(other);
            for (int i = 0; i < 5; i++)
            {
                into.Value += from.Value;
                (from, into) = (into, from);
            }
            from.Release();
            into.Value = 1;
        }

        static void Guards(OwnedMut<int> from, OwnedMut<int> into)
        {
            for (int i = 0; i < 5; i++)
            {
                using (Borrowed<int> reading = from.Borrow())
                using (BorrowedMut<int> writing = into.BorrowMut())
                    writing.Value = reading.Value;
                (from, into) = (into, from);
            }
        }
        """);

    [Fact]
    public void Two_names_of_several_owners_are_not_held_against_each_other_but_against_the_owners_own_names() => Fixture.CheckMembers("""
        static void Chosen(OwnedArray<int> a, OwnedArray<int> b, bool some)
        {
            OwnedArray<int> one = some ? a : b, other = some ? b : a;
            using BorrowScope scope = BorrowScope.Open();
            Slice<int> reading = scope.Borrow(one);
            SliceMut<int> writing = scope.BorrowMut(other);
            writing[0] = reading[0];
        }

        static void Own(OwnedArray<int> a, OwnedArray<int> b, bool some)
        {
            OwnedArray<int> one = some ? a : b;
            using BorrowScope scope = BorrowScope.Open();
            Slice<int> reading = scope.Borrow(one);
            //                   ----------------- FJ0004 lent for reading here
            SliceMut<int> writing = scope.BorrowMut(a);
            //                      ^^^^^^^^^^^^^^^^^^ FJ0004
            writing[0] = reading[0];
            //           ------- FJ0004 still used here
        }
        """);

    [Fact]
    public void What_is_one_of_two_and_was_released_is_not_used_again() => Fixture.CheckMembers("""
        static int Run(OwnedMut<int> a, OwnedMut<int> b)
        {
            using Lifetime life = Lifetime.Open();
            Ref<int> left = life.Borrow(a), right = life.Borrow(b);
            Ref<int> greater = left.Value > right.Value ? left : right;
            greater.Release();
        //  ----------------- its loan ends here
            return greater.Value;
            //     ^^^^^^^ FJ0013
        }
        """);
}
