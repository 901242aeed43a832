namespace ForkJoin.Tests;

/// <summary>Tests that change or measure something of the whole process. They run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessWide
{
    internal const string Name = "process-wide";
}
