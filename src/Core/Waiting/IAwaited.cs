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
    /// Adds those threads whom a wait for this waits for: each of them must let go, by itself, before the wait can end. Leases are none:
    /// they belong to no thread. Takes no gate but its own.
    /// </summary>
    void AddObstacles(LoanKind wanted, List<Obstacle> to);

    /// <summary>Whether an obstacle that was added before is one still.</summary>
    bool Stands(in Obstacle obstacle);
}

/// <summary>One thread that is in the way of a wait.</summary>
/// <param name="Thread">Who.</param>
/// <param name="How">In words: held, read, written or promised.</param>
/// <param name="Place">Where it asked for that.</param>
/// <param name="Right">What the generation is one of, if what is awaited has several; or the wait that stands between.</param>
/// <param name="Generation">Of that right: it comes once.</param>
internal readonly record struct Obstacle(WaitingThread Thread, string How, SourcePlace Place, object? Right, long Generation);
