using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>References that are held together: in tuples, each known for itself, and in objects that are made with them.</summary>
public sealed class TogetherTests
{
    private const string Holders = """
        sealed class Plain
        {
            public Ref<int> Field;
            public Func<int>? Later;
            public int Number;
            public Ref<int> Property { get; set; }
            public Ref<int> Copied { get => default; set => Number = value.Value; }
        }

        sealed class Said
        {
            [BorrowsFrom] public Ref<int> Field;
            public Said() { }
            public Said(Ref<int> first) => Field = first;
            // at run time: refused, as nothing has been put there
            [return: BorrowsFrom("this")] public Ref<int> Get() => Field;
        }

        """;

    [Fact]
    public void The_parts_of_a_tuple_are_known_apart() => Fixture.CheckMembers("""
        static void Parts(OwnedMut<int> one, OwnedMut<int> two, Lifetime outer)
        {
            (Ref<int> First, Ref<int> Second, int Number) all;
            using (Lifetime inner = Lifetime.Open())
                all = (inner.Borrow(one), outer.Borrow(two), 1);
                // -- its loan ends here @ ;
            Console.WriteLine(all.Second.Value + all.Number);
            Console.WriteLine(all.First.Value);
            //                ^^^^^^^^^ FJ0013
            one.Value = 2;
        }

        static void Replaced(OwnedMut<int> one, OwnedMut<int> two, Lifetime outer)
        {
            var both = (outer.Borrow(two), outer.Borrow(two));
            using (Lifetime inner = Lifetime.Open())
            {
                both.Item1 = inner.Borrow(one);
                Console.WriteLine(both.Item1.Value);
                both.Item1 = both.Item2;
            }
            Console.WriteLine(both.Item1.Value + both.Item2.Value);
        }

        static void Deconstructed(OwnedMut<int> one, OwnedMut<int> two, Lifetime outer)
        {
            Lifetime inner = Lifetime.Open();
            var both = (inner.Borrow(one), outer.Borrow(two));
            var (first, second) = both;
            inner.Dispose();
        //  --------------- its loan ends here
            Console.WriteLine(second.Value);
            Console.WriteLine(first.Value);
            //                ^^^^^ FJ0013
        }

        static void Owners(OwnedMut<int> one)
        {
            var pair = (one, 2);
            one.Move().Dispose();
        //  ---------- moved here
            pair.one.Value = 3;
        //  ^^^^^^^^ FJ0001
        }

        // at run time: not refused, as only its use would be, and nobody uses it here
        static (Ref<int>, int) Returned(OwnedMut<int> one)
        {
            using Lifetime inner = Lifetime.Open();
            return (inner.Borrow(one), 1);
            //     ^^^^^^^^^^^^^^^^^^^^^^ FJ0013
        }
        // -- the loan ends here @ }
        """);

    [Fact]
    public void What_may_be_in_any_part_of_a_tuple_is_not_replaced_in_one() => Fixture.CheckMembers("""
        [return: BorrowsFrom(nameof(first), nameof(second))]
        static (Ref<int>, Ref<int>) Both(Ref<int> first, Ref<int> second) => (first, second);

        static void Whole(OwnedMut<int> one, OwnedMut<int> two, Lifetime outer)
        {
            (Ref<int>, Ref<int>) both;
            using (Lifetime inner = Lifetime.Open())
                both = Both(inner.Borrow(one), inner.Borrow(one));
                // -- its loan ends here @ ;
            Console.WriteLine(both.Item2.Value);
            //                ^^^^^^^^^^ FJ0013
        }

        static void Part(OwnedMut<int> one, OwnedMut<int> two, Lifetime outer)
        {
            (Ref<int>, Ref<int>) both;
            using (Lifetime inner = Lifetime.Open())
            {
                both = Both(inner.Borrow(one), outer.Borrow(two));
                both.Item1 = both.Item2;
            }
            Console.WriteLine(both.Item1.Value);
        }
        """);

    [Fact]
    public void Which_of_several_owners_is_in_a_tuple_depends_on_the_others_in_it() => Fixture.CheckMembers("""
        static void Run(OwnedMut<int> one, OwnedMut<int> other, Lifetime life, bool first)
        {
            Ref<int> reference = first ? life.Borrow(one) : life.Borrow(other);
            (OwnedMut<int> lent, OwnedMut<int> free) = first ? (one, other) : (other, one);
            free.Dispose();
            Console.WriteLine(reference.Value + lent.Value);
        }
        """);

    [Fact]
    public void A_reference_that_is_in_many_parts_is_known_in_each() => Fixture.CheckMembers("""
        static void Run(OwnedMut<int> one, Lifetime outer, bool first)
        {
            Lifetime inner = Lifetime.Open();
            Ref<int> reference = inner.Borrow(one), other = outer.Borrow(one);
            var all = (reference, reference, reference, reference, reference, reference);
            if (first)
                all = (other, reference, reference, reference, reference, reference);
            var many = (other, reference, reference, reference, reference, reference);
            if (first)
                many = (reference, reference, reference, reference, reference, reference);
            inner.Dispose();
        //  --------------- its loan ends here
            Console.WriteLine(many.Item2.Value);
            //                ^^^^^^^^^^ FJ0013
            Console.WriteLine(all.Item2.Value);
            //                ^^^^^^^^^ FJ0013
        }
        """);

