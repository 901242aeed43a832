using System;
using System.Diagnostics;
using ForkJoin.Ledger;
using ForkJoin.Tracing;

namespace ForkJoin.Loans;

/// <content>What a loan is called, who has it and where it was made: for messages, the log and the ledger.</content>
internal partial class LoanNode
{
    private string? _name;
    private string? _file;
    private int _line;
    private StackTrace? _stack;

    /// <summary>When it was made, in ticks of the stopwatch; 0 where nobody asked for times.</summary>
    private long _since;

    /// <summary>Whether more than the call site was asked for when the loan was made.</summary>
    private bool _isTraced;

    /// <summary>The owner by the name that it was given, or else in the words of whoever borrowed.</summary>
    internal string Name => GivenName ?? _name ?? Above?.Name ?? OwnName;

    private protected virtual string OwnName => "the owner";

    /// <summary>The owner's name, where somebody chose it.</summary>
    private protected virtual string? GivenName => Above?.GivenName;

    /// <summary>The owner's name in a message to somebody who calls it so, or by no name.</summary>
    private string NameFor(string? borrower) => GivenName ?? borrower ?? Name;

    /// <summary>Where the owner's first element stands in its store: regions count from the store's start, messages from the owner's.</summary>
    private protected virtual int Origin => Above?.Origin ?? 0;

    /// <summary>Whether regions mean anything to a reader of messages: a single value has none.</summary>
    private protected virtual bool HasParts => Above?.HasParts ?? true;

    /// <summary>Who holds this loan, in messages.</summary>
    private protected virtual string Holder => Scope?.Holder(Fork) ?? "its owner";

    /// <summary>What holds the loan, in messages.</summary>
    private protected virtual string Handle => "a slice";

    /// <summary>A region in the owner's own numbers; nothing where there is only one.</summary>
    internal string Show(Region region) => HasParts ? (region with { Start = region.Start - Origin }).ToString() : string.Empty;

    /// <summary>
    /// Notes where the loan comes from. Nodes are used again, often by the same line of code: comparing first saves the garbage
    /// collector's write barrier, which costs more than the comparison.
    /// </summary>
    private void Describe(LoanNode above, string? name, SourcePlace site)
    {
        Above = above;
        Store = above.Store;
        if (!ReferenceEquals(_name, name))
            _name = name;
        if (!ReferenceEquals(_file, site.File))
            _file = site.File;
        _line = site.Line;
    }

    /// <summary>
    /// The loan in the way as its holder's: where it was lent on, who has it now. Gates are entered from the top of the tree
    /// downwards only.
    /// </summary>
    private LoanDescription DescribeHolder(Region region, LoanKind wanted)
    {
        EnterGate();
        try
        {
            if (_beneath.FindConflict(region, wanted) is { } lentOn)
                return lentOn.DescribeHolder(region, wanted);
            LoanDescription own = Describe();
            return _endsWhenFree && _beneath.First(LoanKind.Read) is { } keeps
                ? own with { Holder = $"{own.Holder}, which has ended, but not what it lent on at {new SourcePlace(keeps._file, keeps._line)}" }
                : own;
        }
        finally
        {
            ExitGate();
        }
    }

    internal LoanDescription Describe()
    {
        string at = new SourcePlace(_file, _line).ToString();
        return new LoanDescription(
            Name, Kind, Show(Region), Holder, _stack is null ? at : $"{at}{System.Environment.NewLine}{_stack}");
    }

    /// <summary>The loan in the way of a use of a region, or null.</summary>
    private LoanDescription? Obstacle(Region region, LoanKind wanted)
    {
        EnterGate();
        try
        {
            return _beneath.FindConflict(region, wanted)?.DescribeHolder(region, wanted);
        }
        finally
        {
            ExitGate();
        }
    }

    /// <summary>The loan in the way of an access through the node itself; only for messages.</summary>
    private protected LoanDescription? Obstacle(LoanKind wanted)
    {
        EnterGate();
        try
        {
            if (_lendsAlone && InTheWayAlone(wanted) is { } alone)
            {
                LoanDescription seen = alone.DescribeHolder(alone.Region, wanted);
                if (IsLentAloneTo(alone))
                    return seen;
            }
            LoanNode? loan = _beneath.First(wanted == LoanKind.Write ? LoanKind.Read : LoanKind.Write);
            return loan?.DescribeHolder(loan.Region, wanted);
        }
        finally
        {
            ExitGate();
        }
    }

    /// <summary>Records what is wanted beside the call site; also that nothing is any more.</summary>
    private void Trace()
    {
        int wanted = BorrowTracing.Wanted;
        _isTraced = wanted != 0;
        _stack = BorrowTracing.Capture();
        _since = (wanted & (BorrowTracing.Times | BorrowTracing.Log)) != 0 ? Stopwatch.GetTimestamp() : 0;
        if ((wanted & BorrowTracing.Times) != 0)
            LoanInstruments.StopTimingUnlessHeard();
    }

    private void LogLent()
    {
        try
        {
            if (BorrowLog.IsOn)
                BorrowLog.Lent(Describe());
        }
        catch (OutOfMemoryException)
        {
            // The loan has been made: it must not be lost for want of a line in the log.
        }
    }

    private void LogEnded()
    {
        try
        {
            if (BorrowLog.IsOn)
                BorrowLog.Ended(Describe());
        }
        catch (OutOfMemoryException)
        {
            // It ends all the same.
        }
    }
}
