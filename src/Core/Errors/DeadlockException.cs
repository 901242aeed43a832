namespace ForkJoin;

/// <summary>
/// A wait was refused because it could never have ended: the thread has what it waits for already, or the threads in its way wait, one
/// for the other, for something that it has itself: a mutex, or a shared value to read or write. Whoever gets it has left the queue and still
/// holds what it held. (The graph of who waits for whom: R. C. Holt, "Some Deadlock Properties of Computer Systems", 1972.)
/// </summary>
/// <example><code>
/// using MutexGuard&lt;int&gt; guard = counter.Lock();
/// try { counter.Lock(); }
/// catch (DeadlockException refused) { Console.WriteLine(refused.Message); }   // names the mutex, and where it was taken
/// </code></example>
public sealed class DeadlockException : BorrowException
{
    internal DeadlockException(string message, string owner, string? ruleId) : base(message, owner, ruleId)
    {
    }
}
