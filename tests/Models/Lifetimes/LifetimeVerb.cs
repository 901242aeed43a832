namespace ForkJoin.Tests.Models.Lifetimes;

/// <summary>
/// What can be done with lifetimes and their references: <c>At</c> is the slot of an owner or a reference, <c>To</c> of the reference that
/// comes of it. The number is a value, or its remainder the slot of the lifetime. References stand in lists, as a program would keep them.
/// </summary>
internal enum LifetimeVerb
{
    MakeOwner,
    ReadOwner,
    WriteOwner,
    MoveOwner,
    DropOwner,
    SpoilOwner,
    Open,
    End,
    Copy,
    Borrow,
    BorrowFrozen,
    BorrowMut,
    Repoint,
    RepointMut,
    Share,
    Release,
    ReleaseMut,
    CopyReference,
    CopyReferenceMut,
    Read,
    ReadMut,
    Write,
}
