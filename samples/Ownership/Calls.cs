using ForkJoin;

namespace Ownership;

/// <summary>
/// A function that takes a span takes owned, borrowed and plain data alike: slices convert to spans. <see cref="Borrow.Call{TFirst, TResult}"/>
/// lends single values for the time of one call, all or none, beside plain ones; on return every loan is over.
/// </summary>
internal static class Calls
{
    internal static void Run()
    {
        // One signature for plain arrays and for what is lent.
        int[] plain = [1, 2, 3];
        OwnedArray<int> owned = OwnedArray.Of([4, 5, 6], "owned");
        Console.WriteLine($"Plain: {Sum(plain)}");
        using (BorrowScope scope = BorrowScope.Open())
            Console.WriteLine($"Lent to read: {Sum(scope.Borrow(owned, ..2))}");
        Borrow.Call(Borrow.Mut(owned, 2..), static part => Double(part.Span)); // nothing is returned
        Console.WriteLine($"After the loan to write: {owned[2]}");
        OwnedMut<List<int>> list = Own.Mut(new List<int> { 7, 8 }, "list");
        using (Borrowed<List<int>> reader = list.Borrow())
            Console.WriteLine($"A list: {Sum(reader.AsSpan())}");

        // Owned values lent for a call, mixed with plain ones.
        Owned<Settings> settings = Own.Of(new Settings(Enabled: true), "settings");
        OwnedMut<List<int>> data = Own.Mut(new List<int> { 1, 2, 3 }, "data");
        int length = Borrow.Call(
            Borrow.Read(settings), Borrow.Mut(data), Borrow.Plain(-1),
            static (settings, data, otherwise) => Process(in settings.Value, data.Value, otherwise));
        Console.WriteLine($"{length} items, the last one {data.Value[^1]}; {data}");

        // All or none: the same value to read and to write is refused, and then nothing is lent.
        try
        {
            Borrow.Call(Borrow.Read(data), Borrow.Mut(data), static (read, write) => read.Value.Count + write.Value.Count);
        }
        catch (BorrowConflictException)
        {
            Console.WriteLine($"Refused; {data}");
        }
    }

    private static int Sum(ReadOnlySpan<int> items)
    {
        int sum = 0;
        foreach (int item in items)
            sum += item;
        return sum;
    }

    private static void Double(Span<int> items)
    {
        foreach (ref int item in items)
            item *= 2;
    }

    private static int Process(in Settings settings, List<int> items, int otherwise)
    {
        items.Add(settings.Enabled ? 4 : otherwise);
        return items.Count;
    }

    private readonly record struct Settings(bool Enabled);
}
