namespace ForkJoin.Tests.Sections;

/// <summary>Code that swallows its cancellation is told again at each further join: nothing new starts (P12).</summary>
public sealed class SwallowedCancellationTests
{
    private const int Joins = 50;

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P12_code_that_swallows_its_cancellation_starts_nothing_all_the_same(int workers) => Pools.Within(workers, static () =>
    {
        using var source = new CancellationTokenSource();
        int ran = 0, refused = 0;
        Fork.Section(
            _ =>
            {
                source.Cancel();
                for (int i = 0; i < Joins; i++)
                {
                    try
                    {
                        Fork.Join(() => { Interlocked.Increment(ref ran); }, () => { Interlocked.Increment(ref ran); });
                    }
                    catch (OperationCanceledException cancelled) when (cancelled.CancellationToken == source.Token)
                    {
                        refused++;
                    }
                }
            },
            source.Token);
        Assert.Equal(0, ran);
        Assert.Equal(Joins, refused);
    });
}
