using System;

namespace ForkJoin;

/// <summary>
/// Says of a type: its values may be handed to another thread, as long as one thread at a time uses them. The word of whoever wrote the
/// type; nobody checks it. Not inherited: a derived type may have more to it.
/// </summary>
/// <example><code>
/// [Sendable]
/// sealed class Parser { public void Parse() { /* … */ } }           // one for each fork, handed over as its state
/// section.Fork(new Parser(), static parser => parser.Parse());
/// </code></example>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Delegate, Inherited = false)]
public sealed class SendableAttribute : Attribute
{
    /// <summary>Whether several threads may read a value at once while nobody changes it. False unless set.</summary>
    public bool Readable { get; init; }

    /// <summary>
    /// What each type argument of a generic type must be for this to hold; with a lesser one the type is what the argument is.
    /// <see cref="ShareKind.Unknown"/> where the arguments do not matter.
    /// </summary>
    public ShareKind Arguments { get; init; } = ShareKind.Sendable;
}
