using ForkJoin.Loans;

namespace ForkJoin.Jobs;

/* Delegates over one to three lent slices and an argument: the parts wait untyped beside the delegate and become slices on the thread that runs it. */

/// <summary>A <see cref="SliceArgAction{TSlice, TArg}"/> with its part and argument.</summary>
internal readonly struct OneArgAction<TSlice, TArg>(LentPart slice, TArg arg, SliceArgAction<TSlice, TArg> body)
    : IShape<OneArgAction<TSlice, TArg>, Unit>
    where TSlice : struct, ILent<TSlice>, allows ref struct
{
    private readonly LentPart _slice = slice;
    private readonly TArg _arg = arg;
    private readonly SliceArgAction<TSlice, TArg> _body = body;

    public static bool LooksUpWorker => true;

    public static bool BorrowsParts => true;

    public static Unit Invoke(OneArgAction<TSlice, TArg> arg, ForkContext fork)
    {
        arg._body(TSlice.From(arg._slice), arg._arg);
        return default;
    }

    public static void EndLoans(in OneArgAction<TSlice, TArg> arg, LoanScope scope)
    {
        ForkLoans.End(arg._slice, scope);
    }
}

/// <summary>A <see cref="SliceArgFunc{TSlice, TArg, TResult}"/> with its part and argument.</summary>
internal readonly struct OneArgFunc<TSlice, TArg, TResult>(LentPart slice, TArg arg, SliceArgFunc<TSlice, TArg, TResult> body)
    : IShape<OneArgFunc<TSlice, TArg, TResult>, TResult>
    where TSlice : struct, ILent<TSlice>, allows ref struct
{
    private readonly LentPart _slice = slice;
    private readonly TArg _arg = arg;
    private readonly SliceArgFunc<TSlice, TArg, TResult> _body = body;

    public static bool LooksUpWorker => true;

    public static bool BorrowsParts => true;

    public static TResult Invoke(OneArgFunc<TSlice, TArg, TResult> arg, ForkContext fork) =>
        arg._body(TSlice.From(arg._slice), arg._arg);

    public static void EndLoans(in OneArgFunc<TSlice, TArg, TResult> arg, LoanScope scope)
    {
        ForkLoans.End(arg._slice, scope);
    }
}

/// <summary>A <see cref="SliceArgAction{TFirst, TSecond, TArg}"/> with its parts and argument.</summary>
internal readonly struct TwoArgAction<TFirst, TSecond, TArg>(LentPart first, LentPart second, TArg arg, SliceArgAction<TFirst, TSecond, TArg> body)
    : IShape<TwoArgAction<TFirst, TSecond, TArg>, Unit>
    where TFirst : struct, ILent<TFirst>, allows ref struct
    where TSecond : struct, ILent<TSecond>, allows ref struct
{
    private readonly LentPart _first = first;
    private readonly LentPart _second = second;
    private readonly TArg _arg = arg;
    private readonly SliceArgAction<TFirst, TSecond, TArg> _body = body;

    public static bool LooksUpWorker => true;

    public static bool BorrowsParts => true;

    public static Unit Invoke(TwoArgAction<TFirst, TSecond, TArg> arg, ForkContext fork)
    {
        arg._body(TFirst.From(arg._first), TSecond.From(arg._second), arg._arg);
        return default;
    }

    public static void EndLoans(in TwoArgAction<TFirst, TSecond, TArg> arg, LoanScope scope)
    {
        ForkLoans.End(arg._first, scope);
        ForkLoans.End(arg._second, scope);
    }
}

