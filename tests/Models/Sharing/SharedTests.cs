using ForkJoin.Tests.Models.Engine;

namespace ForkJoin.Tests.Models.Sharing;

/// <summary>Shared references do what the rules say, whatever one thread does with them; for several see <see cref="SharedHistoryTests"/>.</summary>
public sealed class SharedTests
{
    [Fact]
    public void R19_R30_R32_R33_shared_references_do_what_the_model_says() => Search.Run(
        Programs.Of<SharedVerb>(Weight), count: 1500, size: 50,
        static program => Comparison.Run(program, new SharedMachine(), new SharedModel()));

    private static int Weight(SharedVerb verb) => verb switch
    {
        SharedVerb.EndReader or SharedVerb.EndWriter or SharedVerb.EndReadLease or SharedVerb.EndWriteLease => 4,
        SharedVerb.TryRead or SharedVerb.TryWrite or SharedVerb.UseReader or SharedVerb.UseWriter or SharedVerb.Drop => 3,
        SharedVerb.Make or SharedVerb.Clone or SharedVerb.Upgrade or SharedVerb.Downgrade => 2,
        _ => 1,
    };
}
