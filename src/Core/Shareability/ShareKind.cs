namespace ForkJoin;

/// <summary>What threads may do with the values of a type. Each from <see cref="Sendable"/> on includes those before it.</summary>
/// <example><code>
/// Console.WriteLine(Shareability.Of&lt;List&lt;int&gt;&gt;().Kind);   // Readable
/// </code></example>
public enum ShareKind
{
    /// <summary>Nobody has said, and it cannot be inferred: whatever the code does that uses it is the code's own business.</summary>
    Unknown,

    /// <summary>It belongs to one thread, or to code that no other thread takes part in: neither handed over nor shared.</summary>
    NotShareable,

    /// <summary>It may be handed to another thread, and is used by one at a time; even reading it changes it. (Rust's <c>Send</c>.)</summary>
    Sendable,

    /// <summary>It may be handed over, and several threads may read it at once as long as nobody changes it.</summary>
    Readable,

    /// <summary>Several threads may use it at once: it does not change, or it sees to it itself. (Rust's <c>Sync</c>.)</summary>
    Shareable,
}
