using System;
using System.Diagnostics.CodeAnalysis;
using ForkJoin.Tracing;
using ForkJoin.Waiting;

namespace ForkJoin.Sharing;

/// <summary>The refusals of shared references, out of line.</summary>
internal static class SharedThrow
{
    /// <summary>A handle that was disposed.</summary>
    [DoesNotReturn]
    internal static void HandleGone(string name, string verb) => throw new MovedException(
        $"Cannot {verb} {name} at {SourcePlace.OfCaller()}: this handle to it was disposed. Each holder keeps a handle of its own: Clone it " +
        "for whoever still needs it, and dispose each handle once, at its end.", name);

    /// <summary>A guard or lease whose generation is over, or that never came from a cell.</summary>
    [DoesNotReturn]
    internal static void GrantOver(string? name, LoanKind kind, string word) => throw new LifetimeExpiredException(
        $"A {(kind == LoanKind.Write ? "write" : "read")} {word} of {name ?? "nothing"} was used at {SourcePlace.OfCaller()} after it had been " +
        $"disposed, it or a copy of it. Ask for a new {word} by {(kind == LoanKind.Write ? "Write" : "Read")}.", name ?? "nothing");

    /// <summary>A wait that the waiting thread itself would have to end.</summary>
    [DoesNotReturn]
    internal static void WaitsForItself(string name, LoanKind wanted, SourcePlace at, LoanKind own, SourcePlace since) => WaitThrow.ForItself(
        Verb(wanted), name, $"this thread {Verb(own)}s it already, asked for at {since}", at,
        own == LoanKind.Write
            ? "Use the write guard that the thread has: it reads as well."
            : "Dispose the read guard first and look at the value again once it may be written, or ask for Write from the start.");

    internal static string Verb(LoanKind kind) => kind == LoanKind.Write ? "write" : "read";

    [DoesNotReturn]
    internal static void TimeOut(TimeSpan timeout) => throw new ArgumentOutOfRangeException(
        nameof(timeout), timeout, "A time-out must be Timeout.InfiniteTimeSpan, or from zero to 24 days.");

    internal static LoanDescription Describe(string name, LoanKind kind, int holder, string? file, int line) => new(
        name, kind, string.Empty,
        holder < 0 ? $"a lease that {WaitingThread.Describe(-holder)} asked for" : WaitingThread.Describe(holder),
        new SourcePlace(file, line).ToString());
}
