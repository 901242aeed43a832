using ForkJoin;

namespace WordRank.Rankers;

/// <summary>
/// How two halves are joined. The program is written once and compiled for both ways: the second is the serial elision, the same
/// code with each join replaced by two calls, which is what the parallel run must be measured against.
/// </summary>
internal interface IJoinWay
{
    /// <summary>One result for each half.</summary>
    static abstract (TResult Left, TResult Right) Join<TSlice, TResult>(TSlice left, TSlice right, SliceFunc<TSlice, TResult> body)
        where TSlice : struct, ILent<TSlice>, allows ref struct;

    /// <summary>One call for each half, both with the same argument.</summary>
    static abstract void Join<TSlice, TArg>(TSlice left, TSlice right, TArg arg, SliceArgAction<TSlice, TArg> body)
        where TSlice : struct, ILent<TSlice>, allows ref struct;
}

/// <summary>The halves may run at the same time.</summary>
internal readonly struct Forking : IJoinWay
{
    public static (TResult Left, TResult Right) Join<TSlice, TResult>(TSlice left, TSlice right, SliceFunc<TSlice, TResult> body)
        where TSlice : struct, ILent<TSlice>, allows ref struct => Fork.Join(left, right, body);

    public static void Join<TSlice, TArg>(TSlice left, TSlice right, TArg arg, SliceArgAction<TSlice, TArg> body)
        where TSlice : struct, ILent<TSlice>, allows ref struct => Fork.Join(left, arg, right, arg, body);
}

/// <summary>One half after the other.</summary>
internal readonly struct Calling : IJoinWay
{
    public static (TResult Left, TResult Right) Join<TSlice, TResult>(TSlice left, TSlice right, SliceFunc<TSlice, TResult> body)
        where TSlice : struct, ILent<TSlice>, allows ref struct => (body(left), body(right));

    public static void Join<TSlice, TArg>(TSlice left, TSlice right, TArg arg, SliceArgAction<TSlice, TArg> body)
        where TSlice : struct, ILent<TSlice>, allows ref struct
    {
        body(left, arg);
        body(right, arg);
    }
}
