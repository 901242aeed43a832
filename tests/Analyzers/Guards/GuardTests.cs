using ForkJoin.Analyzers.Model;
using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Guards;

/// <summary>FJ0014: guards that nobody disposes.</summary>
public sealed class GuardTests
{
    [Fact]
    public void A_guard_that_nobody_disposes_is_found() => Fixture.Check("""
        class User
        {
            static async Task Run(Mutex<int> first, Mutex<int> mutex, SharedRef<int> shared, OwnedMut<int> owner, OwnedMut<int> other, OwnedArray<int> data)
            {
                first.Lock();
            //  ^^^^^^^^^^^^ FJ0014: The MutexGuard<int> is never disposed, so what it holds is not given back. Declare it with using.
                mutex.Lock().Value = 3;
            //  ^^^^^^^^^^^^ FJ0014
                _ = shared.Read();
                //  ^^^^^^^^^^^^^ FJ0014: The SharedReadGuard<int>
                var scope = BorrowScope.Open();
                //          ^^^^^^^^^^^^^^^^^^ FJ0014: The BorrowScope
                Console.WriteLine(scope.Borrow(data)[0]);
                Lifetime life;
                life = Lifetime.Open();
                //     ^^^^^^^^^^^^^^^ FJ0014: The Lifetime
                Ref<int> reference = life.Borrow(owner);
                if (mutex.TryLock(out MutexGuard<int> guard))
                //                                    ^^^^^ FJ0014
                    guard.Value = 3;
                shared.TryWrite(out _);
                //                  ^ FJ0014: The SharedWriteGuard<int>
                var lease = await mutex.LockAsync();
                //          ^^^^^^^^^^^^^^^^^^^^^^^ FJ0014: The MutexLease<int>
                lease.Value++;
                other.BorrowMut().Value = 4;
            //  ^^^^^^^^^^^^^^^^^ FJ0014: The BorrowedMut<int>
            }
        }
        """);

    [Fact]
    public void A_guard_that_is_disposed_or_handed_on_is_fine() => Fixture.Check("""
        class User
        {
            private Lifetime _life = Lifetime.Open();
            private readonly List<Lifetime> _lives = [];
            void Run(Mutex<int> mutex, Mutex<int> kept, Mutex<int> perhaps, SharedRef<int> shared, OwnedMut<int> owner, bool some)
            {
                using (mutex.Lock()) { }
                using MutexGuard<int> one = kept.Lock();
                using (var two = shared.Read()) Console.WriteLine(two.Value);
                var three = mutex.Lock();
                try { three.Value = 3; } finally { three.Dispose(); }
                var four = perhaps.Lock();
                if (some) four.Dispose();
                if (mutex.TryLock(out var five)) using (five) five.Value++;
                if (mutex.TryLock(out var six)) { six.Dispose(); }
                _life = Lifetime.Open();
                var seven = Lifetime.Open();
                _lives.Add(seven);
                Lifetime eight = Lifetime.Open(), nine = eight;
                nine.Dispose();
                mutex.Lock().Dispose();
                Take(owner.Borrow());
                mutex.Use((ref int x) => x++);
            }
            static async Task Waits(Mutex<int> mutex)
            {
                using var lease = await mutex.LockAsync().ConfigureAwait(false);
            }
            Lifetime Make() => Lifetime.Open();
            static Borrowed<int> Lend(OwnedMut<int> owner) { var guard = owner.Borrow(); return guard; }
            static void Take(Borrowed<int> guard) => guard.Dispose();
        }
        """);

    [Fact]
    public void Whatever_of_the_library_is_disposed_is_a_guard_or_known_not_to_be()
    {
        string[] disposable =
        [
            .. typeof(Lifetime).Assembly.GetExportedTypes().Concat(typeof(Fork).Assembly.GetExportedTypes()).Where(static type => type.GetMethod("Dispose", Type.EmptyTypes) is not null)
                .Select(static type => type.Name.Split('`')[0]).Distinct().Order(StringComparer.Ordinal),
        ];
        Assert.Equal(
            [
                "BorrowScope", "Borrowed", "BorrowedMut", "Draining", "ForkJoinPool", "Lifetime", "MutexGuard", "MutexGuards", "MutexLease", "MutexLeases", "Owned", "OwnedArray", "OwnedMut",
                "SharedReadGuard", "SharedReadLease", "SharedRef", "SharedWriteGuard", "SharedWriteLease", "ThreadBound",
            ],
            disposable);
        string[] noGuards = ["Draining", "ForkJoinPool", "Owned", "OwnedArray", "OwnedMut", "SharedRef", "ThreadBound"];
        var user = Fixture.Compile("class Empty;");
        foreach (Type type in typeof(Lifetime).Assembly.GetExportedTypes().Where(type => disposable.Contains(type.Name.Split('`')[0])))
            Assert.Equal(!noGuards.Contains(type.Name.Split('`')[0]), ForkJoin.Analyzers.Model.Guards.Is(user.GetTypeByMetadataName(type.FullName!)));
    }
}
