using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>References that are captured, or put into collections, and outlive their loans so (FJ0013, R45, R49, R50).</summary>
public sealed class CapturesTests
{
    [Fact]
    public void A_lambda_outlives_what_it_captures() => Fixture.Check("""
        sealed class Keeper
        {
            private readonly Lifetime _lifetime = Lifetime.Open();
            private Func<int>? _later;

            public static Func<int> Returned(OwnedMut<int> a)
            {
                using Lifetime lifetime = Lifetime.Open();
                Ref<int> reference = lifetime.Borrow(a);
                return () => reference.Value;
                //     ^^^^^^^^^^^^^^^^^^^^^ FJ0013: Cannot return () => reference.Value: it captures something of a loan of a that ends with the method.
            }
            // -- the loan ends here @ }

            public static Func<int> Function(OwnedMut<int> a)
            {
                using Lifetime lifetime = Lifetime.Open();
                Ref<int> reference = lifetime.Borrow(a);
                int Read() => reference.Value;
                return Read;
                //     ^^^^ FJ0013
            }
            // -- the loan ends here @ }

            // at run time: not refused, as only its use would be, and nobody uses it here
            public void Kept(OwnedMut<int> a)
            {
                using Lifetime lifetime = Lifetime.Open();
                Ref<int> reference = lifetime.Borrow(a);
                _later = () => reference.Value;
                //       ^^^^^^^^^^^^^^^^^^^^^ FJ0013: Cannot keep () => reference.Value in _later: it captures something of a loan of a that ends before.
            }
            // -- the loan ends here @ }

            // at run time: not refused, as only its use would be, and nobody uses it here
            public static void Added(OwnedMut<int> a, List<Func<int>> all)
            {
                using Lifetime lifetime = Lifetime.Open();
                Ref<int> reference = lifetime.Borrow(a);
                all.Add(() => reference.Value);
                //      ^^^^^^^^^^^^^^^^^^^^^ FJ0013
            }
            // -- the loan ends here @ }

            public void Lasting(OwnedMut<int> a)
            {
                Ref<int> reference = _lifetime.Borrow(a);
                _later = () => reference.Value;
            }

            public static Func<bool> Asking(OwnedMut<int> a)
            {
                using Lifetime lifetime = Lifetime.Open();
                Ref<int> reference = lifetime.Borrow(a);
                return () => reference.IsAlive;
            }

            public static Func<int> Own(OwnedMut<int> a)
            {
                Func<int> read = () =>
                {
                    using Lifetime lifetime = Lifetime.Open();
                    Ref<int> reference = lifetime.Borrow(a);
                    return reference.Value;
                };
                read();
                return read;
            }

            public static Func<Ref<int>, int> Handed(OwnedMut<int> a)
            {
                using Lifetime lifetime = Lifetime.Open();
                Func<Ref<int>, int> read = one => one.Value;
                read(lifetime.Borrow(a));
                return read;
            }

            public static Func<int> Again(OwnedMut<int> a, Lifetime outer)
            {
                using Lifetime lifetime = Lifetime.Open();
                Ref<int> reference = lifetime.Borrow(a);
                return () =>
                {
                    reference = outer.Borrow(a);
                    return reference.Value;
                };
            }

            public static int Within(OwnedMut<int> a)
            {
                using Lifetime lifetime = Lifetime.Open();
                Ref<int> reference = lifetime.Borrow(a);
                Func<int> read = () => reference.Value;
                return read();
            }
        }
        """);

    [Fact]
    public void R49_a_lease_is_captured_as_a_reference_is() => Fixture.Check("""
        static class User
        {
            // at run time: not refused, as only its use would be, and nobody uses it here
            static async Task<Func<int>> Run(Mutex<int> count)
            {
                using MutexLease<int> lease = await count.LockAsync();
                return () => lease.Value;
                //     ^^^^^^^^^^^^^^^^^ FJ0013
            }
            // -- the loan ends here @ }
        }
        """);

