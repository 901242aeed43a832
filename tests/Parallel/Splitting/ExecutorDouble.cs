using ForkJoin.Jobs;

namespace ForkJoin.Tests.Splitting;

/// <summary>A worker of a crew that does what the test says, and notes what it is asked for. What it joins, it runs itself.</summary>
internal sealed unsafe class ExecutorDouble : Executor
{
    private readonly int _crew;

    /// <summary>Nobody is hungry.</summary>
    internal ExecutorDouble(int crew)
    {
        _crew = crew;
        Guard = 0;
    }

    /// <summary>Whether anybody is idle.</summary>
    internal bool IsAnyoneIdle { get; set; }

    /// <summary>Whether anybody is awake and looks for work.</summary>
    internal bool IsAnyoneAwake { get; set; }

    /// <summary>How often it was told that what it is at is long.</summary>
    internal int ToldLong { get; private set; }

    /// <summary>How often it was asked to share with all who are idle.</summary>
    internal int AskedForMore { get; private set; }

    /// <summary>How often it was asked to share at its next join, and agreed.</summary>
    internal int SharesNext { get; private set; }

    internal override int Crew => _crew;

    internal override bool SomeoneSearches => IsAnyoneAwake;

    internal override void BeginRoot() => throw new NotSupportedException();

    internal override void AskForMore() => AskedForMore++;

    internal override void FoundLong() => ToldLong++;

    internal override bool ShareNext()
    {
        if (IsAnyoneIdle)
            SharesNext++;
        return IsAnyoneIdle;
    }

    internal override bool Poll(PrivateFrame* newest) => throw new NotSupportedException();

    internal override Job Unpublish(PrivateFrame* frame) => throw new NotSupportedException();

    internal override bool TakeBackOrWait(Job job) => throw new NotSupportedException();

    internal override bool IsStackLow(nuint here) => throw new NotSupportedException();

    internal override void RunOnFreshStack(Job job) => throw new NotSupportedException();
}