    [Fact]
    public void Numbers_in_tuples_are_those_that_were_put_in() => Fixture.CheckBody("""
        var cut = (From: 0, To: 50);
        using BorrowScope all = BorrowScope.Open();
        SliceMut<int> left = all.BorrowMut(data, cut.From..cut.To);
        //                   ------------------------------------- lent for writing here
        SliceMut<int> right = all.BorrowMut(data, cut.To..60);
        cut.To -= 1;
        SliceMut<int> last = all.BorrowMut(data, cut.To..);
        //                   ^ FJ0004 @ all.BorrowMut(data, cut.To..)
        left[0] = right[0] + last[0];
        // -- FJ0004 still used here @ left
        """);

    [Fact]
    public void A_part_that_a_lambda_may_assign_may_be_anything() => Fixture.CheckBody("""
        var cut = (From: 0, To: 50);
        int step = 0;
        Console.WriteLine(new Lazy<int>(() => cut.To = 60).Value + new Lazy<int>(() => step++).Value);
        OwnedArray<int> more = data.Clone();
        using BorrowScope all = BorrowScope.Open();
        SliceMut<int> left = all.BorrowMut(data, ..60), first = all.BorrowMut(more, ..1);
        Console.WriteLine(all.BorrowMut(data, cut.To..)[0] + left[0]);
        Console.WriteLine(all.BorrowMut(more, step..)[0] + first[0]);
        """);

    [Fact]
    public void What_a_deconstruction_by_a_method_gives_is_not_known() => Fixture.Check(Holders + """
        static class User
        {
            static int Run(OwnedMut<int> one)
            {
                using Lifetime inner = Lifetime.Open();
                var (number, _) = Signed(inner.Borrow(one));
                return number;
            }

            // at run time: refused, as the method gives nothing
            static void Deconstructed(OwnedMut<int> one)
            {
                Said made;
                using (Lifetime inner = Lifetime.Open())
                    made = new Said(inner.Borrow(one));
                (Ref<int> copy, int number) = made;
                Console.WriteLine(copy.Value + number);
            }

            static void Deconstruct(this Said said, out Ref<int> reference, out int number) => (reference, number) = (default, 1);

            [return: BorrowsFrom(nameof(reference))]
            static (int, Ref<int>) Signed(Ref<int> reference) => (1, reference);
        }
        """);

    [Fact]
    public void Tuples_in_collections_are_what_was_put_in() => Fixture.CheckMembers("""
        static void Run(OwnedMut<int> one)
        {
            var all = new List<(Ref<int> Reference, int Number)>();
            using (Lifetime inner = Lifetime.Open())
                all.Add((inner.Borrow(one), 1));
                // -- its loan ends here @ ;
            foreach ((Ref<int> reference, int number) in all)
                Console.WriteLine(reference.Value + number);
            //                    ^^^^^^^^^ FJ0013
            Console.WriteLine(all[0].Number);
            all.Clear();
            foreach ((Ref<int> reference, int number) in all)
                Console.WriteLine(reference.Value + number);
        }
        """);

    [Fact]
    public void An_object_holds_what_its_initialiser_gives_it() => Fixture.Check(Holders + """
        static class User
        {
            // at run time: not refused, as only its use would be, and nobody uses it here
            static Plain Field(OwnedMut<int> one)
            {
                using Lifetime inner = Lifetime.Open();
                return new Plain { Number = 1, Field = inner.Borrow(one) };
                //     ^ FJ0013 @ new Plain { Number = 1, Field = inner.Borrow(one) }
            }
            // -- the loan ends here @ }

            // at run time: not refused, as only its use would be, and nobody uses it here
            static Plain Property(OwnedMut<int> one)
            {
                using Lifetime inner = Lifetime.Open();
                var made = new Plain { Property = inner.Borrow(one), Number = 1 };
                return made;
                //     ^^^^ FJ0013
            }
            // -- the loan ends here @ }

            // at run time: not refused, as only its use would be, and nobody uses it here
            static Plain Captured(OwnedMut<int> one)
            {
                using Lifetime inner = Lifetime.Open();
                Ref<int> reference = inner.Borrow(one);
                return new Plain { Later = () => reference.Value };
                //     ^ FJ0013 @ new Plain { Later = () => reference.Value }
            }
            // -- the loan ends here @ }

            static Plain Copied(OwnedMut<int> one)
            {
                using Lifetime inner = Lifetime.Open();
                return new Plain { Copied = inner.Borrow(one), Number = inner.Borrow(one).Value };
            }

            static Said Outer(OwnedMut<int> one, Lifetime outer) => new() { Field = outer.Borrow(one) };

            static void Used(OwnedMut<int> one)
            {
                Lifetime inner = Lifetime.Open();
                var made = new Said { Field = inner.Borrow(one) };
                Console.WriteLine(made.Get().Value);
                inner.Dispose();
            //  --------------- its loan ends here
                Console.WriteLine(made.Get().Value);
                //                ^^^^^^^^^^ FJ0013
            }
        }
        """);

    [Fact]
    public void An_object_of_which_a_field_is_assigned_later_may_hold_anything() => Fixture.Check(Holders + """
        static class User
        {
            static Said Assigned(OwnedMut<int> one, OwnedMut<int> two, Lifetime outer)
            {
                using Lifetime inner = Lifetime.Open();
                var made = new Said(inner.Borrow(one));
                made.Field = outer.Borrow(two);
                return made;
            }

            static Plain Set(OwnedMut<int> one, OwnedMut<int> two, Lifetime outer)
            {
                using Lifetime inner = Lifetime.Open();
                var made = new Plain { Property = inner.Borrow(one) };
                made.Property = outer.Borrow(two);
                return made;
            }

            static Plain Others(OwnedMut<int> one, Lifetime outer, Plain other)
            {
                using Lifetime inner = Lifetime.Open();
                other.Field = inner.Borrow(one);
                return new Plain { Field = outer.Borrow(one) };
            }
        }
        """);
}
