using ForkJoin;

namespace WordRank;

/// <summary>The race that this library is there to prevent, tried on purpose.</summary>
internal static class Refusal
{
    /// <summary>Lends the first half of an array to one fork, then tries to lend a part that reaches into it to another.</summary>
    /// <returns>What the library says to that.</returns>
    internal static string Message()
    {
        OwnedArray<int> numbers = OwnedArray.Create<int>(1000, nameof(numbers));
        try
        {
            Fork.Section(section =>
            {
                section.Fork(section.BorrowMut(numbers, ..500), static half => half.Span.Fill(1));
                section.Fork(section.BorrowMut(numbers, 400..), static rest => rest.Span.Fill(2));
            });
            return "The conflicting borrow was not refused: the checks are switched off (ForkJoin.BorrowChecking).";
        }
        catch (BorrowConflictException refused)
        {
            return refused.Message;
        }
    }
}
