using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>What a conflict tells of the loan that is in the way: where it is needed again, or that nothing needs it and where it ends.</summary>
public sealed class LaterTests
{
    [Fact]
    public void R51_the_first_use_after_the_conflict_is_told() => Fixture.CheckMembers("""
        static void Straight(OwnedMut<int> a)
        {
            using BorrowedMut<int> guard = a.BorrowMut();
            //                             ------------- lent for writing here
            guard.Value = 1;
            Console.WriteLine(a.Value);
            //                ^ FJ0002: Borrow conflict: cannot read a, because it is lent for writing. Read it after that loan has ended.
            guard.Value = 2;
        //  ----- FJ0002 still used here
            guard.Value = 3;
        }

        static void SameStatement(OwnedMut<int> a)
        {
            using BorrowedMut<int> guard = a.BorrowMut();
            //                             ------------- lent for writing here
            Console.WriteLine(guard.Value + a.Value + guard.Value);
            //                              ^ FJ0002
            //                                        ----- FJ0002 still used here
        }

        static void Branches(OwnedMut<int> a, bool some)
        {
            using BorrowedMut<int> guard = a.BorrowMut();
            //                             ------------- lent for writing here
            a.Value = 1;
        //  ^ FJ0002 @ a
            if (some)
                Console.WriteLine();
            else
                guard.Value = 2;
        //      ----- FJ0002 still used here
            guard.Value = 3;
        }
        """);

    [Fact]
    public void R51_what_is_only_disposed_could_have_ended_before() => Fixture.CheckMembers("""
        static void Declared(OwnedMut<int> a)
        {
            using BorrowedMut<int> guard = a.BorrowMut();
            //                             ------------- lent for writing here
            guard.Value = 1;
            a.Value = 2;
        //  ^ FJ0002: Borrow conflict: cannot write a, because it is lent for writing. End that loan first: nothing uses it any more.
            Console.WriteLine();
        }
        // -- FJ0002 the loan ends only here @ }

        static void Called(OwnedMut<int> a)
        {
            BorrowedMut<int> guard = a.BorrowMut();
            //                       ------------- lent for writing here
            a.Value = 2;
        //  ^ FJ0002: Borrow conflict: cannot write a, because it is lent for writing. End that loan first: nothing uses it any more.
            guard.Dispose();
        //  --------------- FJ0002 the loan ends only here
            a.Value = 3;
        }

        static void Released(OwnedMut<int> a, Lifetime lifetime)
        {
            RefMut<int> reference = lifetime.BorrowMut(a);
            //                      --------------------- lent for writing here
            a.Value = 2;
        //  ^ FJ0002: Borrow conflict: cannot write a, because it is lent for writing. End that loan first: nothing uses it any more.
            reference.Release();
        //  ------------------- FJ0002 the loan ends only here
        }

        static void Repointed(OwnedMut<int> a, OwnedMut<int> b, Lifetime lifetime)
        {
            RefMut<int> reference = lifetime.BorrowMut(a);
            //                      --------------------- lent for writing here
            a.Value = 2;
        //  ^ FJ0002: Borrow conflict: cannot write a, because it is lent for writing. End that loan first: nothing uses it any more.
            lifetime.Repoint(ref reference, b);
        //  ---------------------------------- FJ0002 the loan ends only here
            reference.Value = 1;
        }
        """);

    [Fact]
    public void R51_who_handed_in_the_lifetime_ends_it() => Fixture.CheckMembers("""
        static void Run(OwnedMut<int> a, Lifetime lifetime)
        {
            RefMut<int> reference = lifetime.BorrowMut(a);
            //                      --------------------- lent for writing here
            reference.Value = 1;
            a.Value = 2;
        //  ^ FJ0002: Borrow conflict: cannot write a, because it is lent for writing. Do it after that loan has ended, when nothing else is lent either.
        }
        """);

    [Fact]
    public void What_gets_something_else_is_no_use() => Fixture.CheckMembers("""
        static void Run(OwnedArray<int> data, OwnedArray<int> other)
        {
            using BorrowScope scope = BorrowScope.Open();
            SliceMut<int> slice = scope.BorrowMut(data);
            //                    --------------------- FJ0002 lent for writing here
            slice[0] = 1;
            data[0] = 2;
        //  ^ FJ0002 @ data
            slice = scope.BorrowMut(other);
            slice[0] = 3;
        }
        // -- FJ0002 the loan ends only here @ }
        """);

    [Fact]
    public void What_looks_at_the_loan_needs_it() => Fixture.CheckMembers("""
        static void Span(OwnedArray<int> data)
        {
            using BorrowScope scope = BorrowScope.Open();
            Span<int> span = scope.BorrowMut(data).Span;
            //               --------------------- FJ0002 lent for writing here
            data[0] = 2;
        //  ^ FJ0002 @ data
            span[0] = 3;
        //  ---- FJ0002 still used here
        }

        static void Element(OwnedArray<int> data)
        {
            using BorrowScope scope = BorrowScope.Open();
            ref int first = ref scope.BorrowMut(data)[0];
            //                  --------------------- FJ0002 lent for writing here
            data[0] = 2;
        //  ^ FJ0002 @ data
            first = 3;
        //  ----- FJ0002 still used here
        }

        static void LentOn(OwnedMut<int> a)
        {
            BorrowedMut<int> guard = a.BorrowMut();
            //                       ------------- FJ0002 lent for writing here
            using BorrowedMut<int> child = guard.ReborrowMut();
            a.Value = 2;
        //  ^ FJ0002 @ a
            child.Value = 3;
        //  ----- FJ0002 still used here
            guard.Dispose();
        }
        """);

