using ForkJoin;
using ForkJoin.Samples;

namespace Ownership;

/// <summary>
/// There is one writer for each place, and a collection has many places: its elements may all be lent for writing at once, since they do
/// not overlap. One after the other, each to its own fork, or each with an owner of its own.
/// </summary>
internal static class Elements
{
    internal static void Run()
    {
        // A list for each element; the owner of the array lends each place.
        OwnedArray<List<int>> data = OwnedArray.Of<List<int>>([[1], [2], [3]], "data");
        using (BorrowScope scope = BorrowScope.Open())
        {
            foreach (ref List<int> list in scope.BorrowMut(data))
                list.Add(4);
        }
        Print("One by one", data);

        // The same with a fork for each: chunks of one element cannot overlap.
        using (BorrowScope scope = BorrowScope.Open())
            Fork.ForEachChunk(scope.BorrowMut(data), 1, static one => one[0].Add(5));
        Print("At once", data);

        // A reference for each element, which may be stored, and of which each ends its own loan.
        using (Lifetime life = Lifetime.Open())
        {
            RefMut<List<int>>[] each = life.BorrowEachMut(data);
            each[0].Value.AddRange(each[1].Value);
            each[1].Release();
            Console.WriteLine($"Released: {life.Borrow(data, 1).Value.Count} items");
            Refused.By<BorrowConflictException>(() => life.Borrow(data, 0));
        }
        Print("By reference", data);

        // Elements that are owners lend themselves, and all the references live as long as the lifetime.
        OwnedMut<int>[] counters = [Own.Mut(1, "first"), Own.Mut(2, "second"), Own.Mut(3, "third")];
        using (Lifetime life = Lifetime.Open())
        {
            var references = new List<RefMut<int>>();
            foreach (OwnedMut<int> counter in counters)
                references.Add(life.BorrowMut(counter));
            foreach (RefMut<int> reference in references)
                reference.Value *= 10;
            Refused.By<BorrowConflictException>(() => Console.WriteLine(counters[1].Value));
        }
        Console.WriteLine($"By owner: {string.Join(", ", counters.Select(static counter => counter.Value))}");
    }

    private static void Print(string how, OwnedArray<List<int>> data) =>
        Console.WriteLine($"{how}: {string.Join("; ", data.ToArray().Select(static list => string.Join(", ", list)))}");
}
