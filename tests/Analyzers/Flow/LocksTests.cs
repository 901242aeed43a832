using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>Guards and leases of mutexes and shared references.</summary>
public sealed class LocksTests
{
    [Fact]
    public void A_mutex_is_not_locked_again_while_its_guard_is_open() => Fixture.CheckMembers("""
        static void Twice(Mutex<int> count)
        {
            using MutexGuard<int> guard = count.Lock();
            //                            ------------ FJ0004 locked here
            using (MutexGuard<int> second = count.Lock())
                //                          ^^^^^^^^^^^^ FJ0004: Borrow conflict: cannot lock count, because it is locked already, so the wait would never end. Dispose the guard first, or hand it on to the code that needs it.
                second.Value++;
            guard.Value++;
        //  ----- FJ0004 still used here
        }

        static void Unneeded(Mutex<int> count)
        {
            using MutexGuard<int> guard = count.Lock();
            //                            ------------ FJ0004 locked here
            guard.Value++;
            using MutexGuard<int> second = count.LockDespitePoison();
            //                             ^^^^^^^^^^^^^^^^^^^^^^^^^ FJ0004: Borrow conflict: cannot lock count, because it is locked already, so the wait would never end. End that loan first: nothing uses it any more.
            second.Value++;
        }
        // -- FJ0004 the loan ends only here @ }

        static void OneAfterTheOther(Mutex<int> count, Mutex<int> other)
        {
            using (MutexGuard<int> guard = count.Lock())
                guard.Value++;
            using MutexGuard<int> again = count.Lock();
            using MutexGuard<int> beside = other.Lock();
            if (count.TryLock(out MutexGuard<int> never))
                never.Dispose();
            again.Value += beside.Value;
        }

        static void InARound(Mutex<int> count)
        {
            for (int i = 0; i < 3; i++)
            {
                using MutexGuard<int> guard = count.Lock();
                if (guard.Value == i)
                    continue;
                guard.Value++;
            }
        }

        static int Made()
        {
            var count = new Mutex<int>(1);
            MutexGuard<int> guard = count.Lock();
            //                      ------------ FJ0004 locked here
            MutexGuard<int> second = count.Lock();
            //                       ^^^^^^^^^^^^ FJ0004
            second.Dispose();
            guard.Dispose();
        //  --------------- FJ0004 the loan ends only here
            return count.IntoInner();
        }
        """);

    [Fact]
    public void A_shared_value_is_not_waited_for_by_who_keeps_others_from_it() => Fixture.CheckMembers("""
        static void Upgrade(SharedRef<int> count)
        {
            using SharedReadGuard<int> reader = count.Read();
            //                                  ------------ FJ0004 lent for reading here
            using SharedReadGuard<int> other = count.Read();
            using SharedWriteGuard<int> writer = count.Write();
            //                                   ^^^^^^^^^^^^^ FJ0004: Borrow conflict: cannot write count, because it is lent for reading already, so the wait would never end. Dispose the read guard first, or ask for Write from the start.
            writer.Value = reader.Value;
            //             ------ FJ0004 still used here
        }

        static void Downgrade(SharedRef<int> count)
        {
            using SharedWriteGuard<int> writer = count.Write();
            //                                   ------------- FJ0004 lent for writing here
            using SharedReadGuard<int> reader = count.Read();
            //                                  ^^^^^^^^^^^^ FJ0004: Borrow conflict: cannot read count, because it is lent for writing already, so the wait would never end. Use the write guard: it reads as well.
            writer.Value++;
        //  ------ FJ0004 still used here
        }

        static void Right(SharedRef<int> count)
        {
            int before;
            using (SharedReadGuard<int> reader = count.Read())
                before = reader.Value;
            using (SharedWriteGuard<int> writer = count.Write())
                writer.Value += before;
            if (count.TryRead(out SharedReadGuard<int> some))
                using (some)
                    Console.WriteLine(some.Value);
        }

        static void Attempt(SharedRef<int> count)
        {
            if (!count.TryRead(out SharedReadGuard<int> some))
            //   -------------------------------------------- FJ0004 lent for reading here
                return;
            using (some)
            {
                count.Write().Dispose();
            //  ^ FJ0004 @ count.Write()
            }
            // -- FJ0004 the loan ends only here @ }
        }
        """);

