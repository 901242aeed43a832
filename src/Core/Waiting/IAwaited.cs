using System.Collections.Generic;
using ForkJoin.Tracing;

namespace ForkJoin.Waiting;

/// <summary>What threads wait for, as the search for rings sees it.</summary>
internal interface IAwaited
{
    string Name { get; }

    /// <summary>What is waited for, as a word: to lock it, to read it, to write it.</summary>
    string Verb(LoanKind wanted);

    /// <summary>
    /// Adds the threads that a thread waits for which waits for this: each of them must let go, by itself, before the wait can end. If it waits
    /// no more, there need be none. Leases are none: they belong to no thread. Takes no gate but its own.
    /// </summary>
    void AddObstacles(WaitingThread waiting, LoanKind wanted, List<Obstacle> to);
}

/// <summary>One wait of a thread.</summary>
/// <param name="Awaited">What is waited for.</param>
/// <param name="Wanted">To read or to write it.</param>
/// <param name="Place">Where it was asked for.</param>
internal readonly record struct Wait(IAwaited Awaited, LoanKind Wanted, SourcePlace Place);

/// <summary>One thread that is in the way of a wait.</summary>
/// <param name="Thread">Who.</param>
/// <param name="How">In words: held by, read by, written by, promised to.</param>
/// <param name="Place">Where it asked for that.</param>
internal readonly record struct Obstacle(WaitingThread Thread, string How, SourcePlace Place);
