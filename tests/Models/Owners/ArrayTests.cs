using ForkJoin.Tests.Models.Engine;

namespace ForkJoin.Tests.Models.Owners;

/// <summary>Owners of arrays, scopes and slices do what the rules say, whatever is done with them.</summary>
public sealed class ArrayTests
{
    [Fact]
    public void R01_R12_R19_arrays_and_their_slices_do_what_the_model_says() => Search.Run(
        Programs.Of<ArrayVerb>(Weight), count: 1500, size: 50,
        static program => Comparison.Run(program, new ArrayMachine(), new ArrayModel()));

    /// <summary>Loans are made and used more often than arrays.</summary>
    private static int Weight(ArrayVerb verb) => verb switch
    {
        ArrayVerb.Borrow or ArrayVerb.BorrowMut or ArrayVerb.ReborrowWriter or ArrayVerb.WriteThroughWriter => 6,
        ArrayVerb.ReborrowReader or ArrayVerb.ReadThroughReader or ArrayVerb.ReadThroughWriter or ArrayVerb.WriterAsReader => 4,
        ArrayVerb.OpenScope or ArrayVerb.EndScope or ArrayVerb.Make => 3,
        _ => 1,
    };
}