    [Fact]
    public void R49_what_is_added_to_a_collection_that_stays_must_stay_as_well() => Fixture.Check("""
        sealed class Keeper
        {
            private readonly List<Ref<int>> _all = [];
            private readonly Lifetime _lifetime = Lifetime.Open();

            // at run time: not refused, as only its use would be, and nobody uses it here
            public void Wrong(OwnedMut<int> a)
            {
                using Lifetime lifetime = Lifetime.Open();
                _all.Add(lifetime.Borrow(a));
                //       ^^^^^^^^^^^^^^^^^^ FJ0013: Cannot keep lifetime.Borrow(a) in _all: it is of a loan of a that ends before.
            }
            // -- the loan ends here @ }

            public void Right(OwnedMut<int> a) => _all.Add(_lifetime.Borrow(a));

            public void Passing(OwnedMut<int> a)
            {
                using Lifetime lifetime = Lifetime.Open();
                _all.Add(lifetime.Borrow(a));
                Console.WriteLine(_all.Count);
                _all.Clear();
            }

            public static void Local(OwnedMut<int> a)
            {
                using Lifetime lifetime = Lifetime.Open();
                var all = new List<Ref<int>>();
                all.Add(lifetime.Borrow(a));
                Console.WriteLine(all.Count);
            }

            // at run time: not refused, as only its use would be, and nobody uses it here
            public static void Handed(OwnedMut<int> a, List<Ref<int>> all)
            {
                using Lifetime lifetime = Lifetime.Open();
                all.Add(lifetime.Borrow(a));
                //      ^^^^^^^^^^^^^^^^^^ FJ0013
            }
            // -- the loan ends here @ }
        }
        """);

    [Fact]
    public void R49_a_collection_depends_on_what_it_is_made_of() => Fixture.CheckMembers("""
        static void Initialised(OwnedMut<int> a)
        {
            Lifetime lifetime = Lifetime.Open();
            var list = new List<Ref<int>> { lifetime.Borrow(a) };
            Console.WriteLine(list[0].Value);
            lifetime.Dispose();
        //  ------------------ its loan ends here
            Console.WriteLine(list[0].Value);
            //                ^^^^^^^ FJ0013: Cannot use list[0]: it is a reference of a whose loan has ended.
        }

        // at run time: not refused, as that element is of the other lifetime, and elements are not told apart
        static void Expression(OwnedMut<int> a, OwnedMut<int> b)
        {
            using Lifetime outer = Lifetime.Open();
            Lifetime lifetime = Lifetime.Open();
            List<Ref<int>> one = [lifetime.Borrow(a)], other = [outer.Borrow(b)];
            List<Ref<int>> list = [outer.Borrow(b), .. one];
            Console.WriteLine(list[0].Value);
            lifetime.Dispose();
        //  ------------------ its loan ends here
            Console.WriteLine(other[0].Value);
            Console.WriteLine(list[0].Value);
            //                ^^^^^^^ FJ0013
        }

        static List<Ref<int>> Returned(OwnedMut<int> a)
        {
            using Lifetime lifetime = Lifetime.Open();
            return [lifetime.Borrow(a)];
            //     ^^^^^^^^^^^^^^^^^^^^ FJ0013
        }
        // -- the loan ends here @ }

        static void Array(OwnedMut<int> a, OwnedMut<int> b)
        {
            using Lifetime outer = Lifetime.Open();
            Lifetime lifetime = Lifetime.Open();
            Ref<int>[] array = [lifetime.Borrow(a)], other = new[] { lifetime.Borrow(a) };
            Console.WriteLine(array[0].Value);
            lifetime.Dispose();
        //  ------------------ its loan ends here
            Console.WriteLine(array[0].Value);
            //                ^^^^^^^^ FJ0013
            other[0] = outer.Borrow(b);
            Console.WriteLine(other[0].Value);
        }
        """);

    [Fact]
    public void R49_what_comes_out_of_a_collection_is_what_was_put_into_it() => Fixture.CheckMembers("""
        static void Wrong(OwnedMut<int> a, OwnedMut<int> b)
        {
            Lifetime lifetime = Lifetime.Open();
            var list = new List<Ref<int>> { lifetime.Borrow(a), lifetime.Borrow(b) };
            lifetime.Dispose();
        //  ------------------ its loan ends here
            foreach (Ref<int> one in list)
                Console.WriteLine(one.Value);
            //                    ^^^ FJ0013: Cannot use one: it is a reference of a whose loan has ended.
        }

        static void Right(OwnedMut<int> a)
        {
            using Lifetime outer = Lifetime.Open();
            var list = new List<Ref<int>> { outer.Borrow(a) };
            foreach (Ref<int> one in list)
                Console.WriteLine(one.Value);
            using (Lifetime lifetime = Lifetime.Open())
            {
                list.Add(lifetime.Borrow(a));
                foreach (Ref<int> one in list)
                    Console.WriteLine(one.Value);
            }
            list.Clear();
            foreach (Ref<int> one in list)
                Console.WriteLine(one.Value);
        }
        """);
}
