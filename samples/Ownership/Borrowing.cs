using ForkJoin;
using ForkJoin.Samples;

namespace Ownership;

/// <summary>
/// A loan lets others use a value without moving it. Any number of loans to read, or one to write; meanwhile the owner waits. A loan ends
/// with its guard or scope, by <c>using</c>, on every way out of the block.
/// </summary>
internal static class Borrowing
{
    internal static void Run()
    {
        OwnedArray<int> data = OwnedArray.Of([1, 2, 3], "data");
        using (BorrowScope scope = BorrowScope.Open())
        {
            Slice<int> r = scope.Borrow(data);
            Slice<int> r2 = scope.Borrow(data); // any number of readers
            Console.WriteLine($"Both read {r[0]} and {r2[0]}, and so does the owner: {data[0]}");
            Refused.By<BorrowConflictException>(() => data[1] = 4);
        }
        data[1] = 4; // the loans have ended with the scope
        Console.WriteLine($"Written after the scope: {data[1]}");

        using (BorrowScope scope = BorrowScope.Open())
        {
            SliceMut<int> writer = scope.BorrowMut(data);
            Refused.By<BorrowConflictException>(() => BorrowAgain(data, toWrite: true));
            Refused.By<BorrowConflictException>(() => BorrowAgain(data, toWrite: false));
            Refused.By<BorrowConflictException>(() => Console.WriteLine(data[0])); // not even read: stronger than Rust was in 2014
            writer[0] = 7;
        }
        Console.WriteLine($"Written through the loan: {data[0]}");

        // Single values are lent to guards. What cannot be lent now may be asked for instead of demanded.
        OwnedMut<decimal> balance = Own.Mut(100m, "balance");
        using (Borrowed<decimal> reader = balance.Borrow())
        {
            bool writes = balance.TryBorrowMut(out _);
            Console.WriteLine($"A reader sees {reader.Value}; may somebody write meanwhile? {writes}");
        }
        using (BorrowedMut<decimal> writer = balance.BorrowMut())
            writer.Value -= 30;
        Console.WriteLine($"Balance: {balance.Value}");

        // A guard is a ref struct: capturing it, storing it, or carrying it across an await does not compile.
    }

    private static void BorrowAgain(OwnedArray<int> data, bool toWrite)
    {
        using BorrowScope scope = BorrowScope.Open();
        if (toWrite)
            scope.BorrowMut(data);
        else
            scope.Borrow(data);
    }
}