/// <summary>A <see cref="SliceArgFunc{TFirst, TSecond, TArg, TResult}"/> with its parts and argument.</summary>
internal readonly struct TwoArgFunc<TFirst, TSecond, TArg, TResult>(LentPart first, LentPart second, TArg arg, SliceArgFunc<TFirst, TSecond, TArg, TResult> body)
    : IShape<TwoArgFunc<TFirst, TSecond, TArg, TResult>, TResult>
    where TFirst : struct, ILent<TFirst>, allows ref struct
    where TSecond : struct, ILent<TSecond>, allows ref struct
{
    private readonly LentPart _first = first;
    private readonly LentPart _second = second;
    private readonly TArg _arg = arg;
    private readonly SliceArgFunc<TFirst, TSecond, TArg, TResult> _body = body;

    public static bool LooksUpWorker => true;

    public static bool BorrowsParts => true;

    public static TResult Invoke(TwoArgFunc<TFirst, TSecond, TArg, TResult> arg, ForkContext fork) =>
        arg._body(TFirst.From(arg._first), TSecond.From(arg._second), arg._arg);

    public static void EndLoans(in TwoArgFunc<TFirst, TSecond, TArg, TResult> arg, LoanScope scope)
    {
        ForkLoans.End(arg._first, scope);
        ForkLoans.End(arg._second, scope);
    }
}

/// <summary>A <see cref="SliceArgAction{TFirst, TSecond, TThird, TArg}"/> with its parts and argument.</summary>
internal readonly struct ThreeArgAction<TFirst, TSecond, TThird, TArg>(LentPart first, LentPart second, LentPart third, TArg arg, SliceArgAction<TFirst, TSecond, TThird, TArg> body)
    : IShape<ThreeArgAction<TFirst, TSecond, TThird, TArg>, Unit>
    where TFirst : struct, ILent<TFirst>, allows ref struct
    where TSecond : struct, ILent<TSecond>, allows ref struct
    where TThird : struct, ILent<TThird>, allows ref struct
{
    private readonly LentPart _first = first;
    private readonly LentPart _second = second;
    private readonly LentPart _third = third;
    private readonly TArg _arg = arg;
    private readonly SliceArgAction<TFirst, TSecond, TThird, TArg> _body = body;

    public static bool LooksUpWorker => true;

    public static bool BorrowsParts => true;

    public static Unit Invoke(ThreeArgAction<TFirst, TSecond, TThird, TArg> arg, ForkContext fork)
    {
        arg._body(TFirst.From(arg._first), TSecond.From(arg._second), TThird.From(arg._third), arg._arg);
        return default;
    }

    public static void EndLoans(in ThreeArgAction<TFirst, TSecond, TThird, TArg> arg, LoanScope scope)
    {
        ForkLoans.End(arg._first, scope);
        ForkLoans.End(arg._second, scope);
        ForkLoans.End(arg._third, scope);
    }
}

/// <summary>A <see cref="SliceArgFunc{TFirst, TSecond, TThird, TArg, TResult}"/> with its parts and argument.</summary>
internal readonly struct ThreeArgFunc<TFirst, TSecond, TThird, TArg, TResult>(LentPart first, LentPart second, LentPart third, TArg arg, SliceArgFunc<TFirst, TSecond, TThird, TArg, TResult> body)
    : IShape<ThreeArgFunc<TFirst, TSecond, TThird, TArg, TResult>, TResult>
    where TFirst : struct, ILent<TFirst>, allows ref struct
    where TSecond : struct, ILent<TSecond>, allows ref struct
    where TThird : struct, ILent<TThird>, allows ref struct
{
    private readonly LentPart _first = first;
    private readonly LentPart _second = second;
    private readonly LentPart _third = third;
    private readonly TArg _arg = arg;
    private readonly SliceArgFunc<TFirst, TSecond, TThird, TArg, TResult> _body = body;

    public static bool LooksUpWorker => true;

    public static bool BorrowsParts => true;

    public static TResult Invoke(ThreeArgFunc<TFirst, TSecond, TThird, TArg, TResult> arg, ForkContext fork) =>
        arg._body(TFirst.From(arg._first), TSecond.From(arg._second), TThird.From(arg._third), arg._arg);

    public static void EndLoans(in ThreeArgFunc<TFirst, TSecond, TThird, TArg, TResult> arg, LoanScope scope)
    {
        ForkLoans.End(arg._first, scope);
        ForkLoans.End(arg._second, scope);
        ForkLoans.End(arg._third, scope);
    }
}
