namespace ForkJoin.Tests.Models.Sharing;

/// <summary>What one thread can do with shared references: <c>At</c> is the slot of what does it, <c>To</c> of what comes of it, the number a value.</summary>
internal enum SharedVerb
{
    Make,
    Clone,
    Drop,
    Downgrade,
    Upgrade,
    TryRead,
    TryWrite,
    ReadInTime,
    WriteInTime,
    Read,
    Write,
    ReadLease,
    WriteLease,
    CopyReader,
    CopyWriter,
    CopyReadLease,
    CopyWriteLease,
    UseReader,
    UseWriter,
    UseReadLease,
    UseWriteLease,
    EndReader,
    EndWriter,
    EndReadLease,
    EndWriteLease,
}
