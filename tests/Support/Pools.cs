namespace ForkJoin.Tests;

/// <summary>The worker counts that every property must hold at: nobody to share with, the fewest that can, odd, many, far more than cores.</summary>
internal static class Pools
{
    internal static readonly int[] Counts = [1, 2, 3, 8, 64];

    internal static readonly int[] CountsThatSteal = [2, 3, 8, 64];

    public static TheoryData<int> All => [.. Counts];

    public static TheoryData<int> ThatSteal => [.. CountsThatSteal];

    /// <summary>Runs a test's body inside a pool of its own, under the watchdog; the pool is disposed afterwards.</summary>
    internal static void Within(int workers, Action body, [System.Runtime.CompilerServices.CallerMemberName] string test = "") =>
        With(workers, pool => pool.Run(body), test);

    /// <summary>Hands a pool of its own to a test's body, under the watchdog; the pool is disposed afterwards.</summary>
    internal static void With(int workers, Action<ForkJoinPool> body, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        var pool = new ForkJoinPool(workers);
        Watchdog.Run(pool, () => body(pool), test);
        Watchdog.Run(pool: null, pool.Dispose, test);
    }
}
