using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Rules;

/// <summary>FJ0030: an attribute of a signature that means nothing where it stands.</summary>
public sealed class SignatureTests
{
    [Fact]
    public void R46_a_signature_that_says_something_is_accepted() => Fixture.Check("""
        using System.Collections.Generic;

        static class User
        {
            [return: BorrowsFrom("first", "second")]
            static Ref<int> Greater(Ref<int> first, Ref<int> second) => first.Value >= second.Value ? first : second;

            [return: BorrowsFrom(nameof(numbers))]
            static ref int First(ref int numbers) => ref numbers;

            [return: BorrowsFrom(new[] { "a" })]
            static Slice<int> Half(Slice<int> a, int length) => a[..length];

            [return: BorrowsFrom(["text"])]
            static ReadOnlySpan<char> Trimmed(string text) => text.AsSpan().Trim();

            [MayStore(from: "a", into: "b"), MayStore(into: "a", from: "b")]
            static void SwapIf(bool wanted, ref Ref<int> a, ref Ref<int> b) { if (wanted) (a, b) = (b, a); }

            [MayStore("next", "current")]
            static void Advance([Replaces] ref Ref<int> current, Ref<int> next) => current = next;

            [MayStore("item", "list")]
            static void Add(List<Ref<int>> list, Ref<int> item) => list.Add(item);

            static void Keep([Consumes] OwnedArray<int> data, [Consumes] SliceMut<int> part) => data.Dispose();

            static void Blur([Distinct] ReadOnlySpan<float> from, [Distinct] Span<float> into) => from.CopyTo(into);

            static void Add([Distinct] ref int a, [Distinct] ref int b) => a += b;

            [return: BorrowsFrom("x")]
            delegate Ref<int> Choice(Ref<int> x);

            static void Local()
            {
                [return: BorrowsFrom("x")] Ref<int> Same(Ref<int> x) => x;
                Func<Ref<int>, Ref<int>> same = [return: BorrowsFrom("x")] (Ref<int> x) => x;
                _ = same;
                _ = (Func<Ref<int>, Ref<int>>)Same;
            }

            extension<T>(OwnedMut<T> owner)
            {
                [return: BorrowsFrom("owner")]
                internal BorrowedMut<T> Lend() => owner.BorrowMut();
            }
        }

        [method: MayStore("first", "this")]
        sealed class Holder<[BorrowsFrom] T>(T first) where T : struct
        {
            [BorrowsFrom] private T _first = first;

            [BorrowsFrom] public T First => _first;

            [BorrowsFrom("this")] public T this[int index] => _first;

            [MayStore("first", "this"), Replaces]
            public void Set(T first) => _first = first;

            [Distinct]
            public void Exchange([Distinct] Holder<T> other) => (_first, other._first) = (other._first, _first);

            [Consumes]
            public void Close() { }
        }

        record struct Pair([property: BorrowsFrom("this")] Ref<int> A, [field: BorrowsFrom] Ref<int> B);
        """);

    [Fact]
    public void R46_a_result_that_borrows_nothing_or_from_nowhere_is_reported() => Fixture.CheckMembers("""
        [return: BorrowsFrom("x")] static void Nothing(Ref<int> x) { }
        //       ^^^^^^^^^^^^^^^^ FJ0030: [BorrowsFrom] means nothing here: nothing is returned; remove the attribute
        [return: BorrowsFrom("x")] static int Number(Ref<int> x) => x.Value;
        //       ^^^^^^^^^^^^^^^^ FJ0030: [BorrowsFrom] means nothing here: an 'int' holds no reference; remove the attribute
        [return: BorrowsFrom] static Ref<int> Unsaid(Ref<int> x) => x;
        //       ^^^^^^^^^^^ FJ0030: [BorrowsFrom] means nothing here: it does not say from what
        [return: BorrowsFrom("y")] static Ref<int> Unknown(Ref<int> x) => x;
        //                   ^^^ FJ0030: [BorrowsFrom] means nothing here: there is no parameter 'y'; name one by nameof, or "this"
        [return: BorrowsFrom("this")] static Ref<int> Static(Ref<int> x) => x;
        //                   ^^^^^^ FJ0030: [BorrowsFrom] means nothing here: there is no 'this'; name a parameter
        [return: BorrowsFrom("x", "x")] static Ref<int> Twice(Ref<int> x) => x;
        //                        ^^^ FJ0030: [BorrowsFrom] means nothing here: 'x' is named twice
        [return: BorrowsFrom("at")] static Slice<int> Count(Slice<int> x, int at) => x[..at];
        //                   ^^^^ FJ0030: [BorrowsFrom] means nothing here: 'at' is an 'int' by value, from which nothing can be borrowed
        //                                                                    -- FJ0030 comes by value here
        [return: BorrowsFrom("x")] delegate void Said(Ref<int> x);
        //       ^^^^^^^^^^^^^^^^ FJ0030: [BorrowsFrom] means nothing here: nothing is returned
        static void Inner()
        {
            [return: BorrowsFrom("z")] static Ref<int> Local(Ref<int> x) => x;
            //                   ^^^ FJ0030: [BorrowsFrom] means nothing here: there is no parameter 'z'
            _ = (Func<Ref<int>, Ref<int>>)Local;
            Func<Ref<int>, int> number = [return: BorrowsFrom("x")] (Ref<int> x) => x.Value;
            //                                    ^^^^^^^^^^^^^^^^ FJ0030: [BorrowsFrom] means nothing here: an 'int' holds no reference
            _ = number;
        }
        """);

