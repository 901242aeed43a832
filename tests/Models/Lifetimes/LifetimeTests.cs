using ForkJoin.Tests.Models.Engine;

namespace ForkJoin.Tests.Models.Lifetimes;

/// <summary>Lifetimes and references do what the rules say, whatever is done with them and wherever they are kept.</summary>
public sealed class LifetimeTests
{
    [Fact]
    public void R18_R44_lifetimes_and_their_references_do_what_the_model_says() => Search.Run(
        Programs.Of<LifetimeVerb>(Weight), count: 1500, size: 50,
        static program => Comparison.Run(program, new LifetimeMachine(), new LifetimeModel()));

    private static int Weight(LifetimeVerb verb) => verb switch
    {
        LifetimeVerb.Borrow or LifetimeVerb.BorrowMut or LifetimeVerb.Repoint or LifetimeVerb.RepointMut => 4,
        LifetimeVerb.Open or LifetimeVerb.MakeOwner or LifetimeVerb.Release or LifetimeVerb.ReleaseMut or LifetimeVerb.Read or LifetimeVerb.Write => 2,
        _ => 1,
    };
}
