using System.Collections.Immutable;
using ForkJoin;
using ForkJoin.Samples;

namespace Ownership;

/// <summary>
/// <see cref="Owned{T}"/> does not change its value, <see cref="OwnedMut{T}"/> may. The compiler keeps the first one from being written:
/// it has no setter and no <c>BorrowMut</c>. What lies behind a reference is the referred object's own business, so give an
/// <see cref="Owned{T}"/> what does not change by itself: a struct, a string, a record, an immutable collection.
/// </summary>
internal static class Owners
{
    internal static void Run()
    {
        Owned<ImmutableArray<int>> x = Own.Of<ImmutableArray<int>>([1, 2, 3], "x");
        // x.Value = [4];      does not compile: an Owned<T> has no setter
        // x.BorrowMut();      does not compile either
        Console.WriteLine($"x holds {string.Join(", ", x.Value)}");

        OwnedMut<ImmutableArray<int>> y = Own.Mut<ImmutableArray<int>>([1, 2, 3], "y");
        y.Value = y.Value.Add(4);
        Console.WriteLine($"y holds {string.Join(", ", y.Value)}");

        // A value that is changed where it is, is borrowed for that. As long as the writer is there nobody else gets at it.
        OwnedMut<List<int>> list = Own.Mut(new List<int> { 1, 2, 3 }, "list");
        using (BorrowedMut<List<int>> writer = list.BorrowMut())
        {
            writer.Value.Add(4);
            Refused.By<BorrowConflictException>(() => Console.WriteLine(list.Value.Count));
        }
        Console.WriteLine($"list holds {string.Join(", ", list.Value)}");

        // Printing an owner never shows the value: it might be lent at that moment.
        Console.WriteLine(list);
    }
}
