using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>Loops over a span whose slice is forked meanwhile: to go along the span, or to leave it, is no use of it; its elements are.</summary>
public sealed class SpanLoopsTests
{
    [Fact]
    public void A_loop_that_is_left_at_once_uses_its_span_no_more() => Fixture.CheckBody("""
        Fork.Section(section =>
        {
            SliceMut<int> all = section.BorrowMut(data);
            foreach (ref int i in all.Span)
            {
                if (i < 3)
                    continue;
                i = 2;
                section.Fork(all, static s => s.Span.Sort());
                break;
            }
        });
        """);

    [Fact]
    public void A_loop_by_value_has_read_its_element_before() => Fixture.CheckBody("""
        Fork.Section(section =>
        {
            Slice<int> all = section.Borrow(data);
            SliceMut<int> part = section.BorrowMut(OwnedArray.Create<int>(9));
            foreach (int i in part.Span)
            {
                section.Fork(part, static s => s.Span.Sort());
                Console.WriteLine(i + all[0]);
                return;
            }
        });
        """);

    [Fact]
    public void The_element_at_hand_is_not_to_be_used_after_the_fork() => Fixture.CheckBody("""
        Fork.Section(section =>
        {
            SliceMut<int> all = section.BorrowMut(data);
            foreach (ref int i in all.Span)
            {
                section.Fork(all, static s => s.Span.Sort());
                //           --- lent on for writing here
                i = 2;
        //      ^ FJ0011: Borrow conflict: cannot write i, because it looks at what is lent on for writing.
                break;
            }
        });
        """);

    [Fact]
    public void The_next_element_is_not_to_be_read_after_the_fork() => Fixture.CheckBody("""
        // at run time: not refused, as no element is 3; and it does not see who looks at a span
        Fork.Section(section =>
        {
            SliceMut<int> all = section.BorrowMut(data);
            foreach (int i in all.Span)
        //           ^^^ FJ0011: Borrow conflict: cannot read i, because it looks at what is lent on for writing.
            {
                if (i == 3)
                    section.Fork(all, static s => s.Span.Sort());
                    //           --- FJ0011 lent on for writing here
                    //           --- FJ0010 lent on for writing here
                    //           ^^^ FJ0010
            }
        });
        // -- FJ0010 the loan ends only here @ }
        """);
}
