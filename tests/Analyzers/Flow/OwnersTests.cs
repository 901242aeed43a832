using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>Direct access to owners: after a move, and while something is lent (FJ0001 to FJ0003).</summary>
public sealed class OwnersTests
{
    [Fact]
    public void An_owner_is_of_no_use_after_it_was_moved() => Fixture.CheckBody("""
        OwnedArray<int> other = data.Move();
        //                      ----------- moved here
        Console.WriteLine(data[0]);
        //                ^^^^ FJ0001: Cannot read data: it was moved. Use the owner that has it now, or clone before moving.
        Console.WriteLine(other[0] + data.Length);
        """);

    [Fact]
    public void Every_way_to_lose_an_owner_is_told_in_its_own_word() => Fixture.CheckMembers("""
        static void Array(OwnedArray<int> data)
        {
            int[] array = data.IntoArray();
            //            ---------------- emptied by IntoArray here
            data[0] = array[0];
        //  ^ FJ0001 @ data
        }

        static void Drain(OwnedArray<int> data)
        {
            foreach (int item in data.Drain())
                //               ------------ drained here
                Console.WriteLine(item + data.ToArray().Length);
                //                       ^^^^ FJ0001: Cannot read data: it was drained.
        }

        static void Freeze(OwnedMut<List<int>> list)
        {
            Owned<List<int>> frozen = list.Freeze();
            //                        ------------- frozen here
            list.Value = [];
        //  ^ FJ0001 @ list
            Console.WriteLine(frozen.Value.Count);
        }

        static void Drop(OwnedArray<int> data)
        {
            data.Dispose();
        //  -------------- dropped here
            data.Dispose();
            Console.WriteLine(data[0]);
            //                ^^^^ FJ0001: Cannot read data: it was dropped.
        }
        """);

    [Fact]
    public void A_plain_value_stays_where_it_is_when_it_is_moved() => Fixture.CheckMembers("""
        static int Plain(Owned<int> number)
        {
            Owned<int> other = number.Move();
            return number.Value + other.Value;
        }

        static int Reference(Owned<List<int>> list)
        {
            Owned<List<int>> other = list.Move();
            //                       ----------- moved here
            return list.Value.Count + other.Value.Count;
            //     ^^^^ FJ0001
        }
        """);

    [Fact]
    public void An_owner_is_not_touched_while_it_is_lent_for_writing() => Fixture.CheckBody("""
        Fork.Section(section =>
        {
            section.Fork(section.BorrowMut(data, ..50), static s => s.Span.Sort());
            //           ----------------------------- FJ0002 lent for writing here
            Console.WriteLine(data[99]);
            //                ^^^^ FJ0002: Borrow conflict: cannot read data, because it is lent for writing. Read it after that loan has ended, or borrow a part that is not lent for writing.
        });
        // -- FJ0002 the loan ends only here @ }
        Console.WriteLine(data[99]);
        """);

    [Fact]
    public void An_owner_is_read_but_not_changed_while_it_is_lent_for_reading() => Fixture.CheckBody("""
        using BorrowScope scope = BorrowScope.Open();
        Slice<int> all = scope.Borrow(data);
        //               ------------------ FJ0003 lent for reading here
        Console.WriteLine(data[0] + all[0]);
        data[0] = 1;
        // ^ FJ0003 @ data

        // -- FJ0003 the loan ends only here @ }
        """);
}
