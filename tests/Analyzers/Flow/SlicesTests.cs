using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>Slices that are lent on, split and copied, and spans of them (FJ0010 to FJ0012).</summary>
public sealed class SlicesTests
{
    [Fact]
    public void A_slice_is_not_used_while_a_fork_has_it() => Fixture.CheckBody("""
        Fork.Section(section =>
        {
            SliceMut<int> all = section.BorrowMut(data);
            section.Fork(all, static s => s.Span.Sort());
            //           --- lent on for writing here
            all.Span.Clear();
        //  ^^^ FJ0010: Borrow conflict: cannot write through all, because it is lent on for writing. Use it after that loan has ended, with its fork or its guard, or split it first and keep the other part.
        });
        // -- FJ0010 the loan ends only here @ }
        """);

    [Fact]
    public void Readers_share_a_slice() => Fixture.CheckBody("""
        Fork.Section(section =>
        {
            Slice<int> all = section.Borrow(data);
            section.Fork(all, static s => s.Span.Length);
            section.Fork(all, static s => s.Span.Length);
            Console.WriteLine(all[0] + data[0]);
        });
        """);

    [Fact]
    public void The_part_beside_goes_on_working() => Fixture.CheckBody("""
        Fork.Section(section =>
        {
            var (left, right) = section.BorrowMut(data).Split();
            section.Fork(right, static s => s.Span.Sort());
            left.Span.Sort();
            var (a, b) = left.SplitAt(3);
            section.Fork(b, static s => s.Span.Sort());
            a.Span.Sort();
            a[..2].Span.Sort();
        });
        """);

    [Fact]
    public void The_whole_is_refused_while_a_fork_has_a_half() => Fixture.CheckBody("""
        Fork.Section(section =>
        {
            SliceMut<int> all = section.BorrowMut(data);
            var (left, right) = all.Split();
            all.Span.Sort();
            section.Fork(right, static s => s.Span.Sort());
            //           ----- lent on for writing here
            left.Span.Sort();
            all.Span.Sort();
        //  ^^^ FJ0010
        });
        // -- FJ0010 the loan ends only here @ }
        """);

    [Fact]
    public void A_copy_of_a_slice_is_the_same_loan() => Fixture.CheckBody("""
        Fork.Section(section =>
        {
            SliceMut<int> all = section.BorrowMut(data);
            SliceMut<int> copy = all;
            section.Fork(all, static s => s.Span.Sort());
            //           --- lent on for writing here
            copy.Span.Sort();
        //  ^^^^ FJ0012: Borrow conflict: cannot write through copy, because it is a copy of all, which is lent on for writing.
        });
        // -- FJ0012 the loan ends only here @ }
        """);

    [Fact]
    public void A_span_is_of_no_use_once_a_fork_has_its_slice() => Fixture.CheckBody("""
        Fork.Section(section =>
        {
            SliceMut<int> all = section.BorrowMut(data);
            Span<int> span = all.Span;
            span[0] = 1;
            section.Fork(all, static s => s.Span.Sort());
            //           --- lent on for writing here
            span[0] = 2;
        //  ^^^^^^^ FJ0011: Borrow conflict: cannot write span[0], because it looks at what is lent on for writing.
        });
        """);

    [Fact]
    public void A_reference_to_an_element_that_no_fork_has_stays() => Fixture.CheckBody("""
        Fork.Section(section =>
        {
            SliceMut<int> all = section.BorrowMut(data);
            ref int first = ref all[0];
            ref int tenth = ref all[10];
            section.Fork(all[5..], static s => s.Span.Sort());
            //           -------- lent on for writing here
            first = 1;
            tenth = 1;
        //  ^^^^^ FJ0011
        });
        """);

    [Fact]
    public void A_fork_that_is_joined_gives_back_what_it_had() => Fixture.CheckBody("""
        Fork.Section(section =>
        {
            SliceMut<int> all = section.BorrowMut(data);
            Forked<int> first = section.Fork(all, static s => s.Length);
            first.Join();
            all.Span.Clear();
        });
        """);

    [Fact]
    public void The_arms_of_a_join_get_parts_of_their_own() => Fixture.CheckMembers("""
        // at run time: not reached, as it calls itself for ever
        static void Sort(SliceMut<int> all)
        {
            var (left, right) = all.Split();
            Fork.Join(left, right, static s => Sort(s));
            Fork.Join(all, left, static s => Sort(s));
            //        --- handed over here
            //             ^^^^ FJ0004: Borrow conflict: cannot hand over left, because it overlaps all
            Fork.Join(all[..5], all[5..], static s => Sort(s));
            Fork.Join(all[..6], all[5..], static s => Sort(s));
            //        -------- handed over here
            //                  ^^^^^^^^ FJ0004
            Fork.Join(all.AsReadOnly(), left.AsReadOnly(), static s => { });
            all.Span.Clear();
        }
        """);

    [Fact]
    public void Chunks_go_to_forks_one_by_one() => Fixture.CheckBody("""
        Fork.Section(section =>
        {
            SliceMut<int> all = section.BorrowMut(data);
            foreach (SliceMut<int> chunk in all.Chunks(10))
            {
                chunk.Span.Clear();
                section.Fork(chunk, static s => s.Span.Sort());
                //           ----- lent on for writing here
            }
            all.Span.Sort();
        //  ^^^ FJ0010
        });
        // -- FJ0010 the loan ends only here @ }
        """);
}
