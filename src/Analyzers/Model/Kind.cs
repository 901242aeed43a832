namespace ForkJoin.Analyzers.Model;

/// <summary>The types of the library whose values the flow follows. Those of one shape in several forms are one kind.</summary>
internal enum Kind : byte
{
    /// <summary>None of the library's.</summary>
    None,

    /// <summary><c>OwnedArray&lt;T&gt;</c>.</summary>
    OwnedArray,

    /// <summary><c>Owned&lt;T&gt;</c>: moving it out may leave a plain value behind.</summary>
    Owned,

    /// <summary><c>OwnedMut&lt;T&gt;</c>.</summary>
    OwnedMut,

    /// <summary><c>Mutex&lt;T&gt;</c>: lent by guards, one at a time.</summary>
    Mutex,

    /// <summary><c>SharedRef&lt;T&gt;</c>: a handle to a value that is lent by guards.</summary>
    Shared,

    /// <summary><c>Slice&lt;T&gt;</c>.</summary>
    Slice,

    /// <summary><c>SliceMut&lt;T&gt;</c>.</summary>
    SliceMut,

    /// <summary><c>Tile&lt;T&gt;</c>: a rectangle.</summary>
    Tile,

    /// <summary><c>TileMut&lt;T&gt;</c>, likewise.</summary>
    TileMut,

    /// <summary>Both halves of a slice.</summary>
    Pair,

    /// <summary>The parts of a slice, one after the other.</summary>
    Chunks,

    /// <summary><c>Borrowed&lt;T&gt;</c>.</summary>
    Guard,

    /// <summary><c>BorrowedMut&lt;T&gt;</c>.</summary>
    GuardMut,

    /// <summary>A guard of a mutex or shared reference that belongs to no thread, to read.</summary>
    Lease,

    /// <summary>The same to write.</summary>
    LeaseMut,

    /// <summary><c>BorrowScope</c>.</summary>
    Scope,

    /// <summary><c>ForkJoinSection</c>.</summary>
    Section,

    /// <summary><c>Lifetime</c>.</summary>
    Lifetime,

    /// <summary><c>Ref&lt;T&gt;</c>.</summary>
    Ref,

    /// <summary><c>RefMut&lt;T&gt;</c>.</summary>
    RefMut,

    /// <summary><c>BorrowArgument&lt;T&gt;</c>: a loan that is made when its call begins.</summary>
    Argument,

    /// <summary><c>Forked&lt;T&gt;</c>.</summary>
    Forked,

    /// <summary><c>Span&lt;T&gt;</c> and <c>ReadOnlySpan&lt;T&gt;</c> of the BCL: views.</summary>
    Span,

    /// <summary>A class of static members, or of extensions.</summary>
    Statics,
}

internal static class Kinds
{
    internal static bool IsOwner(this Kind kind) => kind is Kind.OwnedArray or Kind.Owned or Kind.OwnedMut;

    /// <summary>What waits where an owner refuses.</summary>
    internal static bool IsLock(this Kind kind) => kind is Kind.Mutex or Kind.Shared;

    /// <summary>What may be handed to a fork as a slice: <c>ILent</c>.</summary>
    internal static bool IsLent(this Kind kind) => kind is Kind.Slice or Kind.SliceMut or Kind.Tile or Kind.TileMut;

    /// <summary>What a loan is used through.</summary>
    internal static bool IsHandle(this Kind kind) => kind.IsLent() || kind is Kind.Guard or Kind.GuardMut or Kind.Lease or Kind.LeaseMut or Kind.Ref or Kind.RefMut;

    internal static bool Writes(this Kind kind) => kind is Kind.SliceMut or Kind.TileMut or Kind.GuardMut or Kind.LeaseMut or Kind.RefMut;

    /// <summary>The handle as the run time's messages name it.</summary>
    internal static string Name(this Kind kind) => kind switch
    {
        Kind.Guard or Kind.GuardMut => "a guard",
        Kind.Lease or Kind.LeaseMut => "a lease",
        Kind.Ref or Kind.RefMut => "a reference",
        Kind.Tile or Kind.TileMut => "a tile",
        Kind.Span => "a span",
        _ => "a slice",
    };
}
