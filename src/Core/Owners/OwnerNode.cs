using System.Runtime.CompilerServices;
using System.Threading;
using ForkJoin.Loans;

namespace ForkJoin.Owners;

/// <summary>The root of a tree of loans: the owner's own state, and the check that stands before each direct access.</summary>
internal class OwnerNode : LoanNode
{
    private readonly OwnerName _name;
    private readonly bool _isOne;
    private string? _fate;

    internal OwnerNode(OwnerName name, object store, int offset, int length)
        : base(scope: null)
    {
        _name = name;
        Store = store;
        Region = new Region(offset, length);
    }

    /// <summary>The owner of a single value: it is lent whole.</summary>
    internal OwnerNode(OwnerName name)
        : base(scope: null, lendsAlone: true)
    {
        _name = name;
        _isOne = true;
        Region = Region.One;
    }

    internal OwnerName FullName => _name;

    private protected override string OwnName => _name.Text;

    private protected override string? GivenName => _name.IsGiven ? _name.Text : null;

    private protected override bool HasParts => !_isOne;

    private protected override int Origin => Region.Start;

    internal OwnerState State
    {
        get
        {
            while (true)
            {
                long lent = Volatile.Read(ref Lent);
                if (lent != 0)
                    return lent < 0 ? OwnerState.Gone : lent < OneWriter ? OwnerState.LentForReading : OwnerState.LentForWriting;
                if (LentAlone is { } kind)
                    return kind == LoanKind.Read ? OwnerState.LentForReading : OwnerState.LentForWriting;
                // A reader may have come by the gate before the last one who took the short way has gone.
                if (Volatile.Read(ref Lent) == 0)
                    return OwnerState.Free;
            }
        }
    }

    /// <summary>Reading is refused while anything is lent for writing: one load and one compare.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void CheckRead()
    {
        if (BorrowChecking.Enabled && (ulong)Lent >= OneWriter)
            Refuse("read", LoanKind.Read);
    }

    /// <summary>Writing is refused while anything is lent at all: one load and one compare.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void CheckWrite()
    {
        if (BorrowChecking.Enabled && Lent != 0)
            Refuse("write", LoanKind.Write);
    }

    /// <summary>Ends ownership. Refused while anything is lent.</summary>
    /// <param name="verb">What is being done, for the message.</param>
    /// <param name="fate">What became of the value, for the messages of later uses.</param>
    internal void Retire(string verb, string fate)
    {
        while (!TryRetire())
        {
            if (State != OwnerState.Gone && !BorrowChecking.Enabled)
                break;
            Refuse(verb, LoanKind.Write);
        }
        Settle(fate);
    }

    /// <summary>Ends ownership, once. Refused while anything is lent.</summary>
    /// <returns>False, and nothing changed, where it has ended already: nothing is left to drop.</returns>
    internal bool TryDrop()
    {
        while (!TryRetire())
        {
            if (State == OwnerState.Gone)
                return false;
            RefuseLent("drop", LoanKind.Write);
        }
        Settle("was dropped");
        return true;
    }

    private void Settle(string fate)
    {
        _fate = fate;
        if (BorrowLog.IsOn)
            BorrowLog.Moved(Name, fate);
    }

    /// <summary><see cref="CheckRead"/> of a single value, which may be lent the short way: two loads and two compares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected void CheckReadAlone()
    {
        if (BorrowChecking.Enabled && ((ulong)Lent >= OneWriter || IsLentAloneForWriting))
            Refuse("read", LoanKind.Read);
    }

    /// <summary><see cref="CheckWrite"/> of a single value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected void CheckWriteAlone()
    {
        if (BorrowChecking.Enabled && (Lent != 0 || IsLentAlone))
            Refuse("write", LoanKind.Write);
    }

    private protected override void ThrowOver() => BorrowThrow.Moved(Name, _fate ?? "is gone", "lend");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Refuse(string verb, LoanKind wanted)
    {
        if (State == OwnerState.Gone)
            BorrowThrow.Moved(Name, _fate ?? "is gone", verb);
        RefuseLent(verb, wanted);
    }

    /// <summary>Refuses, unless all that is in the way was left behind by threads that have ended: that is released.</summary>
    private void RefuseLent(string verb, LoanKind wanted)
    {
        do
        {
            if (!ReleaseLeftBehind(wanted))
                BorrowThrow.CannotAccess(Name, verb, wanted, Obstacle(wanted));
        }
        while (State is OwnerState.LentForWriting || (wanted == LoanKind.Write && State is OwnerState.LentForReading));
    }
}
