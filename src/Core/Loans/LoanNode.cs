using System.Runtime.CompilerServices;
using System.Threading;
using ForkJoin.Atomics;
using ForkJoin.Tracing;

namespace ForkJoin.Loans;

/// <summary>
/// One node of the tree of loans: an owner at the root, below it what it lent, below that what was lent on to forks.
/// A node may be used by whoever holds a handle to it, where nothing beneath it forbids that.
/// <para>
/// <b>What must hold.</b> Two loans under one node overlap only if both are for reading; a loan under a loan for reading is for
/// reading. Who sees to it: <see cref="Lend"/>, under the node's gate. <see cref="Lent"/> equals the number of loans directly
/// beneath; it is changed under the gate and read without it, since every loan that could concern a thread was made before
/// that thread was handed its part.
/// </para>
/// </summary>
internal partial class LoanNode
{
    /*  63       62 .......... 32  31 ........... 0
       [over]   [loans to write]  [loans to read ]   beneath this node, directly */
    protected const long OneWriter = 1L << 32;
    protected const long Over = long.MinValue;

    private protected long Lent;
    private SpinGate _gate;
    private RegionSet _beneath;

    /// <summary>Where the elements live; see <c>Owners/Storage.cs</c>.</summary>
    internal object? Store;

    internal LoanKind Kind;
    internal Region Region;
    internal LoanNode? Above;
    internal readonly LoanScope? Scope;

    /// <summary>The fork of the scope that holds this loan, counted from 1; 0 for a loan that the scope's own code holds.</summary>
    internal int Fork;

    /// <summary>By which the set of the node above finds this loan; guarded by that node's gate.</summary>
    internal int Order;

    /// <summary>Links the nodes of one scope that wait to be used again for forks.</summary>
    internal LoanNode? Next;

    private bool _endsWhenFree;

    internal LoanNode(LoanScope? scope, bool lendsAlone = false)
    {
        Scope = scope;
        _lendsAlone = lendsAlone;
    }

    /// <summary>
    /// A part of a loan as a node of its own, for parts that two words cannot describe. Not a loan: it is not lent, so it says
    /// nothing about what else is; whoever makes one has checked the loan itself and stands still meanwhile.
    /// </summary>
    internal static LoanNode View(LoanNode loan, Region region) =>
        new(loan.Scope) { Above = loan, Store = loan.Store, Kind = loan.Kind, Region = region };

    internal bool IsLent => Volatile.Read(ref Lent) != 0 || IsLentAlone;

    /// <summary>Lends <paramref name="loan"/>, filled in by the caller, from this node.</summary>
    /// <exception cref="BorrowConflictException">Something in the way; nothing has changed.</exception>
    internal void Lend(LoanNode loan, string? name, SourcePlace site)
    {
        while (!TryLend(loan, name, site, describes: true, out LoanDescription? obstacle))
        {
            if (!ReleaseLeftBehind(loan.Region, loan.Kind))
                BorrowThrow.CannotLend(NameFor(name), Show(loan.Region), loan.Kind, obstacle!);
        }
    }

    /// <summary>Lends <paramref name="loan"/>, filled in by the caller, from this node, if nothing is in the way.</summary>
    /// <returns>False, and nothing changed, if something is.</returns>
    internal bool TryLend(LoanNode loan, string? name, SourcePlace site)
    {
        while (!TryLend(loan, name, site, describes: false, out _))
        {
            if (!ReleaseLeftBehind(loan.Region, loan.Kind))
                return false;
        }
        return true;
    }

    private bool TryLend(LoanNode loan, string? name, SourcePlace site, bool describes, out LoanDescription? obstacle)
    {
        loan.Describe(this, name, site);
        if (BorrowTracing.Wanted != 0 || loan._isTraced)
            loan.Trace();

        if (!TryAdd(loan, describes, out obstacle))
        {
            // Outside the gate: listeners hear of it, and may come back to this node.
            if (IsOver)
                ThrowOver();
            return false;
        }
        if (loan._isTraced)
            loan.LogLent();
        return true;
    }

