using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>References that calls store, and types that hold them (R46, R49, R50, R52).</summary>
public sealed class SignatureHoldersTests
{
    private const string Holder = """
        sealed class Holder(Ref<int> first)
        {
            [BorrowsFrom] private Ref<int> _reference = first;

            [BorrowsFrom] public Ref<int> Reference => _reference;

            [MayStore(from: nameof(more), into: "this")]
            public void Add(Ref<int> more) => _reference = more;

            [MayStore(from: nameof(more), into: "this"), Replaces]
            public void Set(Ref<int> more) => _reference = more;

            public void Clear() => _reference = default;
        }

        """;

    [Fact]
    public void R50_references_are_exchanged() => Fixture.CheckMembers("""
        [MayStore(from: nameof(next), into: nameof(current))]
        static void Exchange([Replaces] ref Ref<int> current, ref Ref<int> next) => current = next;

        static void Right(OwnedMut<int> one, OwnedMut<int> two)
        {
            using Lifetime lifetime = Lifetime.Open();
            Ref<int> next = lifetime.Borrow(two);
            Ref<int> current;
            using (Lifetime inner = Lifetime.Open())
            {
                current = inner.Borrow(one);
                Exchange(ref current, ref next);
            }
            Console.WriteLine(current.Value);
        }

        static void Wrong(OwnedMut<int> one, OwnedMut<int> two)
        {
            using Lifetime lifetime = Lifetime.Open();
            Ref<int> current = lifetime.Borrow(one);
            using (Lifetime inner = Lifetime.Open())
            {
                Ref<int> next = inner.Borrow(two);
                Exchange(ref current, ref next);
                Console.WriteLine(current.Value);
            }
            // -- its loan ends here @ }
            Console.WriteLine(current.Value);
            //                ^^^^^^^ FJ0013: Cannot use current: it is a reference of two whose loan has ended.
        }
        """);

    [Fact]
    public void R49_a_holder_depends_on_what_it_was_made_with_and_what_was_added() => Fixture.Check(Holder + """
        static class User
        {
            static void Made(OwnedMut<int> one)
            {
                Lifetime lifetime = Lifetime.Open();
                var holder = new Holder(lifetime.Borrow(one));
                Console.WriteLine(holder.Reference.Value);
                lifetime.Dispose();
            //  ------------------ its loan ends here
                Console.WriteLine(holder.Reference.Value);
                //                ^^^^^^^^^^^^^^^^ FJ0013: Cannot use holder.Reference: it is a reference of one whose loan has ended.
            }

            static void Added(OwnedMut<int> one, OwnedMut<int> two)
            {
                using Lifetime outer = Lifetime.Open();
                var holder = new Holder(outer.Borrow(one));
                using (Lifetime inner = Lifetime.Open())
                {
                    holder.Add(inner.Borrow(two));
                    Console.WriteLine(holder.Reference.Value);
                }
                // -- its loan ends here @ }
                Console.WriteLine(holder.Reference.Value);
                //                ^^^^^^^^^^^^^^^^ FJ0013
                holder.Set(outer.Borrow(one));
                Console.WriteLine(holder.Reference.Value);
            }

            static void Cleared(OwnedMut<int> one, OwnedMut<int> two)
            {
                using Lifetime outer = Lifetime.Open();
                var holder = new Holder(outer.Borrow(one));
                using (Lifetime inner = Lifetime.Open())
                    holder.Add(inner.Borrow(two));
                holder.Clear();
                holder.Add(outer.Borrow(one));
                Console.WriteLine(holder.Reference.Value);
            }

            // at run time: not refused, as only its use would be, and nobody uses it here
            static Holder Returned(OwnedMut<int> one)
            {
                using Lifetime lifetime = Lifetime.Open();
                return new Holder(lifetime.Borrow(one));
                //     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ FJ0013: Cannot return new Holder(lifetime.Borrow(one)): it is of a loan of one that ends with the method.
            }
            // -- the loan ends here @ }

            static Holder Passed(Ref<int> one) => new Holder(one);
            //                                    ^^^^^^^^^^^^^^^ FJ0032
        }
        """);

    [Fact]
    public void R49_a_container_of_anything_depends_on_the_references_it_is_given() => Fixture.Check("""
        sealed class Ring<[BorrowsFrom] T>
        {
            private readonly List<T> _items = [];

            public int Length => _items.Count;

            public void Push(T item) => _items.Add(item);

            public T First() => _items[0];
        }

        static class User
        {
            // at run time: not refused, as the element that is looked at is that of the other lifetime, and elements are not told apart
            static void Run(OwnedMut<int> one, OwnedMut<int> two)
            {
                using Lifetime outer = Lifetime.Open();
                var ring = new Ring<Ref<int>>();
                ring.Push(outer.Borrow(one));
                Console.WriteLine(ring.First().Value);
                using (Lifetime inner = Lifetime.Open())
                {
                    ring.Push(inner.Borrow(two));
                    Console.WriteLine(ring.First().Value + ring.Length);
                }
                // -- its loan ends here @ }
                Console.WriteLine(ring.First().Value);
                //                ^^^^^^^^^^^^ FJ0013
            }

            static void Numbers(OwnedMut<int> one)
            {
                var ring = new Ring<int>();
                using (Lifetime lifetime = Lifetime.Open())
                    ring.Push(lifetime.Borrow(one).Value);
                Console.WriteLine(ring.First());
            }
        }
        """);

