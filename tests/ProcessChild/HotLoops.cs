using System.Runtime.CompilerServices;

namespace ForkJoin.Tests.ProcessChild;

/// <summary>Loops in pairs: over what is lent, and over the same without the library. The test compares their machine code.</summary>
internal static class HotLoops
{
    /// <summary>Runs each loop once; they are compiled for good at the first call, where the switch is known already.</summary>
    internal static string[] All()
    {
        int[] raw = [.. Enumerable.Range(0, 100)];
        var box = new Box { Value = 7 };
        OwnedArray<int> data = OwnedArray.Of((int[])raw.Clone());
        OwnedMut<int> value = Own.Mut(7);
        _ = BorrowChecking.Enabled; // read before the loops are compiled
        using BorrowScope scope = BorrowScope.Open();
        using Borrowed<int> guard = value.Borrow();
        long lent = SumOfLentSlice(scope.Borrow(data)), plain = SumOfPlainSpan(raw);
        lent += SumOfLentValue(guard, raw.Length);
        plain += SumOfPlainField(box, raw.Length);
        if (lent != plain)
            throw new InvalidOperationException($"{lent} through the library, {plain} without.");
        return ["the same sums"];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long SumOfPlainSpan(ReadOnlySpan<int> items)
    {
        long sum = 0;
        foreach (int item in items)
            sum += item;
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long SumOfLentSlice(Slice<int> slice)
    {
        long sum = 0;
        foreach (int item in slice.Span)
            sum += item;
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long SumOfPlainField(Box box, int times)
    {
        long sum = 0;
        for (int i = 0; i < times; i++)
            sum += box.Value;
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long SumOfLentValue(Borrowed<int> guard, int times)
    {
        long sum = 0;
        for (int i = 0; i < times; i++)
            sum += guard.Value;
        return sum;
    }

    private sealed class Box
    {
        internal int Value;
    }
}
