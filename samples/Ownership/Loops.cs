using ForkJoin;
using ForkJoin.Samples;

namespace Ownership;

/// <summary>
/// In loops: a member of an owned value is changed through a loan, an element through the owner of its array; a value that is computed anew
/// in each round gets a new owner in each round; and a loop that takes the elements takes the whole collection.
/// </summary>
internal static class Loops
{
    internal static void Run()
    {
        Members();
        Elements();
        NewOwners();
        TakingEach();
    }

    private static void Members()
    {
        OwnedMut<Tally> a = Own.Mut(new Tally(), "a");
        for (int i = 0; i < 10; i++)
        {
            using BorrowedMut<Tally> writer = a.BorrowMut();
            writer.Value.X += 1; // Value is a reference to the place: the member changes where it is
        }
        Owned<Tally> final = a.Freeze("final");
        // final.Value.X += 1;   does not compile
        Refused.By<MovedException>(() => a.BorrowMut().Dispose());
        Console.WriteLine($"Ten times one more: {final.Value.X}");
    }

    private static void Elements()
    {
        OwnedArray<int> squares = OwnedArray.Create<int>(5, "squares");
        for (int i = 0; i < squares.Length; i++)
            squares[i] = i * i;              // each access is checked
        using (BorrowScope scope = BorrowScope.Open())
        {
            foreach (ref int square in scope.BorrowMut(squares))
                square += 1;                 // checked once, where the loop begins
        }
        Console.WriteLine($"By element: {string.Join(", ", squares.ToArray())}");
    }

    private static void NewOwners()
    {
        Owned<int> x = Own.Of(1, "x");
        for (int i = 0; i < 10; i++)
            x = Own.Of(x.Value + 1, "x"); // no variable is changed behind an owner's back: each value has its own owner
        Console.WriteLine($"Owned anew ten times: {x.Value}");

        Owned<List<int>> path = Own.Of(new List<int>(), "path");
        for (int i = 0; i < 3; i++)
        {
            Owned<List<int>> before = path;
            path = Own.Of(Extended(before.TakeOwnership(), i), "path");
            Refused.By<MovedException>(() => Console.WriteLine(before.Value.Count));
        }
        Console.WriteLine($"Moved on in each round: {string.Join(", ", path.Value)}");
    }

    private static void TakingEach()
    {
        OwnedArray<string> words = OwnedArray.Of<string>(["own", "lend", "move"], "words");
        var owners = new List<Owned<string>>();
        foreach (string word in words.Drain()) // the array's owner is dead; each element gets its own
            owners.Add(Own.Of(word, "word"));
        Refused.By<MovedException>(() => Console.WriteLine(words[0]));
        Console.WriteLine($"Each its own: {string.Join(", ", owners.Select(static owner => owner.Value))}");
    }

    private static List<int> Extended(List<int> items, int item)
    {
        items.Add(item);
        return items;
    }

    private struct Tally
    {
        internal int X;
    }
}
