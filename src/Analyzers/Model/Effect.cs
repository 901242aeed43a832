namespace ForkJoin.Analyzers.Model;

/// <summary>What a member of the library does to owners, loans and handles.</summary>
internal enum EffectKind : byte
{
    /// <summary>Nothing that the flow looks at.</summary>
    None,

    /// <summary>Gives a new owner.</summary>
    NewOwner,

    /// <summary>Accesses its owner directly: reads, or writes where it stands as the target of an assignment.</summary>
    Access,

    /// <summary>Reads its owner directly.</summary>
    Read,

    /// <summary>Reads its owner directly and gives a new one.</summary>
    Copy,

    /// <summary>Writes its owner directly.</summary>
    Write,

    /// <summary>Takes everything from its owner, which is dead afterwards.</summary>
    Move,

    /// <summary>The same of an owner whose value stays where it is plain.</summary>
    MoveUnlessPlain,

    /// <summary>Drops its owner.</summary>
    Drop,

    /// <summary>Asks for the state: who asks acts on the answer.</summary>
    Ask,

    /// <summary>Opens a home of loans.</summary>
    OpenHome,

    /// <summary>Ends the loans of the home.</summary>
    EndHome,

    /// <summary>The scope of a section: the same home.</summary>
    SameHome,

    /// <summary>Lends an owner's whole or a range, until the home ends.</summary>
    Lend,

    /// <summary>Lends a region that is not compared with others.</summary>
    LendSomewhere,

    /// <summary>Lends an owner until the guard is disposed.</summary>
    LendGuard,

    /// <summary>The same if nothing is in the way.</summary>
    TryLendGuard,

    /// <summary>Lends a mutex or shared value, when it is awaited, until the lease is disposed.</summary>
    LendLease,

    /// <summary>Lends a mutex to a body that runs at once.</summary>
    LendInPlace,

    /// <summary>Lends several mutexes together, all or none, until their guards are disposed.</summary>
    LendAll,

    /// <summary>Needs its handle alive, and nothing else.</summary>
    NeedAlive,

    /// <summary>Ends a handle to a shared value.</summary>
    DropHandle,

    /// <summary>Lends a handle's part on, until a scope ends.</summary>
    Reborrow,

    /// <summary>Lends a guard on, until the new guard is disposed.</summary>
    ReborrowGuard,

    /// <summary>Lends what a reference means once more.</summary>
    Share,

    /// <summary>Ends what a reference held, then lets it mean another owner.</summary>
    Repoint,

    /// <summary>Ends the loan of a handle.</summary>
    EndLoan,

    /// <summary>Uses a handle.</summary>
    Use,

    /// <summary>Uses a handle and gives a view of its elements: a span or a reference.</summary>
    View,

    /// <summary>Part of a slice: nothing is checked.</summary>
    Part,

    /// <summary>Both parts of a slice, apart.</summary>
    Split,

    /// <summary>Both parts of a tile, one above the other.</summary>
    SplitRows,

    /// <summary>Both parts of a tile, side by side.</summary>
    SplitColumns,

    /// <summary>Uses a tile and gives a row of it.</summary>
    Row,

    /// <summary>The first of both.</summary>
    Left,

    /// <summary>The second of both.</summary>
    Right,

    /// <summary>The parts of a slice, or their enumerator.</summary>
    Chunks,

    /// <summary>The current one of the parts.</summary>
    Current,

    /// <summary>The same elements to read.</summary>
    AsReadOnly,

    /// <summary>Lends its slices to a new fork of the section.</summary>
    Fork,

    /// <summary>Hands its slices to arms, and has them all back when it returns.</summary>
    Join,

    /// <summary>Joins a fork.</summary>
    JoinFork,

    /// <summary>Runs its body at once, with a home that ends with it.</summary>
    Section,

    /// <summary>A loan that is made when its call begins.</summary>
    Argument,

    /// <summary>Makes the loans of its arguments, runs its body at once, ends them.</summary>
    Call,

    /// <summary>Runs its bodies before it returns.</summary>
    InPlace,
}

/// <summary>What a member does, with the run time's words for it.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Writes">Whether it needs, or lends, for writing.</param>
/// <param name="Verb">As in "cannot move data".</param>
/// <param name="Fate">As in "data was moved".</param>
/// <param name="Part">Of several that are held together, the how manieth it is about; 0 where it is about all.</param>
internal sealed record Effect(EffectKind Kind, bool Writes = false, string Verb = "", string Fate = "", int Part = 0)
{
    internal static readonly Effect None = new(EffectKind.None);
}
