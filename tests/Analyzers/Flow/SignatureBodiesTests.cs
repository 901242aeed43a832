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
}
