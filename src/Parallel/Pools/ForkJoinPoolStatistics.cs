using ForkJoin.Workers;

namespace ForkJoin;

/// <summary>What has happened in a pool since it was made. Joins that nobody stole are not counted: counting would cost more than they do.</summary>
/// <param name="Publications">Halves of joins that were copied to the heap because somebody was hungry.</param>
/// <param name="Steals">Jobs that another worker took than the one that made them.</param>
/// <param name="Sleeping">Threads of the pool asleep at the moment.</param>
/// <example><code>
/// Console.WriteLine(pool.Statistics.Steals);
/// </code></example>
public readonly record struct ForkJoinPoolStatistics(long Publications, long Steals, int Sleeping)
{
    internal static ForkJoinPoolStatistics Of(WorkerSet set)
    {
        long publications = 0, steals = 0;
        foreach (Worker worker in set.All)
        {
            publications += worker.Publications;
            steals += worker.Steals;
        }
        return new ForkJoinPoolStatistics(publications, steals, set.Idle.Read().Sleeping);
    }
}
