using System;

namespace ForkJoin;

/// <content>Calls of bodies without a result.</content>
public static partial class Borrow
{
    /// <summary>Calls a body with one argument. Does not block by itself.</summary>
    /// <typeparam name="TFirst">What the body gets first.</typeparam>
    /// <param name="first">The first argument.</param>
    /// <param name="body">The code.</param>
    /// <exception cref="ArgumentNullException">An argument or the body is null; nothing has been lent.</exception>
    /// <exception cref="BorrowException">Something cannot be lent; nothing is.</exception>
    public static void Call<TFirst>(BorrowArgument<TFirst> first, Action<TFirst> body)
        where TFirst : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        Call(first, one =>
        {
            body(one);
            return true;
        });
    }

    /// <summary>Calls a body with two arguments. Does not block by itself.</summary>
    /// <typeparam name="TFirst">What the body gets first.</typeparam>
    /// <typeparam name="TSecond">What it gets second.</typeparam>
    /// <param name="first">The first argument.</param>
    /// <param name="second">The second argument.</param>
    /// <param name="body">The code.</param>
    /// <exception cref="ArgumentNullException">An argument or the body is null; nothing has been lent.</exception>
    /// <exception cref="BorrowException">Something cannot be lent; nothing is.</exception>
    public static void Call<TFirst, TSecond>(BorrowArgument<TFirst> first, BorrowArgument<TSecond> second, Action<TFirst, TSecond> body)
        where TFirst : allows ref struct
        where TSecond : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        Call(first, second, (one, two) =>
        {
            body(one, two);
            return true;
        });
    }

    /// <summary>Calls a body with three arguments. Does not block by itself.</summary>
    /// <typeparam name="TFirst">What the body gets first.</typeparam>
    /// <typeparam name="TSecond">What it gets second.</typeparam>
    /// <typeparam name="TThird">What it gets third.</typeparam>
    /// <param name="first">The first argument.</param>
    /// <param name="second">The second argument.</param>
    /// <param name="third">The third argument.</param>
    /// <param name="body">The code.</param>
    /// <exception cref="ArgumentNullException">An argument or the body is null; nothing has been lent.</exception>
    /// <exception cref="BorrowException">Something cannot be lent; nothing is.</exception>
    public static void Call<TFirst, TSecond, TThird>(
        BorrowArgument<TFirst> first, BorrowArgument<TSecond> second, BorrowArgument<TThird> third, Action<TFirst, TSecond, TThird> body)
        where TFirst : allows ref struct
        where TSecond : allows ref struct
        where TThird : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        Call(first, second, third, (one, two, three) =>
        {
            body(one, two, three);
            return true;
        });
    }
}
