using FsCheck;
using FsCheck.Fluent;

namespace ForkJoin.Tests.Models.Engine;

/// <summary>Random programs, and the smaller ones that are tried when one of them fails.</summary>
internal static class Programs
{
    /// <summary>No machine has more slots of a kind.</summary>
    internal const int Slots = 3;

    /// <summary>Numbers stay below this one.</summary>
    internal const int Numbers = 90;

    /// <summary>Programs of all verbs, each as likely as it is heavy.</summary>
    internal static Arbitrary<Program<TVerb>> Of<TVerb>(Func<TVerb, int> weight)
        where TVerb : struct, Enum
    {
        TVerb[] verbs = [.. Enum.GetValues<TVerb>().SelectMany(verb => Enumerable.Repeat(verb, weight(verb)))];
        Gen<Step<TVerb>> step =
            from verb in Gen.Elements(verbs)
            from at in Gen.Choose(0, Slots - 1)
            from to in Gen.Choose(0, Slots - 1)
            from number in Gen.Choose(0, Numbers - 1)
            select new Step<TVerb>(verb, at, to, number);
        Gen<Program<TVerb>> program = step.ArrayOf().Select(steps => new Program<TVerb>(steps));
        return Arb.From(program, Smaller);
    }

    /// <summary>The same with a stretch left out, long stretches first; then with slots and numbers nearer to nought.</summary>
    private static IEnumerable<Program<TVerb>> Smaller<TVerb>(Program<TVerb> program)
        where TVerb : struct, Enum
    {
        IReadOnlyList<Step<TVerb>> steps = program.Steps;
        foreach (Step<TVerb>[] shorter in Shrinking.Shorter(steps))
            yield return new Program<TVerb>(shorter);
        for (int i = 0; i < steps.Count; i++)
        {
            Step<TVerb> step = steps[i];
            Step<TVerb>[] simpler = [step with { Number = 0 }, step with { Number = step.Number / 2 }, step with { Number = Math.Max(0, step.Number - 1) }, step with { At = 0 }, step with { To = 0 }];
            foreach (Step<TVerb> other in simpler.Distinct().Where(other => other != step))
                yield return new Program<TVerb>([.. steps.Take(i), other, .. steps.Skip(i + 1)]);
        }
    }
}

/// <summary>Ways to make a failing example smaller.</summary>
internal static class Shrinking
{
    /// <summary>The list without one stretch: halves first, single items last.</summary>
    internal static IEnumerable<T[]> Shorter<T>(IReadOnlyList<T> items)
    {
        for (int length = (items.Count + 1) / 2; length > 0; length /= 2)
        {
            for (int start = 0; start < items.Count; start += length)
                yield return [.. items.Take(start), .. items.Skip(start + length)];
        }
    }
}
