namespace ForkJoin.Tests.Analyzers.Framework.Trials;

/// <summary>What the run time refused, as it comes out of code that was run.</summary>
internal static class Refusals
{
    /// <summary>Several failures of a section come as one, and those of others may be wrapped.</summary>
    internal static IEnumerable<BorrowException> In(Exception? failure) => failure switch
    {
        BorrowException refused => [refused],
        AggregateException several => several.Flatten().InnerExceptions.SelectMany(In),
        { InnerException: { } inner } => In(inner),
        _ => [],
    };
}
