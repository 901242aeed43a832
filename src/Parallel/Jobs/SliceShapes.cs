using ForkJoin.Loans;

namespace ForkJoin.Jobs;

/* Delegates over one to three lent slices: the parts wait untyped beside the delegate and become slices on the thread that runs it. */

/// <summary>A <see cref="SliceAction{TSlice}"/> with its part.</summary>
internal readonly struct OneAction<TSlice>(LentPart slice, SliceAction<TSlice> body)
    : IShape<OneAction<TSlice>, Unit>
    where TSlice : struct, ILent<TSlice>, allows ref struct
{
    private readonly LentPart _slice = slice;
    private readonly SliceAction<TSlice> _body = body;

    public static bool LooksUpWorker => true;

    public static bool BorrowsParts => true;

    public static Unit Invoke(OneAction<TSlice> arg, ForkContext fork)
    {
        arg._body(TSlice.From(arg._slice));
        return default;
    }

    public static void EndLoans(in OneAction<TSlice> arg, LoanScope scope)
    {
        ForkLoans.End(arg._slice, scope);
    }
}

/// <summary>A <see cref="SliceFunc{TSlice, TResult}"/> with its part.</summary>
internal readonly struct OneFunc<TSlice, TResult>(LentPart slice, SliceFunc<TSlice, TResult> body)
    : IShape<OneFunc<TSlice, TResult>, TResult>
    where TSlice : struct, ILent<TSlice>, allows ref struct
{
    private readonly LentPart _slice = slice;
    private readonly SliceFunc<TSlice, TResult> _body = body;

    public static bool LooksUpWorker => true;

    public static bool BorrowsParts => true;

    public static TResult Invoke(OneFunc<TSlice, TResult> arg, ForkContext fork) =>
        arg._body(TSlice.From(arg._slice));

    public static void EndLoans(in OneFunc<TSlice, TResult> arg, LoanScope scope)
    {
        ForkLoans.End(arg._slice, scope);
    }
}

/// <summary>A <see cref="SliceAction{TFirst, TSecond}"/> with its parts.</summary>
internal readonly struct TwoAction<TFirst, TSecond>(LentPart first, LentPart second, SliceAction<TFirst, TSecond> body)
    : IShape<TwoAction<TFirst, TSecond>, Unit>
    where TFirst : struct, ILent<TFirst>, allows ref struct
    where TSecond : struct, ILent<TSecond>, allows ref struct
{
    private readonly LentPart _first = first;
    private readonly LentPart _second = second;
    private readonly SliceAction<TFirst, TSecond> _body = body;

    public static bool LooksUpWorker => true;

    public static bool BorrowsParts => true;

    public static Unit Invoke(TwoAction<TFirst, TSecond> arg, ForkContext fork)
    {
        arg._body(TFirst.From(arg._first), TSecond.From(arg._second));
        return default;
    }

    public static void EndLoans(in TwoAction<TFirst, TSecond> arg, LoanScope scope)
    {
        ForkLoans.End(arg._first, scope);
        ForkLoans.End(arg._second, scope);
    }
}

/// <summary>A <see cref="SliceFunc{TFirst, TSecond, TResult}"/> with its parts.</summary>
internal readonly struct TwoFunc<TFirst, TSecond, TResult>(LentPart first, LentPart second, SliceFunc<TFirst, TSecond, TResult> body)
    : IShape<TwoFunc<TFirst, TSecond, TResult>, TResult>
    where TFirst : struct, ILent<TFirst>, allows ref struct
    where TSecond : struct, ILent<TSecond>, allows ref struct
{
    private readonly LentPart _first = first;
    private readonly LentPart _second = second;
    private readonly SliceFunc<TFirst, TSecond, TResult> _body = body;

    public static bool LooksUpWorker => true;

    public static bool BorrowsParts => true;

    public static TResult Invoke(TwoFunc<TFirst, TSecond, TResult> arg, ForkContext fork) =>
        arg._body(TFirst.From(arg._first), TSecond.From(arg._second));

    public static void EndLoans(in TwoFunc<TFirst, TSecond, TResult> arg, LoanScope scope)
    {
        ForkLoans.End(arg._first, scope);
        ForkLoans.End(arg._second, scope);
    }
}

/// <summary>A <see cref="SliceAction{TFirst, TSecond, TThird}"/> with its parts.</summary>
internal readonly struct ThreeAction<TFirst, TSecond, TThird>(LentPart first, LentPart second, LentPart third, SliceAction<TFirst, TSecond, TThird> body)
    : IShape<ThreeAction<TFirst, TSecond, TThird>, Unit>
    where TFirst : struct, ILent<TFirst>, allows ref struct
    where TSecond : struct, ILent<TSecond>, allows ref struct
    where TThird : struct, ILent<TThird>, allows ref struct
{
    private readonly LentPart _first = first;
    private readonly LentPart _second = second;
    private readonly LentPart _third = third;
    private readonly SliceAction<TFirst, TSecond, TThird> _body = body;

    public static bool LooksUpWorker => true;

    public static bool BorrowsParts => true;

    public static Unit Invoke(ThreeAction<TFirst, TSecond, TThird> arg, ForkContext fork)
    {
        arg._body(TFirst.From(arg._first), TSecond.From(arg._second), TThird.From(arg._third));
        return default;
    }

    public static void EndLoans(in ThreeAction<TFirst, TSecond, TThird> arg, LoanScope scope)
    {
        ForkLoans.End(arg._first, scope);
        ForkLoans.End(arg._second, scope);
        ForkLoans.End(arg._third, scope);
    }
}

/// <summary>A <see cref="SliceFunc{TFirst, TSecond, TThird, TResult}"/> with its parts.</summary>
internal readonly struct ThreeFunc<TFirst, TSecond, TThird, TResult>(LentPart first, LentPart second, LentPart third, SliceFunc<TFirst, TSecond, TThird, TResult> body)
    : IShape<ThreeFunc<TFirst, TSecond, TThird, TResult>, TResult>
    where TFirst : struct, ILent<TFirst>, allows ref struct
    where TSecond : struct, ILent<TSecond>, allows ref struct
    where TThird : struct, ILent<TThird>, allows ref struct
{
    private readonly LentPart _first = first;
    private readonly LentPart _second = second;
    private readonly LentPart _third = third;
    private readonly SliceFunc<TFirst, TSecond, TThird, TResult> _body = body;

    public static bool LooksUpWorker => true;

    public static bool BorrowsParts => true;

    public static TResult Invoke(ThreeFunc<TFirst, TSecond, TThird, TResult> arg, ForkContext fork) =>
        arg._body(TFirst.From(arg._first), TSecond.From(arg._second), TThird.From(arg._third));

    public static void EndLoans(in ThreeFunc<TFirst, TSecond, TThird, TResult> arg, LoanScope scope)
    {
        ForkLoans.End(arg._first, scope);
        ForkLoans.End(arg._second, scope);
        ForkLoans.End(arg._third, scope);
    }
}
