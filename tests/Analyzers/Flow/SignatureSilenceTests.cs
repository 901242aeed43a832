using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>What signatures that say nothing leave their callers in the dark about (FJ0032; R46, R47, R49, R50).</summary>
public sealed class SignatureSilenceTests
{
    [Fact]
    public void R47_what_a_silent_method_keeps_is_suggested_to_be_said() => Fixture.Check("""
        sealed class Last
        {
            private Ref<int> _last;
            private readonly List<Ref<int>> _all = [];

            public Ref<int> Property { get; set; }

            public void Set(Ref<int> more) => _last = more;
            //                                        ^^^^ FJ0032: Perhaps callers are surprised: more is kept in _last, and the signature does not say so. Add [MayStore(from: "more", into: "this")].

            public void Show(Ref<int> more) => Property = more;
            //                                            ^^^^ FJ0032: Perhaps callers are surprised: more is kept in Property

            public void Add(Ref<int> more) => _all.Add(more);
            //                                         ^^^^ FJ0032: Perhaps callers are surprised: more is kept in _all

            [MayStore(from: nameof(more), into: "this")]
            public void Said(Ref<int> more)
            {
                _last = more;
                _all.Add(more);
            }

            public void Passing(Ref<int> more)
            {
                _last = more;
                _all.Add(more);
                Console.WriteLine(_last.Value);
                _all.Clear();
                _last = default;
            }

            public void Copied(Ref<int> more, OwnedMut<int> data)
            {
                data.Value = more.Value;
                using Lifetime lifetime = Lifetime.Open();
                Ref<int> own = lifetime.Borrow(data);
                Console.WriteLine(own.Value);
            }
        }
        """);

    [Fact]
    public void R49_a_type_that_holds_references_is_suggested_to_declare_it() => Fixture.Check("""
        sealed class Silent
        {
            private readonly Ref<int> _first;
            private Ref<int> _other;

            public Silent(Ref<int> first) => _first = first;
            //                                        ^^^^^ FJ0032: Perhaps callers are surprised: first is kept in _first, and Silent does not say that it holds references. Mark _first [BorrowsFrom].

            public Ref<int> Other
            {
                get => _other;
                set => _other = value;
                //              ^^^^^ FJ0032: Perhaps callers are surprised: value is kept in _other, and Silent does not say
            }

            public int Read() => _first.Value;
        }

        sealed class Saying
        {
            [BorrowsFrom] private readonly Ref<int> _first;

            public Saying(Ref<int> first) => _first = first;

            public int Read() => _first.Value;
        }

        ref struct Scoped
        {
            private readonly Ref<int> _first;

            public Scoped(Ref<int> first) => _first = first;

            public int Read() => _first.Value;
        }

        sealed class Bag<[BorrowsFrom] T>
        {
            private readonly Ref<int> _first;

            public Bag(Ref<int> first) => _first = first;

            public int Read() => _first.Value;
        }
        """);

    [Fact]
    public void R50_what_is_kept_in_a_static_field_outlives_the_call() => Fixture.CheckMembers("""
        static Ref<int> s_last;
        static readonly List<Ref<int>> s_all = [];

        static void Silent(Ref<int> more) => s_last = more;
        //                                            ^^^^ FJ0032: Perhaps callers are surprised: more is kept in s_last, while a callee may rely on what it is handed only until it returns. Keep a copy of the value, or keep the reference in an object whose signature says so.

        static void Add(Ref<int> more) => s_all.Add(more);
        //                                          ^^^^ FJ0032: Perhaps callers are surprised: more is kept in s_all

        [return: BorrowsFrom(nameof(more))]
        static Ref<int> Promising(Ref<int> more)
        {
            s_last = more;
        //           ^^^^ FJ0031: Cannot store more in s_last: it comes from more, and no signature can say that a static field keeps it. Keep a copy of the value, or keep the reference in an object whose signature says so.
            return more;
        }

        // at run time: not refused, as only its use would be, and nobody uses it here
        static void Local(OwnedMut<int> data)
        {
            using Lifetime lifetime = Lifetime.Open();
            s_last = lifetime.Borrow(data);
        //           ^^^^^^^^^^^^^^^^^^^^^ FJ0013: Cannot keep lifetime.Borrow(data) in s_last: it is of a loan of data that ends before.
        }
        // -- the loan ends here @ }

        static void Lasting(OwnedMut<int> data, Lifetime lifetime) => s_last = lifetime.Borrow(data);

        static void Used(OwnedMut<int> data)
        {
            Lifetime lifetime = Lifetime.Open();
            s_last = lifetime.Borrow(data);
            lifetime.Dispose();
        //  ------------------ its loan ends here
            Console.WriteLine(s_last.Value);
            //                ^^^^^^ FJ0013
            s_last = default;
        }
        """);

