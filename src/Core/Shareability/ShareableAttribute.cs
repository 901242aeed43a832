using System;

namespace ForkJoin;

/// <summary>
/// Says of a type: several threads may use a value of it at once, since it does not change or sees to it itself. The word of whoever wrote
/// the type; nobody checks it. Not inherited: a derived type may have more to it. A class whose fields are all readonly and shareable is so without a word.
/// </summary>
/// <example><code>
/// [Shareable]
/// sealed class Counter
/// {
///     private int _count;
///     public int Next() => Interlocked.Increment(ref _count);
/// }
/// </code></example>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Delegate, Inherited = false)]
public sealed class ShareableAttribute : Attribute
{
    /// <summary>
    /// What each type argument of a generic type must be for this to hold; with a lesser one the type is what the argument is.
    /// <see cref="ShareKind.Unknown"/> where the arguments do not matter.
    /// </summary>
    public ShareKind Arguments { get; init; } = ShareKind.Sendable;
}
