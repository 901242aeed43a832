using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ForkJoin.Tests.Models.Engine;

namespace ForkJoin.Tests.Models.Schedules;

/// <summary>What a section does: <c>At</c> and <c>To</c> are slots of slices, the number an index, a value or a range.</summary>
internal enum ForkVerb
{
    Borrow,
    BorrowMut,
    PartOfReader,
    PartOfWriter,
    WriterAsReader,
    ReborrowReader,
    ReborrowWriter,
    ReadThroughReader,
    ReadThroughWriter,
    WriteThroughWriter,
    ReadOwner,
    WriteOwner,
    ForkReader,
    ForkWriter,
    Join,
    JoinReaders,
    JoinWriters,
}

/// <summary>One step; what is forked has bodies of its own.</summary>
internal sealed record ForkStep(ForkVerb Verb, int At, int To, int Number, Block Body, Block Other)
{
    public override string ToString()
    {
        string bodies = string.Join(" | ", new[] { Body, Other }.Where(static body => body.Steps.Count > 0));
        return string.Create(CultureInfo.InvariantCulture, $"{Verb}({At}, {To}, {Number}){(bodies.Length > 0 ? $" {{ {bodies} }}" : "")}");
    }
}

/// <summary>What a section does, in order.</summary>
internal sealed record Block(IReadOnlyList<ForkStep> Steps)
{
    internal static Block Empty { get; } = new([]);

    public override string ToString() => string.Join("; ", Steps);
}

/// <summary>Random programs of sections and forks, and smaller ones.</summary>
internal static class ForkPrograms
{
    internal static Arbitrary<Block> All { get; } = Arb.From(Gen.Sized(static size => BlockOf(isOutermost: true, depth: 3, size)), Smaller);

    private static Gen<Block> BlockOf(bool isOutermost, int depth, int size)
    {
        if (depth == 0)
            return Gen.Constant(Block.Empty);
        Gen<Block> body = BlockOf(isOutermost: false, depth - 1, size / 2);
        ForkVerb[] verbs = [.. Enum.GetValues<ForkVerb>().SelectMany(verb => Enumerable.Repeat(verb, Weight(verb, isOutermost)))];
        Gen<ForkStep> step =
            from verb in Gen.Elements(verbs)
            from at in Gen.Choose(0, Programs.Slots - 1)
            from to in Gen.Choose(0, Programs.Slots - 1)
            from number in Gen.Choose(0, Programs.Numbers - 1)
            from first in HasBody(verb) ? body : Gen.Constant(Block.Empty)
            from second in HasTwoBodies(verb) ? body : Gen.Constant(Block.Empty)
            select new ForkStep(verb, at, to, number, first, second);
        return from length in Gen.Choose(0, size) from steps in step.ListOf(length) select new Block([.. steps]);
    }

    /// <summary>Only the outermost code borrows from the owner: what a fork would be told there depends on what is lent at that moment.</summary>
    private static int Weight(ForkVerb verb, bool isOutermost) => verb switch
    {
        ForkVerb.Borrow or ForkVerb.BorrowMut => isOutermost ? 4 : 0,
        ForkVerb.ReadOwner => isOutermost ? 1 : 0,
        ForkVerb.ForkWriter => 5,
        ForkVerb.ForkReader or ForkVerb.JoinWriters or ForkVerb.PartOfWriter => 3,
        _ => 2,
    };

    private static bool HasBody(ForkVerb verb) => verb is ForkVerb.ForkReader or ForkVerb.ForkWriter || HasTwoBodies(verb);

    private static bool HasTwoBodies(ForkVerb verb) => verb is ForkVerb.JoinReaders or ForkVerb.JoinWriters;

    private static IEnumerable<Block> Smaller(Block block)
    {
        foreach (ForkStep[] shorter in Shrinking.Shorter(block.Steps))
            yield return new Block(shorter);
        for (int i = 0; i < block.Steps.Count; i++)
        {
            ForkStep step = block.Steps[i];
            IEnumerable<ForkStep> simpler =
            [
                .. Smaller(step.Body).Select(body => step with { Body = body }),
                .. Smaller(step.Other).Select(other => step with { Other = other }),
                step with { Number = 0 }, step with { Number = step.Number / 2 }, step with { At = 0 }, step with { To = 0 },
            ];
            foreach (ForkStep other in simpler.Where(other => other != step))
                yield return new Block([.. block.Steps.Take(i), other, .. block.Steps.Skip(i + 1)]);
        }
    }
}
