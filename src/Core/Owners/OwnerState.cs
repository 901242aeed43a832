namespace ForkJoin;

/// <summary>What an owner can do at the moment.</summary>
/// <example><code>
/// if (data.State == OwnerState.Free) data[0] = 1;
/// </code></example>
public enum OwnerState
{
    /// <summary>Nothing is lent: the owner may be read, written, moved, lent and dropped.</summary>
    Free,

    /// <summary>Lent for reading only: the owner may be read and lent for reading.</summary>
    LentForReading,

    /// <summary>Some of it is lent for writing: the owner itself may be neither read nor written; regions beside may be lent.</summary>
    LentForWriting,

    /// <summary>Moved away or dropped: nothing may be done with it any more.</summary>
    Gone,
}
