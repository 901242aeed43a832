using System.Collections.Concurrent;
using System.Globalization;
using ForkJoin.Tests.Models.Engine;

namespace ForkJoin.Tests.Models.Schedules;

/// <summary>One way to run a section: what it lends are parts, and refusals are thrown.</summary>
internal interface ISeries<TPart>
{
    /// <summary>Opens a section, runs the frame's block in it, and ends its loans.</summary>
    static abstract void Open(Frame<TPart> frame);

    static abstract int Length(TPart part);

    /// <summary>Whether it is a slice of nothing, for which a fork holds no loan.</summary>
    static abstract bool IsNothing(TPart part);

    static abstract TPart Cut(TPart part, int from, int to);

    static abstract int Use(TPart part, LoanKind kind, int index, int number);

    static abstract void JoinBoth(LoanKind kind, TPart left, TPart right, Action<TPart> leftBody, Action<TPart> rightBody);

    TPart Borrow(LoanKind kind, int from, int to);

    TPart Reborrow(LoanKind kind, TPart part);

    int UseOwner(LoanKind kind, int index, int number);

    /// <summary>Forks a body; forks are counted from 0, those that were refused not among them.</summary>
    void Fork(LoanKind kind, TPart part, Action<TPart> body);

    /// <summary>Joins the fork of that number, counted round.</summary>
    void Join(int fork);
}

/// <summary>A block on its way: what it was handed, where in the program it stands, and where its verdicts go.</summary>
/// <param name="World">What all blocks of the run have in common: the owner.</param>
internal sealed record Frame<TPart>(object World, Block Block, string Path, LoanKind Kind, TPart Given, bool IsOutermost, ConcurrentDictionary<string, Outcome> Verdicts);

/// <summary>Does the steps of blocks in any of the ways, and notes what came of each.</summary>
internal static class Interpreter
{
    internal const int Length = 12;

    /// <summary>What came of each step of a program, by its place in the program.</summary>
    internal static SortedDictionary<string, Outcome> Run<TSeries, TPart>(object world, Block program)
        where TSeries : ISeries<TPart>, allows ref struct
    {
        var verdicts = new ConcurrentDictionary<string, Outcome>();
        TSeries.Open(new Frame<TPart>(world, program, "", LoanKind.Read, default!, IsOutermost: true, verdicts));
        return new SortedDictionary<string, Outcome>(verdicts, StringComparer.Ordinal);
    }

    internal static void Steps<TSeries, TPart>(TSeries series, Frame<TPart> frame)
        where TSeries : ISeries<TPart>, allows ref struct
    {
        var readers = new TPart[Programs.Slots];
        var writers = new TPart[Programs.Slots];
        (frame.Kind == LoanKind.Write ? writers : readers)[0] = frame.Given;
        for (int i = 0; i < frame.Block.Steps.Count; i++)
        {
            ForkStep step = frame.Block.Steps[i];
            string path = string.Create(CultureInfo.InvariantCulture, $"{frame.Path}/{i} {step.Verb}");
            Outcome outcome;
            try
            {
                outcome = Do(series, frame, path, step, readers, writers);
            }
            catch (Exception error)
            {
                outcome = Outcome.Of(error);
            }
            // Messages name who holds what was wanted at that moment: that may be who it was lent on to, and that depends on the schedule.
            frame.Verdicts[path] = outcome with { Existing = InTheWay.Unsaid };
        }
    }

    private static Outcome Do<TSeries, TPart>(TSeries series, Frame<TPart> frame, string path, ForkStep step, TPart[] readers, TPart[] writers)
        where TSeries : ISeries<TPart>, allows ref struct
    {
        var (verb, at, to, number, body, other) = step;
        int index = number % Length;
        switch (verb)
        {
            case ForkVerb.Borrow:
                readers[to] = series.Borrow(LoanKind.Read, Range(number, Length).From, Range(number, Length).To);
                return Outcome.Done;
            case ForkVerb.BorrowMut:
                writers[to] = series.Borrow(LoanKind.Write, Range(number, Length).From, Range(number, Length).To);
                return Outcome.Done;
            case ForkVerb.PartOfReader:
                readers[to] = Cut(readers[at]);
                return Outcome.Done;
            case ForkVerb.PartOfWriter:
                writers[to] = Cut(writers[at]);
                return Outcome.Done;
            case ForkVerb.WriterAsReader:
                readers[to] = writers[at];
                return Outcome.Done;
            case ForkVerb.ReborrowReader:
                readers[to] = series.Reborrow(LoanKind.Read, readers[at]);
                return Outcome.Done;
            case ForkVerb.ReborrowWriter:
                writers[to] = series.Reborrow(LoanKind.Write, writers[at]);
                return Outcome.Done;
            case ForkVerb.ReadThroughReader:
                return Outcome.Of(TSeries.Use(readers[at], LoanKind.Read, IndexIn(readers[at]), number));
            case ForkVerb.ReadThroughWriter:
                return Outcome.Of(TSeries.Use(writers[at], LoanKind.Read, IndexIn(writers[at]), number));
            case ForkVerb.WriteThroughWriter:
                return Outcome.Of(TSeries.Use(writers[at], LoanKind.Write, IndexIn(writers[at]), number));
            case ForkVerb.ReadOwner:
                return Outcome.Of(series.UseOwner(LoanKind.Read, index, number));
            case ForkVerb.WriteOwner:
                return Outcome.Of(series.UseOwner(LoanKind.Write, index, number));
            case ForkVerb.ForkReader:
                return Fork(series, LoanKind.Read, readers[at]);
            case ForkVerb.ForkWriter:
                return Fork(series, LoanKind.Write, writers[at]);
            case ForkVerb.Join:
                series.Join(number);
                return Outcome.Done;
            case ForkVerb.JoinReaders:
                return Join(LoanKind.Read, readers[at], readers[to]);
            case ForkVerb.JoinWriters:
                return Join(LoanKind.Write, writers[at], writers[to]);
            default:
                throw new ArgumentOutOfRangeException(nameof(step));
        }

        Outcome Fork(TSeries series, LoanKind kind, TPart part)
        {
            if (TSeries.IsNothing(part))
                return new("nothing to fork");
            series.Fork(kind, part, given => TSeries.Open(Inner(body, "", kind, given)));
            return Outcome.Done;
        }

        Outcome Join(LoanKind kind, TPart left, TPart right)
        {
            if (TSeries.IsNothing(left) || TSeries.IsNothing(right))
                return new("nothing to join");
            TSeries.JoinBoth(
                kind, left, right,
                given => TSeries.Open(Inner(body, " left", kind, given)),
                given => TSeries.Open(Inner(other, " right", kind, given)));
            return Outcome.Done;
        }

        Frame<TPart> Inner(Block block, string arm, LoanKind kind, TPart given) =>
            frame with { Block = block, Path = path + arm, Kind = kind, Given = given, IsOutermost = false };

        int IndexIn(TPart part) => TSeries.Length(part) is var length && length > 0 ? number % length : 0;

        TPart Cut(TPart part)
        {
            var (from, end) = Range(number, TSeries.Length(part));
            return TSeries.Cut(part, from, end);
        }
    }

    /// <summary>A range of that many elements, more often long than short.</summary>
    private static (int From, int To) Range(int number, int length)
    {
        int from = number / 8 % (length + 1);
        return (from, Math.Min(length, from + (number % 8)));
    }
}