    [Fact]
    public void A_guard_or_lease_of_a_lock_is_of_no_use_once_disposed() => Fixture.Check("""
        static class User
        {
            static int Guard(Mutex<int> count)
            {
                MutexGuard<int> guard = count.Lock();
                guard.Dispose();
            //  --------------- its loan ends here
                return guard.Value;
                //     ^^^^^ FJ0013: Cannot use guard: it is a guard of count whose loan has ended.
            }

            static void Reference(SharedRef<int> count)
            {
                SharedWriteGuard<int> writer = count.Write();
                ref int value = ref writer.Value;
                value = 1;
                writer.Dispose();
            //  ---------------- the loan ends here
                value = 2;
            //  ^^^^^ FJ0011: Borrow conflict: cannot write value, because it looks at count, whose loan has ended.
            }

            static async Task Lease(Mutex<int> count, SharedRef<int> shared)
            {
                MutexLease<int> lease = await count.LockAsync().ConfigureAwait(false);
                lease.Value++;
                lease.Dispose();
            //  --------------- its loan ends here
                lease.Value++;
            //  ^^^^^ FJ0013: Cannot use lease: it is a lease of count whose loan has ended.
                using SharedReadLease<int> one = await shared.ReadAsync();
                using SharedReadLease<int> two = await shared.ReadAsync();
                Console.WriteLine(one.Value + two.Value);
                if (lease.IsValid)
                    Console.WriteLine();
            }

            static async Task Waiting(SharedRef<int> shared)
            {
                using (SharedWriteLease<int> writer = await shared.WriteAsync())
                    writer.Value++;
                using SharedWriteGuard<int> guard = shared.Write();
                guard.Value++;
            }

            static async Task LetGoElsewhere(SharedRef<int> shared, Action<SharedReadLease<int>> keeper, CancellationToken cancellation)
            {
                SharedReadLease<int> lease = await shared.ReadAsync();
                keeper(lease);
                using SharedWriteGuard<int> guard = shared.Write(cancellation);
                guard.Value++;
            }
        }
        """);

    [Fact]
    public void What_is_gone_is_not_awaited() => Fixture.Check("""
        static class User
        {
            static async Task Run(Mutex<int> count)
            {
                count.IntoInner();
            //  ----------------- emptied by IntoInner here
                using MutexLease<int> lease = await count.LockAsync();
                //                                  ^^^^^ FJ0001: Cannot lock count: it was emptied by IntoInner.
                lease.Value++;
            }
        }
        """);

    [Fact]
    public void What_is_gone_is_not_locked() => Fixture.CheckMembers("""
        static void Emptied(Mutex<int> count)
        {
            using (MutexGuard<int> guard = count.Lock())
            //                             ------------ FJ0003 locked here
            {
                count.IntoInner();
            //  ^^^^^ FJ0003: Borrow conflict: cannot take the value from count, because it is locked.
            }
            // -- FJ0003 the loan ends only here @ }
            count.IntoInner();
        //  ----------------- FJ0001 emptied by IntoInner here
            count.Lock().Dispose();
        //  ^^^^^ FJ0001: Cannot lock count: it was emptied by IntoInner. Use the value where it is now, or a mutex made around it anew.
        }

        static void Disposed(SharedRef<int> count)
        {
            using SharedReadGuard<int> guard = count.Read();
            SharedRef<int> other = count.Clone();
            count.Dispose();
        //  --------------- FJ0001 disposed here
            Console.WriteLine(guard.Value + other.Read().Value);
            //                              ^^^^^^^^^^^^ FJ0014
            count.Clone();
        //  ^^^^^ FJ0001: Cannot clone count: it was disposed. Each holder keeps a handle of its own: clone it for whoever still needs it.
        }
        """);

    [Fact]
    public void A_mutex_is_locked_while_its_body_runs() => Fixture.CheckMembers("""
        static void Run(Mutex<int> count, Mutex<int> other)
        {
            count.Use((ref int value) =>
        // -- FJ0004 locked here @ count.Use((ref int value) =>
            {
                using MutexGuard<int> guard = count.Lock();
                //                            ^^^^^^^^^^^^ FJ0004: Borrow conflict: cannot lock count, because it is locked already, so the wait would never end. Dispose the guard first
                guard.Value = value;
                other.Use(static (ref int inner) => inner++);
            });
            // -- FJ0004 the loan ends only here @ }
            count.Use(1, static (ref int value, int more) => value += more);
            using MutexGuard<int> last = count.Lock();
            //                           ------------ FJ0004 locked here
            int read = count.Use(static (ref int value) => value);
            //         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ FJ0004
            last.Value = read;
        //  ---- FJ0004 still used here
        }
        """);

    [Fact]
    public void What_other_threads_lock_waits() => Fixture.CheckMembers("""
        static void Run(Mutex<int> count, Mutex<int> other)
        {
            using MutexGuard<int> guard = count.Lock();
            guard.Value++;
            Task.Run(() =>
            {
                using MutexGuard<int> mine = count.Lock();
                mine.Value++;
            });
            Fork.Section(section => section.Fork(() =>
            {
                using MutexGuard<int> mine = other.Lock();
                mine.Value++;
            }));
        }
        """);

    [Fact]
    public void A_lock_that_is_asked_for_only_to_be_refused_keeps_nobody_out() => Fixture.CheckMembers("""
        // at run time: refused where the mutex is not poisoned, for which such code is not written
        static int Refused(Mutex<int> total)
        {
            try { total.Lock(); }
            catch (PoisonedException left) { Console.WriteLine(left.Message); }
            return total.IntoInnerDespitePoison();
        }

        static int Kept(Mutex<int> total)
        {
            try
            {
                using MutexGuard<int> guard = total.Lock();
                //                            ------------ locked here
                return total.IntoInner();
                //     ^^^^^ FJ0003
            }
            // -- FJ0003 the loan ends only here @ }
            catch (IOException) { return 0; }
        }
        """);
}
