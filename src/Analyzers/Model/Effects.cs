using System.Collections.Generic;
using static ForkJoin.Analyzers.Model.EffectKind;

namespace ForkJoin.Analyzers.Model;

/// <summary>
/// What every member of the library does that the flow has to know, by name. A test holds each name against the built assemblies.
/// What is missing here does nothing.
/// </summary>
internal static class Effects
{
    /// <summary>The types by their metadata names. A null kind never occurs: what is not here is not the library's.</summary>
    internal static readonly (string Name, Kind Kind)[] Types =
    [
        ("ForkJoin.OwnedArray`1", Kind.OwnedArray), ("ForkJoin.Owned`1", Kind.Owned), ("ForkJoin.OwnedMut`1", Kind.OwnedMut),
        ("ForkJoin.Slice`1", Kind.Slice), ("ForkJoin.SliceMut`1", Kind.SliceMut),
        ("ForkJoin.Tile`1", Kind.Tile), ("ForkJoin.TileMut`1", Kind.TileMut),
        ("ForkJoin.SlicePair`1", Kind.Pair), ("ForkJoin.SliceMutPair`1", Kind.Pair),
        ("ForkJoin.SliceChunks`1", Kind.Chunks), ("ForkJoin.SliceMutChunks`1", Kind.Chunks),
        ("ForkJoin.Borrowed`1", Kind.Guard), ("ForkJoin.BorrowedMut`1", Kind.GuardMut),
        ("ForkJoin.Mutex`1", Kind.Mutex), ("ForkJoin.MutexGuard`1", Kind.GuardMut), ("ForkJoin.MutexLease`1", Kind.LeaseMut),
        ("ForkJoin.MutexGuards`2", Kind.GuardMut), ("ForkJoin.MutexGuards`3", Kind.GuardMut), ("ForkJoin.Mutexes", Kind.Statics),
        ("ForkJoin.SharedRef`1", Kind.Shared), ("ForkJoin.SharedReadGuard`1", Kind.Guard), ("ForkJoin.SharedWriteGuard`1", Kind.GuardMut),
        ("ForkJoin.SharedReadLease`1", Kind.Lease), ("ForkJoin.SharedWriteLease`1", Kind.LeaseMut),
        ("ForkJoin.BorrowScope", Kind.Scope), ("ForkJoin.ForkJoinSection", Kind.Section), ("ForkJoin.Lifetime", Kind.Lifetime),
        ("ForkJoin.Ref`1", Kind.Ref), ("ForkJoin.RefMut`1", Kind.RefMut),
        ("ForkJoin.BorrowArgument`1", Kind.Argument), ("ForkJoin.Forked`1", Kind.Forked),
        ("System.Span`1", Kind.Span), ("System.ReadOnlySpan`1", Kind.Span),
        ("ForkJoin.OwnedArray", Kind.Statics), ("ForkJoin.Own", Kind.Statics), ("ForkJoin.SharedRef", Kind.Statics), ("ForkJoin.OwnerBorrows", Kind.Statics),
        ("ForkJoin.BorrowedSpans", Kind.Statics), ("ForkJoin.TileSpans", Kind.Statics), ("ForkJoin.Borrow", Kind.Statics), ("ForkJoin.Fork", Kind.Statics),
        ("ForkJoin.ForkContextJoins", Kind.Statics), ("ForkJoin.Parallel", Kind.Statics), ("ForkJoin.ForkJoinPool", Kind.Statics),
    ];

