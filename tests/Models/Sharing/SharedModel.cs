using ForkJoin.Tests.Models.Engine;
using ForkJoin.Tests.Models.Owners;

namespace ForkJoin.Tests.Models.Sharing;

/// <summary>The rules of shared references for one thread (R19, R30, R32, R33), as docs/guide/sharing.md states them.</summary>
internal sealed class SharedModel : IMachine<SharedVerb>
{
    private readonly Handle[] _handles = new Handle[Programs.Slots];
    private readonly Content[] _boxes = new Content[Programs.Slots];
    private readonly Cell?[] _weak = new Cell?[Programs.Slots];
    private readonly Grant?[] _readers = new Grant?[Programs.Slots];
    private readonly Grant?[] _writers = new Grant?[Programs.Slots];
    private readonly Grant?[] _readLeases = new Grant?[Programs.Slots];
    private readonly Grant?[] _writeLeases = new Grant?[Programs.Slots];

    internal SharedModel()
    {
        for (int i = 0; i < Programs.Slots; i++)
            Make(i, i);
    }

    public string State => string.Join(' ', _handles.Select(static handle => handle.Show()).Concat(_boxes.Select(static box => $"{box.Number}")));

    public Outcome Do(Step<SharedVerb> step)
    {
        var (verb, at, to, number) = step;
        Handle handle = _handles[at];
        switch (verb)
        {
            case SharedVerb.Make:
                handle.Drop();
                Make(at, number);
                return Outcome.Done;
            case SharedVerb.Clone:
                return handle.Refuses() ?? Keep(to, handle.Cell!.Refer());
            case SharedVerb.Drop:
                handle.Drop();
                return Outcome.Done;
            case SharedVerb.Downgrade:
                if (handle.Refuses() is { } gone)
                    return gone;
                _weak[to] = handle.Cell;
                return Outcome.Done;
            case SharedVerb.Upgrade:
                return _weak[at] is { Handles: > 0 } cell ? Keep(to, cell.Refer()) : Outcome.Of(false);
            case SharedVerb.TryRead:
                return handle.Refuses() ?? Ask(handle.Cell!, LoanKind.Read, _readers, to, ofThread: true);
            case SharedVerb.TryWrite:
                return handle.Refuses() ?? Ask(handle.Cell!, LoanKind.Write, _writers, to, ofThread: true);
            case SharedVerb.ReadInTime or SharedVerb.Read:
                return handle.Refuses() ?? handle.Cell!.RefusesWaiting(LoanKind.Read) ?? Ask(handle.Cell!, LoanKind.Read, _readers, to, ofThread: true);
            case SharedVerb.WriteInTime or SharedVerb.Write:
                return handle.Refuses() ?? handle.Cell!.RefusesWaiting(LoanKind.Write) ?? Ask(handle.Cell!, LoanKind.Write, _writers, to, ofThread: true);
            case SharedVerb.ReadLease:
                return handle.Refuses() ?? AskLease(handle.Cell!, LoanKind.Read, _readLeases, to);
            case SharedVerb.WriteLease:
                return handle.Refuses() ?? AskLease(handle.Cell!, LoanKind.Write, _writeLeases, to);
            default:
                return DoWithGuards(verb, at, to, number);
        }
    }

    public void End()
    {
        foreach (Grant? grant in _readers.Concat(_writers).Concat(_readLeases).Concat(_writeLeases))
            grant?.End();
        foreach (Handle handle in _handles)
            handle.Drop();
    }

    private Outcome DoWithGuards(SharedVerb verb, int at, int to, int number) => verb switch
    {
        SharedVerb.CopyReader => Keep(_readers, to, _readers[at]),
        SharedVerb.CopyWriter => Keep(_writers, to, _writers[at]),
        SharedVerb.CopyReadLease => Keep(_readLeases, to, _readLeases[at]),
        SharedVerb.CopyWriteLease => Keep(_writeLeases, to, _writeLeases[at]),
        SharedVerb.UseReader => Grant.Refuses(_readers[at]) ?? Outcome.Of(_readers[at]!.Cell.Content.Number),
        SharedVerb.UseReadLease => Grant.Refuses(_readLeases[at]) ?? Outcome.Of(_readLeases[at]!.Cell.Content.Number),
        SharedVerb.UseWriter => Grant.Refuses(_writers[at]) ?? _writers[at]!.Cell.Write(number),
        SharedVerb.UseWriteLease => Grant.Refuses(_writeLeases[at]) ?? _writeLeases[at]!.Cell.Write(number),
        SharedVerb.EndReader => End(_readers[at]),
        SharedVerb.EndWriter => End(_writers[at]),
        SharedVerb.EndReadLease => End(_readLeases[at]),
        SharedVerb.EndWriteLease => End(_writeLeases[at]),
        _ => throw new ArgumentOutOfRangeException(nameof(verb)),
    };

