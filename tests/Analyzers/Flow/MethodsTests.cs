using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>Every kind of body: async methods, iterators, properties, initialisers, forks; and what calls may do meanwhile.</summary>
public sealed class MethodsTests
{
    [Fact]
    public void Async_methods_and_iterators_are_judged_like_others() => Fixture.Check("""
        static class User
        {
        static async Task<int> Async(OwnedArray<int> data)
        {
            await Task.Yield();
            data.Dispose();
        //  -------------- dropped here
            await Task.Yield();
            return data[0];
            //     ^^^^ FJ0001
        }

        static IEnumerable<int> Iterator(OwnedArray<int> data)
        {
            yield return data[0];
            data.Dispose();
        //  -------------- dropped here
            yield return data[0];
            //           ^^^^ FJ0001
        }

        static int Arrow(OwnedArray<int> data) => data.IntoArray().Length + data[0];
        //                                        ---------------- emptied by IntoArray here
        //                                                                  ^^^^ FJ0001
        }
        """);

    [Fact]
    public void Fields_may_have_changed_where_other_code_ran() => Fixture.Check("""
        sealed class Keeper(OwnedArray<int> fix)
        {
            private readonly OwnedArray<int> _fix = fix;
            private OwnedArray<int> _free = fix;

            public int Changing()
            {
                _free.Dispose();
                Renew();
                return _free[0];
            }

            public int Lasting()
            {
                _fix.Dispose();
            //  -------------- dropped here
                Renew();
                return _fix[0];
                //     ^^^^ FJ0001
            }

            private void Renew() => _free = OwnedArray.Create<int>(1);
        }
        """);

    [Fact]
    public void What_a_call_may_replace_is_not_judged() => Fixture.CheckMembers("""
        static int Out(OwnedArray<int> data)
        {
            data.Dispose();
            Renew(out data);
            return data[0];
        }

        static int Ref(OwnedArray<int> data)
        {
            data.Dispose();
            Change(ref data);
            return data[0];
        }

        static void Renew(out OwnedArray<int> data) => data = OwnedArray.Create<int>(1);
        static void Change(ref OwnedArray<int> data) => data = OwnedArray.Create<int>(1);
        """);

    [Fact]
    public void A_fork_s_body_has_parts_of_its_own() => Fixture.CheckBody("""
        Fork.Section(section => section.Fork(section.BorrowMut(data), static all =>
        {
            Fork.Join(all[..5], all[4..], static s => s.Span.Clear());
            //        -------- handed over here
            //                  ^^^^^^^^ FJ0004
            Span<int> span = all.Span;
            Fork.Join(all[..5], all[5..], static s => s.Span.Clear());
            span[0] = 1;
        }));
        """);

    [Fact]
    public void A_slice_that_a_callee_cuts_is_part_of_what_it_got() => Fixture.CheckMembers("""
        static SliceMut<int> Tail(SliceMut<int> all) => all[1..];

        static void Run(OwnedArray<int> data)
        {
            BorrowScope scope = BorrowScope.Open();
            SliceMut<int> tail = Tail(scope.BorrowMut(data));
            Span<int> span = tail.Span[1..];
            scope.Dispose();
        //  --------------- the loan ends here
            span.Clear();
        //  ^^^^ FJ0011
        }
        """);

    [Fact]
    public void An_owner_dropped_by_its_using_must_have_everything_back() => Fixture.CheckMembers("""
        static void Wrong()
        {
            using OwnedArray<int> data = OwnedArray.Create<int>(3);
            //                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ FJ0003: Borrow conflict: cannot drop data, because it is lent for reading
            BorrowScope scope = BorrowScope.Open();
            //                  ^^^^^^^^^^^^^^^^^^ FJ0014
            scope.Borrow(data);
        //  ------------------ lent for reading here
        }

        static void Right()
        {
            using OwnedArray<int> data = OwnedArray.Create<int>(3);
            using BorrowScope scope = BorrowScope.Open();
            scope.Borrow(data);
        }
        """);
}