    [Fact]
    public void R49_a_collection_depends_on_the_references_that_were_added() => Fixture.CheckMembers("""
        static void Wrong(OwnedMut<int> one)
        {
            var list = new List<Ref<int>>();
            using (Lifetime inner = Lifetime.Open())
            {
                list.Add(inner.Borrow(one));
                Console.WriteLine(list[0].Value + list.Count);
            }
            // -- its loan ends here @ }
            Console.WriteLine(list[0].Value);
            //                ^^^^^^^ FJ0013
        }

        static void Right(OwnedMut<int> one, OwnedMut<int> two)
        {
            using Lifetime outer = Lifetime.Open();
            var list = new List<Ref<int>>();
            var queue = new Queue<Ref<int>>();
            using (Lifetime inner = Lifetime.Open())
            {
                list.Add(inner.Borrow(one));
                queue.Enqueue(inner.Borrow(one));
                queue.Dequeue();
            }
            list[0] = outer.Borrow(two);
            queue.Enqueue(outer.Borrow(two));
            Console.WriteLine(list[0].Value + queue.Peek().Value);
            using (Lifetime inner = Lifetime.Open())
                list.Add(inner.Borrow(one));
            list.RemoveAt(1);
            Console.WriteLine(list[0].Value);
        }
        """);

    [Fact]
    public void R49_passing_a_holder_on_keeps_its_dependencies() => Fixture.Check(Holder + """
        sealed class Outer
        {
            [BorrowsFrom] private readonly Holder _inner;
            private Holder? _other;

            public Outer(Holder inner) => _inner = inner;

            [BorrowsFrom] public Holder Inner => _inner;

            [return: BorrowsFrom("this")]
            public Ref<int> Behind() => _inner.Reference;

            [return: BorrowsFrom(nameof(one))]
            public static Ref<int> Wrong(Holder one, Holder two) => two.Reference;
            //                                                      ^^^^^^^^^^^^^ FJ0031: Cannot return two.Reference: it may come from two, which

            [return: BorrowsFrom(nameof(two))]
            public static Ref<int> Right(Holder one, Holder two)
            {
                Console.WriteLine(one.Reference.Value);
                return two.Reference;
            }

            [return: BorrowsFrom(nameof(one))]
            public static Outer Made(Holder one, Holder two) => new(two);
            //                                                  ^^^^^^^^ FJ0031

            public void Keep(Holder other) => _other = other;
            //                                         ^^^^^ FJ0032

            [return: BorrowsFrom("this")]
            public Holder Other() => _other!;
        }

        static class User
        {
            static void Added(Ref<int> more, List<Ref<int>> all, Holder holder)
            {
                all.Add(more);
                //      ^^^^ FJ0032: Perhaps callers are surprised: more is kept in all, and the signature does not say so. Add [MayStore(from: "more", into: "all")].
                holder.Add(more);
                //         ^^^^ FJ0032
            }

            [MayStore(from: nameof(more), into: nameof(all)), MayStore(from: nameof(more), into: nameof(holder))]
            static void Said(Ref<int> more, List<Ref<int>> all, Holder holder)
            {
                all.Add(more);
                holder.Add(more);
            }

            static void Fresh(Ref<int> more, List<Ref<int>> all)
            {
                all = [];
                all.Add(more);
                Console.WriteLine(all[0].Value);
            }

            static void Nested(OwnedMut<int> one)
            {
                Lifetime lifetime = Lifetime.Open();
                var outer = new Outer(new Holder(lifetime.Borrow(one)));
                Console.WriteLine(outer.Inner.Reference.Value);
                lifetime.Dispose();
            //  ------------------ its loan ends here
                Console.WriteLine(outer.Inner.Reference.Value);
                //                ^^^^^^^^^^^^^^^^^^^^^ FJ0013
            }

            static void Called(OwnedMut<int> one, OwnedMut<int> two)
            {
                using Lifetime outer = Lifetime.Open();
                var holder = new Holder(outer.Borrow(one));
                var list = new List<Ref<int>>();
                using (Lifetime inner = Lifetime.Open())
                {
                    Said(inner.Borrow(two), list, holder);
                    Console.WriteLine(holder.Reference.Value);
                }
                // -- its loan ends here @ }
                Console.WriteLine(holder.Reference.Value);
                //                ^^^^^^^^^^^^^^^^ FJ0013
            }
        }
        """);
}