    [Fact]
    public void R49_a_member_or_type_parameter_that_holds_no_reference_is_reported() => Fixture.Check("""
        #pragma warning disable CS0169, CS0414, CS0649
        class Holder<[BorrowsFrom("x")] T, [BorrowsFrom] U> where U : unmanaged
        //                        ^^^ FJ0030: [BorrowsFrom] means nothing here: an instance depends on each value of the type that it is given
        //                                  ^^^^^^^^^^^ FJ0030: [BorrowsFrom] means nothing here: an unmanaged value holds no reference
        {
            [BorrowsFrom] private int _count;
        //   ^^^^^^^^^^^ FJ0030: [BorrowsFrom] means nothing here: an 'int' holds no reference
            [BorrowsFrom("T")] private Ref<int> _named;
        //               ^^^ FJ0030: [BorrowsFrom] means nothing here: a field depends on whatever is stored into it
            [BorrowsFrom] private static Ref<int> s_shared;
        //   ^^^^^^^^^^^ FJ0030: [BorrowsFrom] means nothing here: the field is static
            [BorrowsFrom] private string Name => "";
        //   ^^^^^^^^^^^ FJ0030: [BorrowsFrom] means nothing here: a 'string' holds no reference
            [BorrowsFrom] private static Ref<int> Shared => s_shared;
        //   ^^^^^^^^^^^ FJ0030: [BorrowsFrom] means nothing here: the property is static
            [BorrowsFrom] private Ref<int> Written { set => _named = value; }
        //   ^^^^^^^^^^^ FJ0030: [BorrowsFrom] means nothing here: the property cannot be read
            [BorrowsFrom("index")] private Ref<int> this[int index] => default;
        //               ^^^^^^^ FJ0030: [BorrowsFrom] means nothing here: 'index' is an 'int' by value
        //                                                   ----- FJ0030 comes by value here
            private void Method<[BorrowsFrom] V>() { }
        //                       ^^^^^^^^^^^ FJ0030: [BorrowsFrom] means nothing here: it speaks of what an instance of a type keeps
        }
        """);

    [Fact]
    public void R46_storing_what_holds_nothing_or_where_nothing_stays_is_reported() => Fixture.Check("""
        sealed class User
        {
            [MayStore("a", "c")] static void Unknown(ref Ref<int> a) { }
            //             ^^^ FJ0030: [MayStore] means nothing here: there is no parameter 'c'
            [MayStore("this", "a")] static void Static(ref Ref<int> a) { }
            //        ^^^^^^ FJ0030: [MayStore] means nothing here: there is no 'this'
            [MayStore("a", "a")] static void Itself(ref Ref<int> a) { }
            //             ^^^ FJ0030: [MayStore] means nothing here: 'a' is stored into itself
            [MayStore(into: "to", from: "b")] static void Copy(Ref<int> to, Ref<int> b) { }
            //              ^^^^ FJ0030: [MayStore] means nothing here: 'to' comes by value, so what is stored into it is lost; pass it by ref
            //                                                          -- FJ0030 comes by value here
            [MayStore("b", "to")] static void Number(ref int to, Ref<int> b) { }
            //             ^^^^ FJ0030: [MayStore] means nothing here: 'to' is an 'int', which can hold no reference
            //                                               -- FJ0030 declared here
            [MayStore("no", "this")] void Plain(int no) { }
            //        ^^^^ FJ0030: [MayStore] means nothing here: 'no' is an 'int' by value
            //                                      -- FJ0030 comes by value here
        }

        struct Count
        {
            [MayStore("b", "this")] void Add(Ref<int> b) { }
            //             ^^^^^^ FJ0030: [MayStore] means nothing here: a 'Count' can hold no reference
        }
        """);