    [Fact]
    public void Where_nothing_is_known_of_what_is_used_later_nobody_is_told_to_end_the_loan() => Fixture.CheckMembers("""
        static void Run(OwnedArray<int> data, bool some)
        {
            using BorrowScope scope = BorrowScope.Open();
            SliceMut<int> slice = scope.BorrowMut(data);
            //                    --------------------- FJ0002 lent for writing here
            Span<int> either = some ? slice.Span : stackalloc int[3];
            data[0] = 2;
        //  ^^^^ FJ0002: Borrow conflict: cannot write data, because it is lent for writing. Do it after that loan has ended, when nothing else is lent either.
            either[0] = 3;
        }
        // -- FJ0002 the loan ends only here @ }
        """);

    [Fact]
    public void R54_uses_are_found_along_every_way() => Fixture.CheckMembers("""
        static void Catch(OwnedMut<int> a)
        {
            using BorrowedMut<int> guard = a.BorrowMut();
            //                             ------------- lent for writing here
            try
            {
                a.Value = 1;
        //      ^ FJ0002 @ a
            }
            catch (InvalidOperationException)
            {
                guard.Value = 2;
        //      ----- FJ0002 still used here
            }
        }

        static void Finally(OwnedMut<int> a, bool some)
        {
            using BorrowedMut<int> guard = a.BorrowMut();
            //                             ------------- lent for writing here
            try
            {
                a.Value = 1;
        //      ^ FJ0002 @ a
                return;
            }
            finally
            {
                if (some)
                    guard.Value = 2;
        //          ----- FJ0002 still used here
            }
        }

        static void Behind(OwnedMut<int> a)
        {
            using BorrowedMut<int> guard = a.BorrowMut();
            //                             ------------- lent for writing here
            try
            {
                a.Value = 1;
        //      ^ FJ0002 @ a
            }
            finally
            {
                Console.WriteLine();
            }
            guard.Value = 2;
        //  ----- FJ0002 still used here
        }

        static void OutOfAFinally(OwnedMut<int> a)
        {
            using BorrowedMut<int> guard = a.BorrowMut();
            //                             ------------- lent for writing here
            try
            {
                Console.WriteLine();
            }
            finally
            {
                a.Value = 1;
        //      ^ FJ0002 @ a
            }
            guard.Value = 2;
        //  ----- FJ0002 still used here
        }

        static void Backwards(OwnedMut<int> a)
        {
            using BorrowedMut<int> guard = a.BorrowMut();
            //                             ------------- lent for writing here
        again:
            guard.Value++;
        //  ----- FJ0002 still used here, in the next round
            if (a.Value < 3)
            //  ^ FJ0002
                goto again;
        }
        """);

    [Fact]
    public void R48_uses_in_bodies_and_after_the_calls_that_run_them_count() => Fixture.CheckMembers("""
        static void After(OwnedMut<int> a, OwnedArray<int> data, Lifetime lifetime)
        {
            RefMut<int> reference = lifetime.BorrowMut(a);
            //                      --------------------- lent for writing here
            Fork.Section(section =>
            {
                a.Value = 1;
            //  ^ FJ0002 @ a
            });
            reference.Value = 2;
        //  --------- FJ0002 still used here
        }

        static void Within(OwnedMut<int> a, Lifetime lifetime)
        {
            RefMut<int> reference = lifetime.BorrowMut(a);
            //                      --------------------- lent for writing here
            void Change() => reference.Value = 2;
            //               --------- FJ0002 still used here
            a.Value = 1;
        //  ^ FJ0002 @ a
            Change();
        }

        static void Perhaps(OwnedMut<int> a, Lifetime lifetime, bool some)
        {
            RefMut<int> reference = lifetime.BorrowMut(a);
            //                      --------------------- lent for writing here
            void Stop() => reference.Release();
            a.Value = 1;
        //  ^ FJ0002 @ a
            Action stop = Stop;
            if (some)
                reference.Value = 2;
        //      --------- FJ0002 still used here
            stop();
        }
        """);

    [Fact]
    public void What_a_fork_has_it_has_until_it_is_joined() => Fixture.CheckBody("""
        Fork.Section(section =>
        {
            SliceMut<int> all = section.BorrowMut(data);
            Forked<int> fork = section.Fork(all, static part => part.Length);
            //                              --- FJ0010 lent on for writing here
            all[0] = 1;
        //  ^^^ FJ0010: Borrow conflict: cannot write through all, because it is lent on for writing. Use it after that loan has ended
            fork.Join();
        //  ----------- FJ0010 the loan ends only here
            all[0] = 2;
        });
        """);
}
