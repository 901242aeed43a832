using ForkJoin;
using ForkJoin.Samples;

namespace Ownership;

/// <summary>
/// What goes past the owner is not watched. Two things keep aliases away: <c>Own.Take(ref x)</c> and <c>OwnedArray.Take(ref x)</c> empty the
/// variable that the object came from; and a second variable for an <i>owner</i> is no second owner, but the same one by another name.
/// </summary>
internal static class Aliases
{
    internal static void Run()
    {
        int[]? raw = [1, 2, 3];
        OwnedArray<int> data = OwnedArray.Take(ref raw, "data");
        Console.WriteLine($"raw is {(raw is null ? "null" : "an alias")}");

        // y = x of an owner: both are the one owner, and what is refused to one is refused to the other.
        OwnedArray<int> sameOwner = data;
        using (BorrowScope scope = BorrowScope.Open())
        {
            scope.BorrowMut(data, ..1);
            Refused.By<BorrowConflictException>(() => sameOwner[2] = 7);
        }
        OwnedArray<int> next = data.Move("next");
        Refused.By<MovedException>(() => Console.WriteLine(sameOwner[0]));

        // What really was wanted, said in so many words:
        int[] copy = next.ToArray();
        copy[0] = 100;
        Console.WriteLine($"A copy is changed, the owner is not: {copy[0]}, {next[0]}");
    }
}
