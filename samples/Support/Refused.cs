namespace ForkJoin.Samples;

/// <summary>What a sample tries on purpose, and what the library says to it.</summary>
internal static class Refused
{
    /// <summary>Runs what must be refused, and prints the refusal.</summary>
    /// <exception cref="InvalidOperationException">It was not refused: the checks are off, or the sample is wrong.</exception>
    internal static void By<TException>(Action attempt)
        where TException : BorrowException
    {
        try
        {
            attempt();
        }
        catch (TException refusal)
        {
            Print(refusal);
            return;
        }
        throw new InvalidOperationException($"A {typeof(TException).Name} was to be thrown, and nothing was.");
    }

    internal static void Print(BorrowException refusal) => Console.WriteLine($"{refusal.GetType().Name}: {refusal.Message}");
}