    [Fact]
    public void R47_what_a_lambda_captures_is_kept_with_it() => Fixture.Check("""
        sealed class Watcher
        {
            private Func<int>? _read;
            private static Action? s_run;
            private Action<Ref<int>>? _use;

            public event Action? Changed;

            public void Keep(Ref<int> more) => _read = () => more.Value;
            //                                         ^^^^^^^^^^^^^^^^ FJ0032: Perhaps callers are surprised: () => more.Value captures more and is kept in _read, and the signature does not say so.

            public static void Share(Ref<int> more) => s_run = () => Console.WriteLine(more.Value);
            //                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ FJ0032

            public static Func<int> Later(Ref<int> more) => () => more.Value;
            //                                              ^^^^^^^^^^^^^^^^ FJ0032: Perhaps callers are surprised: () => more.Value captures more and is returned, and the signature does not say from what. Add [return: BorrowsFrom("more")].

            [return: BorrowsFrom(nameof(more))]
            public static Func<int> Said(Ref<int> more) => () => more.Value;

            public void Copy(Ref<int> more)
            {
                int value = more.Value;
                _read = () => value;
                _use = given => Console.WriteLine(given.Value);
                Changed?.Invoke();
            }

            public static int Now(Ref<int> more)
            {
                Func<int> read = () => more.Value;
                return read();
            }
        }

        sealed class Holding(Ref<int> first)
        {
            private Func<int>? _read;

            public void Keep(Ref<int> more)
            {
                _read = () => first.Value;
                Console.WriteLine(more.Value);
            }
        }
        """);

    [Fact]
    public void R47_a_task_may_run_when_the_caller_has_ended_the_loan() => Fixture.Check("""
        static class User
        {
        static void Left(Ref<int> more)
        {
            Task.Run(() => Console.WriteLine(more.Value));
            //       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ FJ0032: Perhaps callers are surprised: () => Console.WriteLine(more.Value) captures more and is run by Task, while a callee may rely
            _ = Task.Factory.StartNew(() => Console.WriteLine(more.Value));
            //                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ FJ0032
            new Thread(() => Console.WriteLine(more.Value)).Start();
            //         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ FJ0032
            ThreadPool.QueueUserWorkItem(_ => Console.WriteLine(more.Value));
            //                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ FJ0032
        }

        static async Task Waits(Ref<int> more)
        {
            await Task.Run(() => Console.WriteLine(more.Value));
            Task.Run(() => Console.WriteLine(more.Value)).Wait();
            Task task = Task.Run(() => Console.WriteLine(more.Value));
            await task;
            int value = more.Value;
            _ = Task.Run(() => Console.WriteLine(value));
            new List<int>().ForEach(_ => Console.WriteLine(more.Value));
        }
        }
        """);

    [Fact]
    public void R46_what_a_silent_method_returns_is_suggested_to_be_said() => Fixture.CheckMembers("""
        static Ref<int> Second(Ref<int> a, Ref<int> b) => b;
        //                                                ^ FJ0032: Perhaps callers are surprised: b is returned, and the signature does not say from what. Add [return: BorrowsFrom("b")].

        static Slice<int> Part(Slice<int> all) => all[1..];
        static Span<int> View(SliceMut<int> all) => all.Span;
        static int Read(Ref<int> a) => a.Value;
        static object Boxed(object a) => a;
        """);

    [Fact]
    public void R46_an_owner_that_a_silent_method_uses_up_is_suggested_to_be_said() => Fixture.CheckMembers("""
        internal static void Drop(OwnedArray<int> data) => data.Dispose();
        //                                                 ^^^^^^^^^^^^^^ FJ0032: Perhaps callers are surprised: data is dropped here, and the signature does not say so. Mark data [Consumes].

        internal static void Said([Consumes] OwnedArray<int> data) => data.Dispose();

        internal static void Sometimes(OwnedArray<int> data, bool last)
        {
            if (last)
                data.Dispose();
            //  ^^^^^^^^^^^^^^ FJ0032
            Console.WriteLine(last);
        }

        internal static void Own(OwnedArray<int> data)
        {
            data = data.Clone();
            data.Dispose();
        }

        internal static void ByReference(ref OwnedArray<int> data) => data.Dispose();

        private static void Beside(OwnedArray<int> data) => data.Dispose();
        """);

    [Fact]
    public void R46_a_parameter_by_reference_that_a_silent_method_points_elsewhere_is_suggested_to_be_said() => Fixture.CheckMembers("""
        static void Exchange(ref Ref<int> current, Ref<int> next) => current = next;
        //                                                                     ^^^^ FJ0032: Perhaps callers are surprised: next is kept in current, and the signature does not say so. Add [MayStore(from: "next", into: "current")].

        static void Make(out Ref<int> current, Lifetime lifetime, OwnedMut<int> data) => current = lifetime.Borrow(data);
        """);

    [Fact]
    public void What_is_kept_on_purpose_to_be_refused_is_left_alone() => Fixture.CheckMembers("""
        static Ref<int> Returned(Ref<int> more)
        {
            try
            {
                return more;
            }
            catch (BorrowException)
            {
                return default;
            }
        }
        """);
}
