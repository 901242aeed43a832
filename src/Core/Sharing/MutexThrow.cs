using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using ForkJoin.Tracing;
using ForkJoin.Waiting;

namespace ForkJoin.Sharing;

/// <summary>Why a mutex is poisoned: what its holder failed with, if that is known, and where it had taken the mutex.</summary>
internal sealed record MutexPoison(Exception? Cause, SourcePlace Place);

/// <summary>What mutexes refuse, out of line.</summary>
internal static class MutexThrow
{
    [DoesNotReturn]
    internal static void Poisoned(string name, MutexPoison poison) => throw new PoisonedException(
        PoisonedMessage(name, poison), name, poison.Place.ToString(), poison.Cause);

    internal static PoisonedException MakePoisoned(string name, MutexPoison poison) =>
        new(PoisonedMessage(name, poison), name, poison.Place.ToString(), poison.Cause);

    [DoesNotReturn]
    internal static void HeldAlready(string name, string takenAt, SourcePlace at) => WaitThrow.ForItself(
        "lock", name, $"this thread holds it already, {takenAt}", at, "Dispose the guard first, or hand it on to the code that needs it.");

    [DoesNotReturn]
    internal static void TimedOut(string name, TimeSpan timeout, string holder, SourcePlace at) => throw new TimeoutException(
        $"Could not lock {name} at {at} within {timeout.TotalMilliseconds} ms: it is {holder}. Hold it for a shorter time, or wait longer.");

    [DoesNotReturn]
    internal static void Gone(string name, string fate, SourcePlace at) => throw new MovedException(GoneMessage(name, fate, at), name);

    internal static MovedException MakeGone(string name, string fate, SourcePlace at) =>
        new(GoneMessage(name, fate, at), name);

    [DoesNotReturn]
    internal static void HeldElsewhere(string name, string holder, string takenAt, SourcePlace at) => throw new BorrowConflictException(
        $"Borrow conflict at {at}: cannot take the value out of {name}, because it is locked by {holder} {takenAt}. Take it when the guard has been disposed.",
        name, LoanKind.Write, new LoanDescription(name, LoanKind.Write, string.Empty, holder, takenAt), at.ToString(), RuleIds.OwnerChangedWhileLent);

    [DoesNotReturn]
    internal static void Expired(string name) => throw new LifetimeExpiredException(
        $"A guard of {name} was used at {SourcePlace.OfCaller()} after it, or a copy of it, had been disposed. Lock again.", name);

    [DoesNotReturn]
    internal static void SameTwice(string parameter, string name) => throw new ArgumentException(
        $"{name} is named twice. Each of the mutexes that are locked together must be another one.", parameter);

    internal static void IfBad(TimeSpan timeout)
    {
        if (timeout != Timeout.InfiniteTimeSpan && (timeout < TimeSpan.Zero || timeout.TotalMilliseconds > int.MaxValue))
            BadTimeout(timeout);
    }

    [DoesNotReturn]
    private static void BadTimeout(TimeSpan timeout) => throw new ArgumentOutOfRangeException(
        nameof(timeout), timeout, "The time-out must lie between 0 and 2^31 - 1 milliseconds, or be Timeout.InfiniteTimeSpan.");

    private static string GoneMessage(string name, string fate, SourcePlace at) =>
        $"Cannot lock {name} at {at}: it {fate}. Use the value where it is now, or a mutex made around it anew.";

    private static string PoisonedMessage(string name, MutexPoison poison) =>
        $"{name} is poisoned: the code that locked it at {poison.Place} " +
        (poison.Cause is null ? "said that it leaves it half changed. " : $"failed ({poison.Cause.GetType().Name}) and may have left it half changed. ") +
        "Repair the value under LockDespitePoison and call ClearPoison, or stop using it.";
}
