using System;
using System.Threading;

namespace ForkJoin;

/// <summary>Counts what is refused, by the exception that says so. A refusal takes microseconds: one shared counter for each kind does no harm.</summary>
internal static class Refusals
{
    private static readonly string[] s_kinds =
    [
        nameof(BorrowConflictException), nameof(MovedException), nameof(LifetimeExpiredException), nameof(WrongThreadException),
        nameof(PoisonedException), nameof(DeadlockException), nameof(NotShareableException), nameof(BorrowException),
    ];

    private static readonly long[] s_counts = new long[s_kinds.Length];

    /// <summary>Who wants to hear of each, if anybody; installed by a layer above.</summary>
    private static Action<BorrowException>? s_listener;

    internal static ReadOnlySpan<string> Kinds => s_kinds;

    internal static void SetListener(Action<BorrowException> listener) => Volatile.Write(ref s_listener, listener);

    /// <summary>How many so far of the kind with that index in <see cref="Kinds"/>.</summary>
    internal static long Count(int kind) => Volatile.Read(ref s_counts[kind]);

    /// <summary>The index of an exception's kind; the last one is that of whatever has no place of its own.</summary>
    internal static int KindOf(BorrowException refused) => refused switch
    {
        BorrowConflictException => 0,
        MovedException => 1,
        LifetimeExpiredException => 2,
        WrongThreadException => 3,
        PoisonedException => 4,
        DeadlockException => 5,
        NotShareableException => 6,
        _ => s_kinds.Length - 1,
    };

    /// <summary>By the constructor of every refusal: none can be forgotten.</summary>
    internal static void Note(BorrowException refused)
    {
        Interlocked.Increment(ref s_counts[KindOf(refused)]);
        Volatile.Read(ref s_listener)?.Invoke(refused);
    }
}
