using System;

namespace ForkJoin;

/// <summary>
/// A mutex was to be locked whose value may be half changed: an earlier holder failed in the middle, or said so by <c>Poison</c>.
/// <see cref="Exception.InnerException"/> is what that holder failed with. The idea is that of Rust's <c>std::sync::PoisonError</c>.
/// </summary>
/// <example><code>
/// try { accounts.Lock().Dispose(); }
/// catch (PoisonedException broken)
/// {
///     Console.WriteLine($"{broken.Owner} was left half changed at {broken.PoisonedAt}: {broken.InnerException?.Message}");
/// }
/// </code></example>
public sealed class PoisonedException : BorrowException
{
    internal PoisonedException(string message, string owner, string poisonedAt, Exception? cause)
        : base(message, owner, cause) => PoisonedAt = poisonedAt;

    /// <summary>File and line of the call that held the mutex when it was poisoned.</summary>
    public string PoisonedAt { get; }
}
