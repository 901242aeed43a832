using System;

namespace ForkJoin.Jobs;

/// <summary>What the runtime may be unable to give.</summary>
internal enum Resource
{
    /// <summary>Memory for a new job.</summary>
    Job,

    /// <summary>Memory for a list or deque that is full.</summary>
    Room,

    /// <summary>A thread.</summary>
    Thread,
}

/// <summary>
/// Asked before memory or a thread is taken from the runtime, on paths that steady state never sees. Says nothing in an
/// application; a test lets things run out here, to see that nothing is left half done.
/// </summary>
internal static class Scarcity
{
    /// <summary>Throws what the runtime would throw. Set by tests alone.</summary>
    internal static Action<Resource>? Refusal { get; set; }

    internal static void Ask(Resource what) => Refusal?.Invoke(what);
}