    /// <summary>Under the gate: lends, if nothing is in the way and the node is not over.</summary>
    private bool TryAdd(LoanNode loan, bool describes, out LoanDescription? obstacle)
    {
        obstacle = null;
        EnterGate();
        try
        {
            if (Lent != 0)
            {
                if (IsOver)
                    return false;
                // Readers are in nobody's way but a writer's: that many read one value must not cost each of them a search.
                if ((loan.Kind == LoanKind.Write || Lent >= OneWriter) && _beneath.FindConflict(loan.Region, loan.Kind) is { } conflict)
                {
                    obstacle = describes ? conflict.DescribeHolder(loan.Region, loan.Kind) : null;
                    return false;
                }
            }
            if (_lendsAlone)
            {
                AskBesides();
                while (InTheWayAlone(loan.Kind) is { } alone)
                {
                    obstacle = describes ? alone.DescribeHolder(loan.Region, loan.Kind) : null;
                    if (!describes || IsLentAloneTo(alone))
                        return false;
                }
            }
            _beneath.Add(loan);
            Lent += loan.Kind == LoanKind.Write ? OneWriter : 1;
            return true;
        }
        finally
        {
            if (_lendsAlone)
                AskNoMore();
            ExitGate();
        }
    }

    /// <summary>
    /// Ends this loan: its handles are refused from here on and the node above is usable again. While something lent on from it
    /// is still out, the loan stays and ends together with the last of those.
    /// </summary>
    /// <returns>False when it stays for now; the node must then not be used again.</returns>
    internal bool End()
    {
        // Without the gate: where nothing is lent on, nobody but the thread that ends the loan can still come to it.
        if (Lent != 0 && !EndIfFree())
            return false;
        if (_isTraced)
            LogEnded();
        Lent = Over;
        if (_isAlone)
            Above!.TakeBackAlone();
        else
            Above!.TakeBack(this);
        return true;
    }

    private bool EndIfFree()
    {
        EnterGate();
        bool free = Lent == 0;
        _endsWhenFree = !free;
        ExitGate();
        return free;
    }

    /// <summary>Lets go of what was lent, so that a node that waits to be used again keeps nothing alive.</summary>
    internal void Forget()
    {
        Above = null;
        Store = null;
        _stack = null; // with the next loan that is traced no more, the rest of the trace goes
    }

    /// <summary>Makes a node ready for its next use. Nobody may hold a handle to the last one.</summary>
    internal void Renew(Region region, LoanKind kind, int fork)
    {
        Lent = 0;
        Region = region;
        Kind = kind;
        Fork = fork;
        _isAlone = false;
    }

    private void TakeBack(LoanNode loan)
    {
        EnterGate();
        _beneath.Remove(loan);
        Volatile.Write(ref Lent, Lent - (loan.Kind == LoanKind.Write ? OneWriter : 1));
        bool ends = _endsWhenFree && Lent == 0;
        ExitGate();
        if (ends)
            End();
    }

    /// <summary>Whether handles may be used without further questions: the loan lasts, and nothing of it is lent on.</summary>
    internal bool IsUndisturbed
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Lent == 0;
    }

    /// <summary>Whether handles are refused, be it that something lent on from the loan keeps it. Asked only where it is not undisturbed.</summary>
    private bool IsOver => Volatile.Read(ref Lent) < 0 || _endsWhenFree;

    /// <summary>Checks a handle before a use of kind <paramref name="wanted"/>.</summary>
    internal void CheckUse(LoanKind wanted, Region region)
    {
        if (IsOver)
            ThrowOver();
        if (wanted == LoanKind.Read && (ulong)Volatile.Read(ref Lent) < OneWriter)
            return;
        while (Obstacle(region, wanted) is { } obstacle)
        {
            if (!ReleaseLeftBehind(region, wanted))
                BorrowThrow.CannotUse(Handle, Name, Show(region), wanted, obstacle);
        }
    }

    private protected virtual void ThrowOver() => BorrowThrow.Expired(Handle, Name);

    /// <summary>Sets the whole state when nothing is lent. Owners move and drop with it.</summary>
    /// <returns>False, and nothing changed, when something is lent or the node is gone already.</returns>
    private protected bool TryRetire()
    {
        EnterGate();
        bool free = Lent == 0;
        if (free && _lendsAlone)
        {
            AskBesides();
            free = InTheWayAlone(LoanKind.Write) is null;
        }
        if (free)
            Volatile.Write(ref Lent, Over);
        if (_lendsAlone)
            AskNoMore();
        ExitGate();
        return free;
    }

    // Forks that share one loan and lend from it meet at its gate, unrelated work never does.
    private void EnterGate() => _gate.Enter();

    private void ExitGate() => _gate.Exit();
}
