using ForkJoin;
using WordRank.Counting;

namespace WordRank.Rankers;

/// <summary>
/// The program this sample is about: count by halves, merge by halves, sort by halves. What each half may read and write is what
/// it was lent, so the text and the ranking need no lock, and there is no list of chunks to keep.
/// </summary>
/// <typeparam name="TJoin">How halves are joined.</typeparam>
internal static class ForkJoinRanker<TJoin>
    where TJoin : struct, IJoinWay
{
    /// <summary>Ranks the words of a text.</summary>
    internal static Ranking Rank(OwnedArray<byte> text)
    {
        using WordTable table = CountAll(text);
        byte[] rests = table.RestsToArray();
        OwnedArray<WordCount> words = OwnedArray.Of(table.ToWords(), nameof(words));
        using (BorrowScope scope = BorrowScope.Open())
            Sort(scope.BorrowMut(words), new RankOrder(rests));
        return new Ranking(words.IntoArray(), rests);
    }

    private static WordTable CountAll(OwnedArray<byte> text)
    {
        using BorrowScope scope = BorrowScope.Open();
        var shelf = new TableShelf();
        Count(scope.Borrow(text), shelf);
        OwnedArray<WordTable> tables = OwnedArray.Of(shelf.TakeAll());
        return Merge(scope.Borrow(tables));
    }

    private static void Count(Slice<byte> text, TableShelf shelf)
    {
        int middle = text.Length <= Grain.TextBytes ? 0 : Words.Boundary(text.Span, text.Length / 2);
        if (middle == 0 || middle == text.Length)
        {
            WordTable table = shelf.Take();
            Words.CountInto(table, text.Span);
            shelf.PutBack(table);
            return;
        }
        var (left, right) = text.SplitAt(middle);
        TJoin.Join(left, right, shelf, static (half, shelf) => Count(half, shelf));
    }

    private static WordTable Merge(Slice<WordTable> tables)
    {
        if (tables.Length == 1)
            return tables[0];
        var (left, right) = tables.Split();
        var (leftTable, rightTable) = TJoin.Join(left, right, static half => Merge(half));
        return WordTable.Merge(leftTable, rightTable);
    }

    private static void Sort(SliceMut<WordCount> words, RankOrder order)
    {
        if (words.Length <= Grain.SortedWords)
        {
            words.Span.Sort(order);
            return;
        }
        int pivot = order.Partition(words.Span);
        var (before, after) = words.SplitAt(pivot);
        TJoin.Join(before, after[1..], order, static (half, order) => Sort(half, order));
    }
}
