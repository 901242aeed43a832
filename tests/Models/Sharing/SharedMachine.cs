using System.Diagnostics.CodeAnalysis;
using ForkJoin.Tests.Models.Engine;
using ForkJoin.Tests.Models.Owners;

namespace ForkJoin.Tests.Models.Sharing;

/// <summary>The library's shared references, used by one thread. Guards are ref structs, and so is what holds them.</summary>
internal ref struct SharedMachine : IMachine<SharedVerb>
{
    /// <summary>Too short to wait for anything, and yet a wait: nobody else is there to end it.</summary>
    private static readonly TimeSpan s_moment = TimeSpan.FromTicks(1);

    private readonly SharedRef<Box>[] _handles = new SharedRef<Box>[Programs.Slots];
    private readonly Box[] _boxes = new Box[Programs.Slots];
    private readonly WeakRef<Box>[] _weak = new WeakRef<Box>[Programs.Slots];
    private readonly SharedReadLease<Box>[] _readLeases = new SharedReadLease<Box>[Programs.Slots];
    private readonly SharedWriteLease<Box>[] _writeLeases = new SharedWriteLease<Box>[Programs.Slots];
    private SharedReadGuard<Box> _reader0, _reader1, _reader2;
    private SharedWriteGuard<Box> _writer0, _writer1, _writer2;

    public SharedMachine()
    {
        for (int i = 0; i < Programs.Slots; i++)
            _handles[i] = SharedRef.Of(_boxes[i] = new Box(i), $"s{i}");
    }

    public readonly string State => string.Join(' ', _handles.Select(static handle => $"{handle.Name}:{handle.RefCount}:{Holders(handle)}")
        .Concat(_boxes.Select(static box => $"{box.Number}")));

    public Outcome Do(Step<SharedVerb> step)
    {
        var (verb, at, to, number) = step;
        SharedRef<Box> handle = _handles[at];
        switch (verb)
        {
            case SharedVerb.Make:
                handle.Dispose();
                _handles[at] = SharedRef.Of(_boxes[at] = new Box(number), $"s{at}");
                return Outcome.Done;
            case SharedVerb.Clone:
                return Keep(to, handle.Clone());
            case SharedVerb.Drop:
                handle.Dispose();
                return Outcome.Done;
            case SharedVerb.Downgrade:
                _weak[to] = handle.Downgrade();
                return Outcome.Done;
            case SharedVerb.Upgrade:
                return _weak[at].TryUpgrade(out SharedRef<Box>? upgraded) ? Keep(to, upgraded) : Outcome.Of(false);
            case SharedVerb.TryRead:
                return handle.TryRead(out SharedReadGuard<Box> read) ? Keep(to, read) : Outcome.Of(false);
            case SharedVerb.TryWrite:
                return handle.TryWrite(out SharedWriteGuard<Box> written) ? Keep(to, written) : Outcome.Of(false);
            case SharedVerb.ReadInTime:
                return handle.TryRead(s_moment, out SharedReadGuard<Box> readInTime) ? Keep(to, readInTime) : Outcome.Of(false);
            case SharedVerb.WriteInTime:
                return handle.TryWrite(s_moment, out SharedWriteGuard<Box> writtenInTime) ? Keep(to, writtenInTime) : Outcome.Of(false);
            case SharedVerb.Read:
                return Read(handle, to);
            case SharedVerb.Write:
                return Write(handle, to);
            case SharedVerb.ReadLease:
                SharedReadLease<Box> readLease = Resolved(handle.ReadAsync, out bool reads);
                _readLeases[to].Dispose();
                _readLeases[to] = readLease;
                return Outcome.Of(reads);
            case SharedVerb.WriteLease:
                SharedWriteLease<Box> writeLease = Resolved(handle.WriteAsync, out bool writes);
                _writeLeases[to].Dispose();
                _writeLeases[to] = writeLease;
                return Outcome.Of(writes);
            default:
                return DoWithGuards(verb, at, to, number);
        }
    }

    public void End()
    {
        for (int i = 0; i < Programs.Slots; i++)
        {
            Reader(i).Dispose();
            Writer(i).Dispose();
            _readLeases[i].Dispose();
            _writeLeases[i].Dispose();
            _handles[i].Dispose();
        }
    }

    private Outcome DoWithGuards(SharedVerb verb, int at, int to, int number)
    {
        switch (verb)
        {
            case SharedVerb.CopyReader:
                return Keep(to, Reader(at));
            case SharedVerb.CopyWriter:
                return Keep(to, Writer(at));
            case SharedVerb.CopyReadLease:
                _readLeases[to].Dispose();
                _readLeases[to] = _readLeases[at];
                return Outcome.Of(true);
            case SharedVerb.CopyWriteLease:
                _writeLeases[to].Dispose();
                _writeLeases[to] = _writeLeases[at];
                return Outcome.Of(true);
            case SharedVerb.UseReader:
                return Outcome.Of(Reader(at).Value.Number);
            case SharedVerb.UseWriter:
                Writer(at).Value.Number = number;
                return Outcome.Done;
            case SharedVerb.UseReadLease:
                return Outcome.Of(_readLeases[at].Value.Number);
            case SharedVerb.UseWriteLease:
                _writeLeases[at].Value.Number = number;
                return Outcome.Done;
            case SharedVerb.EndReader:
                Reader(at).Dispose();
                return Outcome.Done;
            case SharedVerb.EndWriter:
                Writer(at).Dispose();
                return Outcome.Done;
            case SharedVerb.EndReadLease:
                _readLeases[at].Dispose();
                return Outcome.Done;
            case SharedVerb.EndWriteLease:
                _writeLeases[at].Dispose();
                return Outcome.Done;
            default:
                throw new ArgumentOutOfRangeException(nameof(verb));
        }
    }

    /// <summary>The form without a time-out, where it does not wait for ever; otherwise the one with.</summary>
    private Outcome Read(SharedRef<Box> handle, int to)
    {
        if (!handle.TryRead(out SharedReadGuard<Box> tried))
        {
            if (!handle.TryRead(s_moment, out tried))
                return Outcome.Of(false);
            tried.Dispose();
            return new("reads where it could not");
        }
        tried.Dispose();
        return Keep(to, handle.Read());
    }

    private Outcome Write(SharedRef<Box> handle, int to)
    {
        if (!handle.TryWrite(out SharedWriteGuard<Box> tried))
        {
            if (!handle.TryWrite(s_moment, out tried))
                return Outcome.Of(false);
            tried.Dispose();
            return new("writes where it could not");
        }
        tried.Dispose();
        return Keep(to, handle.Write());
    }

    /// <summary>A lease that is there at once; one that is not is given up.</summary>
    private static TLease Resolved<TLease>(Func<CancellationToken, string?, int, ValueTask<TLease>> ask, out bool isThere)
    {
        using var giveUp = new CancellationTokenSource();
        Task<TLease> asked = ask(giveUp.Token, null, 0).AsTask();
        isThere = asked.IsCompleted;
        if (!isThere)
            giveUp.Cancel();
        try
        {
            return Until.ResultOf(asked);
        }
        catch (OperationCanceledException)
        {
            return default!;
        }
    }

    /// <summary>In what way it is held, from the handle's own words.</summary>
    private static string Holders(SharedRef<Box> handle) => handle.ToString() is var told && told.Contains("for writing", StringComparison.Ordinal) ? "written"
        : told.Contains("for reading", StringComparison.Ordinal) ? "read" : "free";

    private readonly Outcome Keep(int slot, SharedRef<Box> handle)
    {
        _handles[slot].Dispose();
        _handles[slot] = handle;
        return Outcome.Of(true);
    }

    /// <summary>What stood in the slot before ends first.</summary>
    private Outcome Keep(int slot, SharedReadGuard<Box> guard)
    {
        Reader(slot).Dispose();
        Reader(slot) = guard;
        return Outcome.Of(true);
    }

    private Outcome Keep(int slot, SharedWriteGuard<Box> guard)
    {
        Writer(slot).Dispose();
        Writer(slot) = guard;
        return Outcome.Of(true);
    }

    [UnscopedRef]
    private ref SharedReadGuard<Box> Reader(int slot)
    {
        switch (slot)
        {
            case 0: return ref _reader0;
            case 1: return ref _reader1;
            default: return ref _reader2;
        }
    }

    [UnscopedRef]
    private ref SharedWriteGuard<Box> Writer(int slot)
    {
        switch (slot)
        {
            case 0: return ref _writer0;
            case 1: return ref _writer1;
            default: return ref _writer2;
        }
    }
}
