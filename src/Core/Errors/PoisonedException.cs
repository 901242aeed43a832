using System;

namespace ForkJoin;

/// <summary>
/// A value was to be used that may be half changed: the holder of a mutex failed in the middle or said so by <c>Poison</c>, or code that had
/// taken the value out of its place threw before it had put another one in. Whoever puts a whole value in makes it usable again. The idea is
/// that of Rust's <c>std::sync::PoisonError</c>.
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
        : base(message, owner, ruleId: null, cause) => PoisonedAt = poisonedAt;

    /// <summary>File and line of the call that held the mutex, or had the value out of its place, when it failed.</summary>
    public string PoisonedAt { get; }
}