    [Fact]
    public void R46_replacing_or_consuming_or_keeping_apart_what_cannot_be_is_reported() => Fixture.Check("""
        sealed class User
        {
            static void A([Replaces] Ref<int> x) { }
            //             ^^^^^^^^ FJ0030: [Replaces] means nothing here: 'x' comes by value, so the caller's stays as it was; pass it by ref
            static void B([Replaces] out Ref<int> x) => x = default;
            //             ^^^^^^^^ FJ0030: [Replaces] means nothing here: C# promises the same of each out parameter
            static void C([Replaces] in Ref<int> x) { }
            //             ^^^^^^^^ FJ0030: [Replaces] means nothing here: 'x' cannot be assigned
            static void D([Replaces] ref int x) { }
            //             ^^^^^^^^ FJ0030: [Replaces] means nothing here: 'x' is an 'int', which can hold no reference
            [Replaces] static void E() { }
        //   ^^^^^^^^ FJ0030: [Replaces] means nothing here: the method has no instance that it could speak of
            static void F([Consumes] out OwnedArray<int> x) => x = null!;
            //             ^^^^^^^^ FJ0030: [Consumes] means nothing here: 'x' is an out parameter
            static void G([Consumes] int x) { }
            //             ^^^^^^^^ FJ0030: [Consumes] means nothing here: 'x' is an 'int', which is copied and not used up
            [Consumes] static void H() { }
        //   ^^^^^^^^ FJ0030: [Consumes] means nothing here: the method has no instance
            static void I([Distinct] Span<int> x, Span<int> y) { }
            //             ^^^^^^^^ FJ0030: [Distinct] means nothing here: nothing else is marked, from which it could be distinct
            static void J([Distinct] int x, [Distinct] Span<int> y, [Distinct] Span<int> z) { }
            //             ^^^^^^^^ FJ0030: [Distinct] means nothing here: 'x' is an 'int' by value, which overlaps nothing
            [Distinct] void K(Span<int> x) { }
        //   ^^^^^^^^ FJ0030: [Distinct] means nothing here: nothing else is marked
        }

        readonly struct Fixed(string text)
        {
            public readonly string Text = text;
            [Replaces] void Set() { }
        //   ^^^^^^^^ FJ0030: [Replaces] means nothing here: the instance of a 'Fixed', a readonly struct, cannot be assigned
        }
        """);

    [Fact]
    public void R46_what_callers_of_a_base_do_not_see_cannot_be_said_of_an_override() => Fixture.Check("""
        abstract class Store
        {
            public abstract void Put(Ref<int> item);
            //                   --- declared here

            [MayStore(nameof(item), "this")] public abstract void Keep(Ref<int> item);

            public virtual void Drop(OwnedArray<int> data) { }
            //                  ---- declared here

            public virtual void Blend(Span<int> from, Span<int> into) { }

            [return: BorrowsFrom(nameof(a))] public abstract Ref<int> First(Ref<int> a, Ref<int> b);
            //                                                        ----- declared here
        }

        sealed class Mine : Store
        {
            private Ref<int> _item;

            [MayStore(nameof(one), "this")] public override void Put(Ref<int> one) => _item = one;
        //   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ FJ0031: Cannot say [MayStore] here alone: it stands for Store.Put, whose callers do not see it. Say it there as well.

            [MayStore(nameof(other), "this")] public override void Keep(Ref<int> other) => _item = other;

            public override void Drop([Consumes] OwnedArray<int> data) => data.Dispose();
            //                         ^^^^^^^^ FJ0031

            [return: BorrowsFrom(nameof(x), nameof(y))] public override Ref<int> First(Ref<int> x, Ref<int> y) => x.Value > 0 ? x : y;
            //       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ FJ0031

            // at run time: refused, as nothing has been put there
            public int Read() => _item.Value;
        }

        interface ICursor
        {
            Ref<int> At { get; }
            //       -- declared here
            [BorrowsFrom] Ref<int> Said { get; }
            void Exchange(ref Ref<int> to, Ref<int> from);
            //   -------- declared here
            void Close(OwnedMut<int> one);
        }

        sealed class Cursor([Consumes] Ref<int> at) : ICursor
        {
            [BorrowsFrom] private readonly Ref<int> _at = at;

            [BorrowsFrom] public Ref<int> At => _at;
        //   ^^^^^^^^^^^ FJ0031: Cannot say [BorrowsFrom] here alone: it stands for ICursor.At
            [BorrowsFrom] public Ref<int> Said => _at;

            [MayStore("from", "to")]
        //   ^^^^^^^^^^^^^^^^^^^^^^ FJ0031
            void ICursor.Exchange([Replaces] ref Ref<int> to, Ref<int> from) => to = from;

            void ICursor.Close(OwnedMut<int> one) { }

            public void Close([Consumes] OwnedMut<int> one) => one.Dispose();
        }

        sealed class Bag : IComparer<Ref<int>>, IObserver<Ref<int>>
        {
            [BorrowsFrom] private Ref<int> _last;

            public int Compare(Ref<int> x, Ref<int> y) => x.Value.CompareTo(y.Value);

            public void OnCompleted() { }
            public void OnError(Exception error) { }
            [MayStore("value", "this")] public void OnNext(Ref<int> value) => _last = value;
        }
        """);

    [Fact]
    public void Attributes_of_the_same_names_that_are_another_s_are_left_alone() => Fixture.Check("""
        namespace Elsewhere
        {
            [AttributeUsage(AttributeTargets.All)] sealed class ReplacesAttribute : Attribute;
            [AttributeUsage(AttributeTargets.All)] sealed class BorrowsFromAttribute(params string[] names) : Attribute { public string[] Names => names; }

            static class User
            {
                [return: BorrowsFrom("nobody")] static void M([Replaces] int x) { }
            }
        }
        """);
}
