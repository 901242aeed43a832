namespace WordRank.Counting;

/// <summary>
/// The tables of one count. Whoever counts a piece of text takes a table off the shelf and puts it back afterwards, so there are
/// as many tables as pieces were ever counted at the same time, and not one for each piece. Safe to use from any thread.
/// </summary>
internal sealed class TableShelf
{
    private readonly Lock _gate = new();
    private readonly Stack<WordTable> _tables = [];

    /// <summary>A table that nobody else uses: the one put back last, which is the one a cache is most likely to hold.</summary>
    internal WordTable Take()
    {
        lock (_gate)
        {
            if (_tables.TryPop(out WordTable? table))
                return table;
        }
        return WordTable.Rent();
    }

    /// <summary>Puts a table back; whoever does must not use it any more.</summary>
    internal void PutBack(WordTable table)
    {
        lock (_gate)
            _tables.Push(table);
    }

    /// <summary>All tables, when nobody counts any more. The shelf is empty afterwards.</summary>
    internal WordTable[] TakeAll()
    {
        lock (_gate)
        {
            WordTable[] all = [.. _tables];
            _tables.Clear();
            return all;
        }
    }
}
