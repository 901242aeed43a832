using ForkJoin;
using ForkJoin.Samples;

namespace Ownership;

/// <summary>
/// In C#, <c>y = x</c> makes a second name for the same object. An owner moves instead: the old one is dead, and says where the value went.
/// Values that are the same wherever they are (numbers, strings, structs without references) are copied, as Rust's <c>Copy</c> types are.
/// </summary>
internal static class Moves
{
    internal static void Run()
    {
        List<int>? raw = [1, 2, 3];
        Owned<List<int>> x = Own.Take(ref raw, "x");
        Console.WriteLine($"The variable that it came from is null: {raw is null}");

        Owned<List<int>> y = x.Move("y");
        Console.WriteLine($"y has {y.Value.Count} items");
        Refused.By<MovedException>(() => Console.WriteLine(x.Value.Count));

        // Into a function that knows nothing of owners, and out of it again.
        Owned<List<int>> longer = Own.Of(AddTwice(y.TakeOwnership()), "longer");
        Console.WriteLine($"longer has {longer.Value.Count} items");
        Refused.By<MovedException>(() => Console.WriteLine(y.Value.Count));

        // A copy goes out, and the owner keeps its own.
        OwnedMut<int[]> data = Own.Mut<int[]>([1, 2, 3], "data");
        Console.WriteLine($"The sum of a copy: {SumAndClear(data.Take())}");
        data.Value = [.. data.Value, 4];
        Console.WriteLine($"data is still usable: {string.Join(", ", data.Value)}");

        // Nothing that could change is shared by a copy of a point, so taking it kills no owner.
        Owned<(int X, int Y)> point = Own.Of((1, 2), "point");
        Console.WriteLine($"{Length(point.TakeOwnership())}, and again {Length(point.TakeOwnership())}");
    }

    private static List<int> AddTwice(List<int> items)
    {
        items.Add(4);
        items.Add(5);
        return items;
    }

    private static int SumAndClear(int[] items)
    {
        int sum = items.Sum();
        Array.Clear(items);
        return sum;
    }

    private static int Length((int X, int Y) point) => Math.Abs(point.X) + Math.Abs(point.Y);
}
