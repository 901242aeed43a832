using System.Threading;

namespace ForkJoin;

/// <summary>One argument of <see cref="Borrow.Call{TFirst, TResult}(BorrowArgument{TFirst}, System.Func{TFirst, TResult})"/>: what is to be lent for the call, or a plain value. Good for one call.</summary>
/// <typeparam name="TPassed">What the body gets.</typeparam>
/// <example><code>
/// BorrowArgument&lt;BorrowedMut&lt;int&gt;&gt; argument = Borrow.Mut(count);
/// Borrow.Call(argument, static count => count.Value++);
/// </code></example>
[Sendable(Arguments = ShareKind.Unknown)]
public abstract class BorrowArgument<TPassed>
    where TPassed : allows ref struct
{
    private int _used;

    private protected BorrowArgument()
    {
    }

    /// <summary>Lends for one call.</summary>
    internal TPassed Lend()
    {
        if (Interlocked.Exchange(ref _used, 1) != 0)
            BorrowThrow.ScopeOver("argument of a call");
        return LendOnce();
    }

    /// <summary>Ends what <see cref="Lend"/> lent.</summary>
    internal abstract void GiveBack(TPassed passed);

    private protected abstract TPassed LendOnce();
}
