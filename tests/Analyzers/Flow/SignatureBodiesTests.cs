using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>Bodies held against their own signatures (FJ0031, R46, R47).</summary>
public sealed class SignatureBodiesTests
{
    [Fact]
    public void R46_a_result_comes_from_what_the_signature_names() => Fixture.CheckMembers("""
        [return: BorrowsFrom(nameof(a))]
        static Ref<int> Wrong(Ref<int> a, Ref<int> b)
        {
            return a.Value > b.Value ? a : b;
            //     ^^^^^^^^^^^^^^^^^^^^^^^^^ FJ0031: Cannot return a.Value > b.Value ? a : b: it may come from b, which [return: BorrowsFrom] does not name. Name b there, or return only what comes from a.
        }

        [return: BorrowsFrom(nameof(a), nameof(b))]
        static Ref<int> Right(Ref<int> a, Ref<int> b) => a.Value > b.Value ? a : b;

        [return: BorrowsFrom(nameof(b))]
        static Ref<int> Passed(Ref<int> a, Ref<int> b) => Right(b, a);
        //                                                ^^^^^^^^^^^ FJ0031

        static Ref<int> Silent(Ref<int> a, Ref<int> b) => b;
        //                                                ^ FJ0032

        [return: BorrowsFrom(nameof(data))]
        static Ref<int> Lent(OwnedArray<int> data, OwnedArray<int> more, Lifetime lifetime, bool first)
        {
            if (first)
                return lifetime.Borrow(data, 0);
            return lifetime.Borrow(more, 0);
            //     ^^^^^^^^^^^^^^^^^^^^^^^^ FJ0031
        }

        [return: BorrowsFrom(nameof(lifetime))]
        static Ref<int> ByLifetime(OwnedArray<int> data, Lifetime lifetime) => lifetime.Borrow(data, 0);

        [return: BorrowsFrom(nameof(all))]
        static Span<int> View(SliceMut<int> all, SliceMut<int> other) => other.Span;
        //                                                               ^^^^^^^^^^ FJ0031
        """);

    [Fact]
    public void R49_what_an_instance_holds_is_named_this() => Fixture.Check("""
        sealed class Limits(Ref<int> low)
        {
            [BorrowsFrom] private readonly Ref<int> _low = low;

            [BorrowsFrom] public Ref<int> Low => _low;

            [return: BorrowsFrom(nameof(other))]
            public Ref<int> Wrong(Ref<int> other) => _low;
            //                                       ^^^^ FJ0031: Cannot return _low: it may come from this

            [return: BorrowsFrom("this", nameof(other))]
            public Ref<int> Right(Ref<int> other) => other.Value > 0 ? _low : other;
        }
        """);

    [Fact]
    public void R46_what_is_kept_is_named_by_the_signature() => Fixture.Check("""
        sealed class Holder(Ref<int> first)
        {
            [BorrowsFrom] private Ref<int> _reference = first;
            private Ref<int> _other;

            public Ref<int> Property { get => _reference; set => _reference = value; }

            public void Wrong(Ref<int> more) => _reference = more;
            //                                               ^^^^ FJ0031: Cannot store more in this: it comes from more, and the signature does not say that it is kept. Add [MayStore(from: "more", into: "this")].

            [MayStore(from: nameof(more), into: "this")]
            public void Right(Ref<int> more) => _reference = more;

            [MayStore(from: nameof(more), into: "this")]
            public void WrongToo(Ref<int> more, Ref<int> other)
            {
                if (more.Value > 0)
                    _reference = other;
                //               ^^^^^ FJ0031
            }

            public void Silent(Ref<int> more) => _other = more;
            //                                            ^^^^ FJ0032

            public void Passing(Ref<int> more)
            {
                _reference = more;
                Console.WriteLine(_reference.Value);
                _reference = default;
            }
        }
        """);

    [Fact]
    public void R46_what_a_signature_replaces_is_assigned_on_every_way() => Fixture.CheckMembers("""
        [MayStore(from: nameof(next), into: nameof(current))]
        static void Wrong([Replaces] ref Ref<int> current, Ref<int> next)
        //                ^ FJ0031 @ [Replaces] ref Ref<int> current
        {
            if (next.Value > 0)
                current = next;
        }

        [MayStore(from: nameof(next), into: nameof(current))]
        static void Right([Replaces] ref Ref<int> current, Ref<int> next)
        {
            if (next.Value <= 0)
                throw new ArgumentException("Not positive.", nameof(next));
            current = next;
        }

        [MayStore(from: nameof(next), into: nameof(current))]
        static void Passed([Replaces] ref Ref<int> current, Ref<int> next) => Right(ref current, next);

        [MayStore(from: nameof(a), into: nameof(b))]
        static void Half(ref Ref<int> a, ref Ref<int> b) => (a, b) = (b, a);
        //                                                            ^ FJ0031
        """);
}
