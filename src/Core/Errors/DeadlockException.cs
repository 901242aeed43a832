namespace ForkJoin;

/// <summary>
/// A wait was refused because it could never have ended: the thread holds the mutex already, or the threads in front of it wait, one
/// for the other, for something that it holds itself. Thrown before anything has changed: whoever gets it still holds what it held.
/// </summary>
/// <example><code>
/// using MutexGuard&lt;int&gt; guard = counter.Lock();
/// try { counter.Lock(); }
/// catch (DeadlockException refused) { Console.WriteLine(refused.Message); }   // names the mutex, and where it was taken
/// </code></example>
public sealed class DeadlockException : BorrowException
{
    internal DeadlockException(string message, string owner) : base(message, owner)
    {
    }
}
