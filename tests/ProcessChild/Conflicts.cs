#pragma warning disable FJ0002, FJ0004, FJ0010, FJ0013, FJ0021 // programs that break a rule are what this file is about

namespace ForkJoin.Tests.ProcessChild;

/// <summary>Programs that break a rule. Says of each whether it was refused.</summary>
internal static class Conflicts
{
    internal static IEnumerable<string> All()
    {
        yield return Refused("two to write", static () =>
        {
            OwnedArray<int> data = OwnedArray.Create<int>(10);
            using var scope = BorrowScope.Open();
            scope.BorrowMut(data)[0] = 1;
            scope.BorrowMut(data)[0] = 2;
        });
        yield return Refused("one to read, one to write", static () =>
        {
            OwnedArray<int> data = OwnedArray.Create<int>(10);
            using var scope = BorrowScope.Open();
            _ = scope.Borrow(data, ..5)[0];
            scope.BorrowMut(data, 4..)[0] = 2;
        });
        yield return Refused("the owner while lent", static () =>
        {
            OwnedArray<int> data = OwnedArray.Create<int>(10);
            using var scope = BorrowScope.Open();
            scope.BorrowMut(data)[0] = 1;
            data[0]++;
        });
        yield return Refused("a slice after its scope", static () =>
        {
            OwnedArray<int> data = OwnedArray.Create<int>(10);
            var scope = BorrowScope.Open();
            SliceMut<int> part = scope.BorrowMut(data);
            scope.Dispose();
            part[0] = 1;
        });
        yield return Refused("a slice lent on", static () =>
        {
            OwnedArray<int> data = OwnedArray.Create<int>(10);
            using var scope = BorrowScope.Open();
            SliceMut<int> part = scope.BorrowMut(data);
            part[..5].Reborrow(scope)[0] = 1;
            part[0] = 2;
        });
        yield return Refused("two forks write the same part", static () =>
        {
            OwnedArray<int> data = OwnedArray.Create<int>(10);
            Fork.Section(section =>
            {
                section.Fork(section.BorrowMut(data), static s => s[0] = 1);
                section.Fork(section.BorrowMut(data), static s => s[0] = 2);
            });
        });
        yield return Refused("arms of a join overlap", static () =>
        {
            OwnedArray<int> data = OwnedArray.Create<int>(10);
            using var scope = BorrowScope.Open();
            SliceMut<int> all = scope.BorrowMut(data);
            Fork.Join(all[..6], all[5..], static s => s.Span[0]++);
        });
        yield return Refused("forks capture what two threads cannot use", static () =>
        {
            var random = new Random(1);
            Fork.Section(section => section.Fork(() => random.Next()));
        });
        yield return Refused("a fork is handed what belongs to one thread", static () =>
        {
            using Lifetime life = Lifetime.Open();
            Fork.Section(life, static (section, life) => section.Fork(life, static life => _ = life.HasEnded));
        });
    }

    private static string Refused(string what, Action program)
    {
        try
        {
            program();
            return $"{what}: let through";
        }
        catch (BorrowException)
        {
            return $"{what}: refused";
        }
    }
}
