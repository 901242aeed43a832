using ForkJoin.Jobs;

namespace ForkJoin.Workers;

/// <summary>What a worker knows of a section that is open on its stack; the innermost first.</summary>
internal abstract class OpenSection
{
    /// <summary>An address in the frame that runs the section: what lies above is older than it. The stack grows downwards.</summary>
    internal nuint Here;

    /// <summary>What could cancel the work around the section.</summary>
    internal CancelScope? OuterCancel;

    /// <summary>The fork that the section's own code is part of; null outside forks.</summary>
    internal Job? OpenedBy;

    /// <summary>How many joins of this worker that had to be seen were open around it.</summary>
    internal int Arms;

    /// <summary>Whether the code around the section had its joins seen.</summary>
    internal bool OuterWatchesArms;

    internal OpenSection? Outer;
}
