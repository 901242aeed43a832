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
        //                 -------------------------- the loan ends here
            return lifetime.Borrow(a);
            //     ^^^^^^^^^^^^^^^^^^ FJ0013
        }
        """);
}