    /// <summary>The members, each with the metadata name of its type. Overloads do the same; what they get says how much.</summary>
    internal static readonly (string Type, string Member, Effect Effect)[] Members =
    [
        .. Of("ForkJoin.OwnedArray", new(NewOwner), "Of", "Take", "Create", "Pooled", "Native", "OverNative"),
        .. Of("ForkJoin.Own", new(NewOwner), "Of", "Mut", "Take", "TakeMut"),

        .. Of("ForkJoin.OwnedArray`1", new(Access), "Item"),
        .. Of("ForkJoin.OwnedArray`1", new(Read, Verb: "read"), "CopyTo", "ToArray"),
        .. Of("ForkJoin.OwnedArray`1", new(Copy, Verb: "read"), "Clone"),
        .. Of("ForkJoin.OwnedArray`1", new(Write, Verb: "write"), "CopyFrom"),
        .. Of("ForkJoin.OwnedArray`1", new(Move, Verb: "move", Fate: "moved"), "Move"),
        .. Of("ForkJoin.OwnedArray`1", new(Move, Verb: "take the array from", Fate: "emptied by IntoArray"), "IntoArray"),
        .. Of("ForkJoin.OwnedArray`1", new(Move, Verb: "drain", Fate: "drained"), "Drain"),
        .. Of("ForkJoin.OwnedArray`1", new(Drop, Verb: "drop", Fate: "dropped"), "Dispose"),
        .. Of("ForkJoin.OwnedArray`1", new(Ask), "State"),

        .. Of("ForkJoin.OwnedMut`1", new(Access), "Value"),
        .. Of("ForkJoin.OwnedMut`1", new(Read, Verb: "read"), "Take"),
        .. Of("ForkJoin.OwnedMut`1", new(Copy, Verb: "read"), "Clone"),
        .. Of("ForkJoin.OwnedMut`1", new(Write, Verb: "write"), "Replace"),
        .. Of("ForkJoin.OwnedMut`1", new(Move, Verb: "move", Fate: "moved"), "Move"),
        .. Of("ForkJoin.OwnedMut`1", new(Move, Verb: "freeze", Fate: "frozen"), "Freeze"),
        .. Of("ForkJoin.OwnedMut`1", new(Move, Verb: "take the value from", Fate: "emptied by TakeOwnership"), "TakeOwnership"),
        .. Of("ForkJoin.OwnedMut`1", new(Drop, Verb: "drop", Fate: "dropped"), "Dispose"),
        .. Of("ForkJoin.OwnedMut`1", new(Ask), "State"),

        .. Of("ForkJoin.Owned`1", new(Read, Verb: "read"), "Value", "Take"),
        .. Of("ForkJoin.Owned`1", new(Copy, Verb: "read"), "Clone"),
        .. Of("ForkJoin.Owned`1", new(MoveUnlessPlain, Verb: "move", Fate: "moved"), "Move"),
        .. Of("ForkJoin.Owned`1", new(MoveUnlessPlain, Verb: "thaw", Fate: "thawed"), "Thaw"),
        .. Of("ForkJoin.Owned`1", new(MoveUnlessPlain, Verb: "take the value from", Fate: "emptied by TakeOwnership"), "TakeOwnership"),
        .. Of("ForkJoin.Owned`1", new(Drop, Verb: "drop", Fate: "dropped"), "Dispose"),
        .. Of("ForkJoin.Owned`1", new(Ask), "State"),

        .. Of("ForkJoin.OwnerBorrows", new(LendGuard, Verb: "lend"), "Borrow"),
        .. Of("ForkJoin.OwnerBorrows", new(LendGuard, Writes: true, Verb: "lend"), "BorrowMut"),
        .. Of("ForkJoin.OwnerBorrows", new(TryLendGuard, Verb: "lend"), "TryBorrow"),
        .. Of("ForkJoin.OwnerBorrows", new(TryLendGuard, Writes: true, Verb: "lend"), "TryBorrowMut"),

        .. Of("ForkJoin.Mutex`1", new(LendGuard, Writes: true, Verb: "lock"), "Lock", "LockDespitePoison"),
        .. Of("ForkJoin.Mutex`1", new(TryLendGuard, Writes: true, Verb: "lock"), "TryLock"),
        .. Of("ForkJoin.Mutex`1", new(LendLease, Writes: true, Verb: "lock"), "LockAsync", "LockDespitePoisonAsync"),
        .. Of("ForkJoin.Mutex`1", new(LendInPlace, Writes: true, Verb: "lock"), "Use"),
        .. Of("ForkJoin.Mutex`1", new(Move, Verb: "take the value from", Fate: "emptied by IntoInner"), "IntoInner", "IntoInnerDespitePoison"),
        .. Of("ForkJoin.MutexGuard`1", new(View, Writes: true), "Value"),
        .. Of("ForkJoin.MutexGuard`1", new(Use, Writes: true), "Poison"),
        .. Of("ForkJoin.MutexGuard`1", new(EndLoan), "Dispose"),
        .. Of("ForkJoin.Mutexes", new(LendAll, Writes: true, Verb: "lock"), "LockAll"),
        .. OfGuards("ForkJoin.MutexGuards`2", "First", "Second"),
        .. OfGuards("ForkJoin.MutexGuards`3", "First", "Second", "Third"),
        .. Of("ForkJoin.MutexLease`1", new(View, Writes: true), "Value"),
        .. Of("ForkJoin.MutexLease`1", new(Use, Writes: true), "Poison"),
        .. Of("ForkJoin.MutexLease`1", new(Ask), "IsValid"),
        .. Of("ForkJoin.MutexLease`1", new(EndLoan), "Dispose"),

        .. Of("ForkJoin.SharedRef", new(NewOwner), "Of"),
        .. Of("ForkJoin.SharedRef`1", new(LendGuard, Verb: "read"), "Read"),
        .. Of("ForkJoin.SharedRef`1", new(LendGuard, Writes: true, Verb: "write"), "Write"),
        .. Of("ForkJoin.SharedRef`1", new(TryLendGuard, Verb: "read"), "TryRead"),
        .. Of("ForkJoin.SharedRef`1", new(TryLendGuard, Writes: true, Verb: "write"), "TryWrite"),
        .. Of("ForkJoin.SharedRef`1", new(LendLease, Verb: "read"), "ReadAsync"),
        .. Of("ForkJoin.SharedRef`1", new(LendLease, Writes: true, Verb: "write"), "WriteAsync"),
        .. Of("ForkJoin.SharedRef`1", new(NeedAlive, Verb: "clone"), "Clone"),
        .. Of("ForkJoin.SharedRef`1", new(NeedAlive, Verb: "downgrade"), "Downgrade"),
        .. Of("ForkJoin.SharedRef`1", new(DropHandle, Fate: "disposed"), "Dispose"),
        .. Of("ForkJoin.SharedReadGuard`1", new(View), "Value"),
        .. Of("ForkJoin.SharedReadGuard`1", new(EndLoan), "Dispose"),
        .. Of("ForkJoin.SharedWriteGuard`1", new(View, Writes: true), "Value"),
        .. Of("ForkJoin.SharedWriteGuard`1", new(EndLoan), "Dispose"),
        .. Of("ForkJoin.SharedReadLease`1", new(View), "Value"),
        .. Of("ForkJoin.SharedReadLease`1", new(EndLoan), "Dispose"),
        .. Of("ForkJoin.SharedWriteLease`1", new(View, Writes: true), "Value"),
        .. Of("ForkJoin.SharedWriteLease`1", new(EndLoan), "Dispose"),

        .. Of("ForkJoin.BorrowScope", new(OpenHome), "Open"),
        .. Of("ForkJoin.BorrowScope", new(EndHome), "Dispose"),
        .. Of("ForkJoin.BorrowScope", new(Lend), "Borrow"),
        .. Of("ForkJoin.BorrowScope", new(Lend, Writes: true), "BorrowMut"),
        .. Of("ForkJoin.BorrowScope", new(LendSomewhere), "BorrowTile"),
        .. Of("ForkJoin.BorrowScope", new(LendSomewhere, Writes: true), "BorrowTileMut"),

        .. Of("ForkJoin.ForkJoinSection", new(SameHome), "Scope"),
        .. Of("ForkJoin.ForkJoinSection", new(Lend), "Borrow"),
        .. Of("ForkJoin.ForkJoinSection", new(Lend, Writes: true), "BorrowMut"),
        .. Of("ForkJoin.ForkJoinSection", new(LendSomewhere), "BorrowTile"),
        .. Of("ForkJoin.ForkJoinSection", new(LendSomewhere, Writes: true), "BorrowTileMut"),
        .. Of("ForkJoin.ForkJoinSection", new(EffectKind.Fork), "Fork"),
        .. Of("ForkJoin.Forked`1", new(JoinFork), "Join"),
        .. Of("ForkJoin.Fork", new(Section), "Section"),
        .. Of("ForkJoin.Fork", new(Join), "Join", "JoinSlices", "ForEachChunk"),
        .. Of("ForkJoin.Fork", new(InPlace), "Invoke"),
        .. Of("ForkJoin.ForkContextJoins", new(Join), "Join", "JoinSlices"),
        .. Of("ForkJoin.Parallel", new(InPlace), "For", "ForEach", "Invoke", "ForEachChunk"),
        .. Of("ForkJoin.ForkJoinPool", new(InPlace), "Blocking"),

        .. OfSlice("ForkJoin.Slice`1", writes: false),
        .. OfSlice("ForkJoin.SliceMut`1", writes: true),
        .. Of("ForkJoin.SliceMut`1", new(AsReadOnly), "AsReadOnly"),
        .. Of("ForkJoin.TileMut`1", new(AsReadOnly), "AsReadOnly"),
        .. Of("ForkJoin.Tile`1", new(Row), "Row"),
        .. Of("ForkJoin.TileMut`1", new(Row, Writes: true), "Row"),
        .. Of("ForkJoin.Tile`1", new(SplitRows), "SplitRows"),
        .. Of("ForkJoin.Tile`1", new(SplitColumns), "SplitColumns"),
        .. Of("ForkJoin.TileMut`1", new(SplitRows), "SplitRows"),
        .. Of("ForkJoin.TileMut`1", new(SplitColumns), "SplitColumns"),
        .. Of("ForkJoin.TileSpans", new(View), "AsSpan2D"),
        .. Of("ForkJoin.SlicePair`1", new(Left), "Left"),
        .. Of("ForkJoin.SlicePair`1", new(Right), "Right"),
        .. Of("ForkJoin.SliceMutPair`1", new(Left), "Left"),
        .. Of("ForkJoin.SliceMutPair`1", new(Right), "Right"),
        .. Of("ForkJoin.SliceChunks`1", new(Chunks), "GetEnumerator"),
        .. Of("ForkJoin.SliceMutChunks`1", new(Chunks), "GetEnumerator"),
        .. Of("ForkJoin.SliceChunks`1", new(Current), "Current"),
        .. Of("ForkJoin.SliceMutChunks`1", new(Current), "Current"),

        .. Of("ForkJoin.Borrowed`1", new(View), "Value"),
        .. Of("ForkJoin.Borrowed`1", new(ReborrowGuard), "Reborrow"),
        .. Of("ForkJoin.Borrowed`1", new(EndLoan), "Dispose"),
        .. Of("ForkJoin.BorrowedMut`1", new(View, Writes: true), "Value"),
        .. Of("ForkJoin.BorrowedMut`1", new(Use, Writes: true), "Replace"),
        .. Of("ForkJoin.BorrowedMut`1", new(Use, Writes: true), "Update"),
        .. Of("ForkJoin.BorrowedMut`1", new(ReborrowGuard), "Reborrow"),
        .. Of("ForkJoin.BorrowedMut`1", new(ReborrowGuard, Writes: true), "ReborrowMut"),
        .. Of("ForkJoin.BorrowedMut`1", new(EndLoan), "Dispose"),
        .. Of("ForkJoin.BorrowedSpans", new(View), "AsSpan"),

        .. Of("ForkJoin.Lifetime", new(OpenHome), "Open"),
        .. Of("ForkJoin.Lifetime", new(EndHome), "Dispose"),
        .. Of("ForkJoin.Lifetime", new(Lend), "Borrow"),
        .. Of("ForkJoin.Lifetime", new(Lend, Writes: true), "BorrowMut"),
        .. Of("ForkJoin.Lifetime", new(LendSomewhere), "BorrowEach"),
        .. Of("ForkJoin.Lifetime", new(LendSomewhere, Writes: true), "BorrowEachMut"),
        .. Of("ForkJoin.Lifetime", new(Repoint), "Repoint"),
        .. Of("ForkJoin.Ref`1", new(View), "Value"),
        .. Of("ForkJoin.Ref`1", new(Share), "Share"),
        .. Of("ForkJoin.Ref`1", new(EndLoan), "Release"),
        .. Of("ForkJoin.Ref`1", new(Ask), "IsAlive"),
        .. Of("ForkJoin.RefMut`1", new(View, Writes: true), "Value"),
        .. Of("ForkJoin.RefMut`1", new(EndLoan), "Release"),
        .. Of("ForkJoin.RefMut`1", new(Ask), "IsAlive"),

        .. Of("ForkJoin.Borrow", new(Argument), "Read"),
        .. Of("ForkJoin.Borrow", new(Argument, Writes: true), "Mut"),
        .. Of("ForkJoin.Borrow", new(Call), "Call"),
    ];

    private static (string Type, string Member, Effect Effect)[] OfSlice(string type, bool writes) =>
    [
        .. Of(type, new(View, writes), "Span", "Item", "GetEnumerator", "op_Implicit"),
        .. Of(type, new(Part), "Part"),
        .. Of(type, new(Split), "Split", "SplitAt"),
        .. Of(type, new(Chunks), "Chunks"),
        .. Of(type, new(Reborrow, writes), "Reborrow"),
    ];

    private static IEnumerable<(string Type, string Member, Effect Effect)> OfGuards(string type, params string[] parts)
    {
        for (int i = 0; i < parts.Length; i++)
            yield return (type, parts[i], new(View, Writes: true, Part: i + 1));
        yield return (type, "Dispose", new(EndLoan));
    }

    private static IEnumerable<(string Type, string Member, Effect Effect)> Of(string type, Effect effect, params string[] members)
    {
        foreach (string member in members)
            yield return (type, member, effect);
    }
}
