using ForkJoin.Tests.Models.Engine;

namespace ForkJoin.Tests.Models.Owners;

/// <summary>Owners of single values, and their guards, do what the rules say, whatever is done with them.</summary>
public sealed class ValueTests
{
    [Fact]
    public void R01_R09_R12_R19_owners_of_objects_do_what_the_model_says() => Check<Box, BoxValues>();

    [Fact]
    public void R14_owners_of_plain_values_do_what_the_model_says() => Check<int, PlainValues>();

    private static void Check<T, TValues>()
        where TValues : IValues<T> => Search.Run(
        Programs.Of<ValueVerb>(Weight), count: 1000, size: 50,
        static program => Comparison.Run(program, new ValueMachine<T, TValues>(), new ValueModel(TValues.IsPlain)));

    /// <summary>Guards come and go more often than owners.</summary>
    private static int Weight(ValueVerb verb) => verb switch
    {
        ValueVerb.Borrow or ValueVerb.BorrowMut or ValueVerb.ReborrowMut or ValueVerb.ReborrowWriter => 4,
        ValueVerb.EndReader or ValueVerb.EndWriter or ValueVerb.ChangeThroughWriter or ValueVerb.UpdateThatFails => 3,
        ValueVerb.Move or ValueVerb.Freeze or ValueVerb.TakeOwnership or ValueVerb.Make or ValueVerb.ReadThroughReader or ValueVerb.ReadThroughWriter or ValueVerb.ReborrowReader => 2,
        _ => 1,
    };
}
