using System.Runtime.CompilerServices;
using System.Threading;
using ForkJoin.Tracing;

namespace ForkJoin.Loans;

/// <content>
/// The short way for a single value that is lent once at a time: one interlocked operation for the loan and its end, where the gate takes two
/// and a search. The protocol, and why it loses nothing, is in README.md.
/// </content>
internal partial class LoanNode
{
    private const int Claimed = 4;

    /// <summary>0, or the kind of the loan that went the short way plus 1, with <see cref="Claimed"/> as long as it is not certain.</summary>
    private int _alone;

    /// <summary>Whether somebody at the gate wants to know of no loan but those that are certain: nobody goes the short way then.</summary>
    private bool _isAsked;

    /// <summary>The loan that <see cref="_alone"/> speaks of, once that is certain. Left standing afterwards: the next one is often the same node.</summary>
    private LoanNode? _loanAlone;

    /// <summary>Whether the loans of this node may go the short way; never changes.</summary>
    private readonly bool _lendsAlone;

    /// <summary>Whether this loan went the short way.</summary>
    private bool _isAlone;

    /// <summary>The kind of the loan that went the short way, if there is one; what is only claimed is none yet.</summary>
    private protected LoanKind? LentAlone => Volatile.Read(ref _alone) switch
    {
        (int)LoanKind.Read + 1 => LoanKind.Read,
        (int)LoanKind.Write + 1 => LoanKind.Write,
        _ => null,
    };

    /// <summary>Whether the short way led to a loan.</summary>
    private protected bool IsLentAlone
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (uint)(_alone - 1) < Claimed - 1;
    }

    private protected bool IsLentAloneForWriting
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _alone == (int)LoanKind.Write + 1;
    }

    /// <summary>Lends the whole of this node, if nothing else is lent and nobody else lends at the same moment.</summary>
    /// <param name="loan">A node of the caller's that covers <see cref="Region.One"/>.</param>
    /// <param name="kind">What for.</param>
    /// <param name="name">The owner's name in the words of whoever borrows.</param>
    /// <param name="site">Where.</param>
    /// <returns>False, and nothing changed, where the gate has to be asked.</returns>
    internal bool TryLendAlone(LoanNode loan, LoanKind kind, string? name, SourcePlace site)
    {
        int alone = (int)kind + 1;
        if (!_lendsAlone || Lent != 0 || BorrowTracing.Wanted != 0 || loan._isTraced
            || Interlocked.CompareExchange(ref _alone, alone | Claimed, 0) != 0)
            return false;
        if (Volatile.Read(ref _isAsked) || Volatile.Read(ref Lent) != 0)
        {
            Volatile.Write(ref _alone, 0);
            return false;
        }
        loan.Lent = 0;
        loan.Kind = kind;
        loan._isAlone = true;
        loan.Describe(this, name, site);
        if (!ReferenceEquals(_loanAlone, loan))
            _loanAlone = loan;
        Volatile.Write(ref _alone, alone);
        return true;
    }

    /// <summary>
    /// Whether what was read of that loan's node was the loan's: it has not ended meanwhile, to be another's now. Where somebody only claims
    /// the value it has ended, though <see cref="_loanAlone"/> still stands.
    /// </summary>
    private bool IsLentAloneTo(LoanNode loan) => LentAlone is not null && ReferenceEquals(_loanAlone, loan);

    private void TakeBackAlone() => Volatile.Write(ref _alone, 0);

    /// <summary>Under the gate: from here on nobody else's claim becomes certain, and <see cref="InTheWayAlone"/> sees those that are.</summary>
    private void AskBesides()
    {
        _isAsked = true;
        Interlocked.MemoryBarrier();
    }

    /// <summary>After <see cref="Lent"/> says what came of it.</summary>
    private void AskNoMore() => Volatile.Write(ref _isAsked, false);

    /// <summary>The loan that went the short way, if it forbids one of <paramref name="wanted"/>. Waits where one is claimed.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private LoanNode? InTheWayAlone(LoanKind wanted)
    {
        var spin = default(SpinWait);
        int alone;
        while (((alone = Volatile.Read(ref _alone)) & Claimed) != 0)
            spin.SpinOnce(sleep1Threshold: -1);
        return alone != 0 && (wanted == LoanKind.Write || alone == (int)LoanKind.Write + 1) ? _loanAlone : null;
    }
}
