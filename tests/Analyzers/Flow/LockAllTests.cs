using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>Mutexes that are locked together, and the guards of all of them.</summary>
public sealed class LockAllTests
{
    [Fact]
    public void All_are_locked_until_their_guards_are_disposed() => Fixture.CheckMembers("""
        static void After(Mutex<int> one, Mutex<int> two)
        {
            using (MutexGuards<int, int> both = Mutexes.LockAll(one, two))
                both.First += both.Second;
            one.Use(static (ref int value) => value++);
            two.Use(static (ref int value) => value++);
        }

        static void Meanwhile(Mutex<int> one, Mutex<int> two, Mutex<int> three)
        {
            using MutexGuards<int, int, int> all = Mutexes.LockAll(one, two, three);
            //                                     -------------------------------- locked here
            all.First = all.Second + all.Third;
            three.Use(static (ref int value) => value++);
        //  ^ FJ0004 @ three.Use(static (ref int value) => value++)
            all.Third = 3;
        //  --- FJ0004 still used here
        }

        static void Before(Mutex<int> one, Mutex<int> two)
        {
            using MutexGuard<int> guard = two.Lock();
            //                            ---------- locked here
            using MutexGuards<int, int> both = Mutexes.LockAll(one, two);
            //                                 ^^^^^^^^^^^^^^^^^^^^^^^^^ FJ0004: Borrow conflict: cannot lock two, because it is locked already, so the wait would never end.
            both.First = 1;
            guard.Value = 2;
        //  ----- FJ0004 still used here
        }

        static void Emptied(Mutex<int> one, Mutex<int> two)
        {
            Console.WriteLine(one.IntoInner());
            //                --------------- emptied by IntoInner here
            using MutexGuards<int, int> both = Mutexes.LockAll(one, two);
            //                                                 ^^^ FJ0001
            two.Use(static (ref int value) => value++);
        }
        """);

    [Fact]
    public void Each_guard_is_of_its_own_mutex() => Fixture.CheckMembers("""
        static void Stale(Mutex<int> one, Mutex<int> two)
        {
            MutexGuards<int, int> both = Mutexes.LockAll(one, two);
            ref int first = ref both.First;
            both.Dispose();
        //  -------------- the loan ends here
        //  -------------- its loan ends here
            both.Dispose();
            first = 1;
        //  ^^^^^ FJ0011: Borrow conflict: cannot write first, because it looks at one, whose loan has ended.
            both.Second = 2;
        //  ^^^^ FJ0013: Cannot use both: it is a guard of two whose loan has ended.
        }

        static void Swapped(Mutex<int> one, Mutex<int> two, bool back)
        {
            Mutex<int> from = back ? two : one, to = back ? one : two;
            using (MutexGuards<int, int> both = Mutexes.LockAll(from, to))
                both.First += both.Second;
            using (MutexGuards<int, int> both = Mutexes.LockAll(to, from))
                both.First += both.Second;
            one.Lock().Dispose();
        }

        static void Others(Mutex<int> one, Mutex<int> two, Mutex<int> three, bool back)
        {
            Mutex<int> from = back ? two : one, to = back ? one : two;
            using MutexGuards<int, int> both = Mutexes.LockAll(from, three);
            using MutexGuard<int> other = to.Lock();
            both.First += other.Value;
        }

        // at run time: refused where nothing is locked before, for which such code is not written
        static void Refused(Mutex<int> one, Mutex<int> two)
        {
            try
            {
                Mutexes.LockAll(one, two);
            }
            catch (DeadlockException)
            {
            }
            two.Use(static (ref int value) => value++);
        }

        static void EachRound(Mutex<int>[] all)
        {
            for (int i = 1; i < all.Length; i++)
            {
                using MutexGuards<int, int> both = Mutexes.LockAll(all[i - 1], all[i]);
                both.First += both.Second;
            }
        }
        """);
}
