using System.Globalization;
using System.Text;

namespace ForkJoin.Tests.Models.Engine;

/// <summary>What can do the steps of a program: the library, or a model of it.</summary>
internal interface IMachine<TVerb>
    where TVerb : struct, Enum
{
    /// <summary>All of the state that the rules speak of. Looking changes nothing.</summary>
    string State { get; }

    /// <summary>Does one step. What is thrown is how it is refused.</summary>
    Outcome Do(Step<TVerb> step);

    /// <summary>Ends every loan that the machine has still.</summary>
    void End();
}

/// <summary>Does a program with the library and with the model, and compares what comes of each step, and the state that it leaves.</summary>
internal static class Comparison
{
    /// <exception cref="DisagreementException">They differ.</exception>
    internal static void Run<TVerb, TLibrary>(Program<TVerb> program, TLibrary library, IMachine<TVerb> model)
        where TVerb : struct, Enum
        where TLibrary : IMachine<TVerb>, allows ref struct
    {
        var told = new StringBuilder();
        bool agrees = true;
        foreach (Step<TVerb> step in program.Steps)
        {
            Outcome expected = model.Do(step);
            Outcome observed = Try(ref library, step);
            agrees = Tell(told, step.ToString(), expected, observed, model.State, library.State);
            if (!agrees)
                break;
        }
        library.End(); // also when they differ: loans that stay would fail the next program of this thread
        model.End();
        if (!agrees || !Tell(told, "the end of all loans", Outcome.Done, Outcome.Done, model.State, library.State))
            throw new DisagreementException(told.ToString());
    }

    private static Outcome Try<TVerb, TLibrary>(ref TLibrary library, Step<TVerb> step)
        where TVerb : struct, Enum
        where TLibrary : IMachine<TVerb>, allows ref struct
    {
        try
        {
            return library.Do(step);
        }
        catch (Exception error)
        {
            return Outcome.Of(error);
        }
    }

    private static bool Tell(StringBuilder told, string step, Outcome expected, Outcome observed, string expectedState, string observedState)
    {
        bool agrees = observed.Meets(expected) && expectedState == observedState;
        told.AppendLine(CultureInfo.InvariantCulture, $"  {step}: {expected} | {expectedState}");
        if (!agrees)
            told.AppendLine(CultureInfo.InvariantCulture, $"  the library: {observed} | {observedState}");
        return agrees;
    }
}

/// <summary>The library does not do what the model says. The message tells what was done, and what the model says came of each step.</summary>
internal sealed class DisagreementException(string told) : Exception($"The library and the model differ:{Environment.NewLine}{told}");
