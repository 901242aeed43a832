namespace ForkJoin.Analyzers.Model;

/// <summary>What threads may do with the values of a type: the library's enumeration of the same name, number for number.</summary>
internal enum ShareKind
{
    /// <summary>Nobody has said, and it cannot be inferred.</summary>
    Unknown,

    /// <summary>It belongs to one thread: neither handed over nor shared.</summary>
    NotShareable,

    /// <summary>It may be handed over, and is used by one thread at a time; even reading changes it.</summary>
    Sendable,

    /// <summary>It may be handed over, and read by several threads while nobody changes it.</summary>
    Readable,

    /// <summary>Several threads may use it at once.</summary>
    Shareable,
}