    private void Make(int slot, int number)
    {
        _boxes[slot] = new Content(number);
        _handles[slot] = new Cell($"s{slot}", _boxes[slot]).Refer();
    }

    private Outcome Keep(int slot, Handle handle)
    {
        _handles[slot].Drop();
        _handles[slot] = handle;
        return Outcome.Of(true);
    }

    private static Outcome Ask(Cell cell, LoanKind kind, Grant?[] grants, int to, bool ofThread) =>
        cell.IsFreeFor(kind) ? Keep(grants, to, cell.Give(kind, ofThread)) : Outcome.Of(false);

    /// <summary>What the slot had ends also where the new lease was given up.</summary>
    private static Outcome AskLease(Cell cell, LoanKind kind, Grant?[] grants, int to)
    {
        Grant? grant = cell.IsFreeFor(kind) ? cell.Give(kind, ofThread: false) : null;
        Keep(grants, to, grant);
        return Outcome.Of(grant is not null);
    }

    private static Outcome Keep(Grant?[] grants, int slot, Grant? grant)
    {
        grants[slot]?.End();
        grants[slot] = grant;
        return Outcome.Of(true);
    }

    private static Outcome End(Grant? grant)
    {
        grant?.End();
        return Outcome.Done;
    }

    /// <summary>A value, with those who have it.</summary>
    private sealed class Cell(string name, Content content)
    {
        private readonly List<Grant> _grants = [];

        internal string Name => name;

        internal Content Content => content;

        internal int Handles { get; private set; }

        internal string Holders => _grants.Exists(static g => g.Kind == LoanKind.Write) ? "written" : _grants.Count > 0 ? "read" : "free";

        /// <summary>Many may read, or one may write.</summary>
        internal bool IsFreeFor(LoanKind kind) => _grants.Count == 0 || (kind == LoanKind.Read && _grants.TrueForAll(static g => g.Kind == LoanKind.Read));

        /// <summary>A thread does not wait for what only it can end: its own guards. Leases belong to nobody.</summary>
        internal Outcome? RefusesWaiting(LoanKind kind) => !IsFreeFor(kind) && _grants.Find(static g => g.OfThread) is { } own
            ? Outcome.WaitsForItself(name)
            : null;

        internal Handle Refer()
        {
            Handles++;
            return new Handle(this);
        }

        internal void Forget()
        {
            Handles--;
            DropIfUnused();
        }

        internal Grant Give(LoanKind kind, bool ofThread)
        {
            var grant = new Grant(this, kind, ofThread);
            _grants.Add(grant);
            return grant;
        }

        internal void TakeBack(Grant grant)
        {
            _grants.Remove(grant);
            DropIfUnused();
        }

        internal Outcome Write(int number)
        {
            content.Number = number;
            return Outcome.Done;
        }

        /// <summary>The value is disposed after the last handle, guard and lease.</summary>
        private void DropIfUnused()
        {
            if (Handles == 0 && _grants.Count == 0)
                content.Number = Box.Disposed;
        }
    }

    private sealed class Handle(Cell cell)
    {
        private bool _isGone;

        internal Cell? Cell => _isGone ? null : cell;

        internal Outcome? Refuses() => _isGone ? Outcome.Moved(cell.Name) : null;

        internal string Show() => $"{cell.Name}:{(_isGone ? 0 : cell.Handles)}:{(_isGone ? "free" : cell.Holders)}";

        internal void Drop()
        {
            if (_isGone)
                return;
            _isGone = true;
            cell.Forget();
        }
    }

    /// <summary>A guard or lease, and all its copies.</summary>
    private sealed class Grant(Cell cell, LoanKind kind, bool ofThread)
    {
        private bool _hasEnded;

        internal Cell Cell => cell;

        internal LoanKind Kind => kind;

        internal bool OfThread => ofThread;

        internal static Outcome? Refuses(Grant? grant) => grant is { _hasEnded: false } ? null : Outcome.Expired;

        internal void End()
        {
            if (_hasEnded)
                return;
            _hasEnded = true;
            cell.TakeBack(this);
        }
    }
}
