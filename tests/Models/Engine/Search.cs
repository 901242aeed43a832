using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace ForkJoin.Tests.Models.Engine;

/// <summary>
/// Looks for an example for which a property does not hold, and makes it as small as it can. Each run begins with another seed, or with
/// FORKJOIN_SEED, which makes a failure happen again: its message names the seed. FORKJOIN_SOAK multiplies the examples.
/// </summary>
internal static class Search
{
    internal static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("FORKJOIN_SEED"), CultureInfo.InvariantCulture, out int seed) ? seed : Environment.TickCount & 0xfffffff;

    /// <summary>So many examples, the last of them of the size given.</summary>
    /// <exception cref="FalsifiedException">One does not hold.</exception>
    internal static void Run<T>(Arbitrary<T> examples, int count, int size, Action<T> holds) => Run(examples, count, size, holds, Seed);

    internal static void Run<T>(Arbitrary<T> examples, int count, int size, Action<T> holds, int seed)
    {
        Config config = Config.QuickThrowOnFailure
            .WithMaxTest(count * Soak.Factor)
            .WithStartSize(1)
            .WithEndSize(size)
            .WithReplay(new Replay(new Rnd((ulong)seed), null));
        // The smallest example that failed is the last one: candidates that hold leave it as it is.
        Exception? last = null;
        T smallest = default!;
        try
        {
            Check.One(config, Prop.ForAll(examples, example =>
            {
                try
                {
                    holds(example);
                }
                catch (Exception error)
                {
                    last = error;
                    smallest = example;
                    throw;
                }
            }));
        }
        catch (Exception) when (last is not null)
        {
            throw new FalsifiedException(FormattableString.Invariant($"FORKJOIN_SEED={seed} finds it again. The smallest example: {smallest}"), last);
        }
    }
}

/// <summary>An example for which a property does not hold.</summary>
internal sealed class FalsifiedException(string message, Exception cause) : Exception(message, cause);
