using System;
using System.Runtime.CompilerServices;

namespace ForkJoin;

/// <summary>
/// Borrows several values for one call: all of them are lent before the body runs, or none, and given back when it returns or throws. A guard
/// that the body kept is refused afterwards. (The <c>@bc</c> call of BorrowChecker.jl.) The order of the arguments is the order of lending, and
/// nothing waits, so two such calls cannot block each other.
/// </summary>
/// <example><code>
/// int length = Borrow.Call(Borrow.Mut(list), Borrow.Read(title), Borrow.Plain(3), static (list, title, times) =>
/// {
///     for (int i = 0; i &lt; times; i++)
///         list.Value.Add(title.Value);
///     return list.Value.Count;
/// });
/// </code></example>
public static partial class Borrow
{
    /// <summary>A value to be lent for reading. Does nothing by itself.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="owner">The owner.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The argument.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    public static BorrowArgument<Borrowed<T>> Read<T>(
        Owned<T> owner, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return new Reader<T>(() => owner.Borrow(name, file, line));
    }

    /// <summary>A value to be lent for reading. Does nothing by itself.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="owner">The owner.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The argument.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    public static BorrowArgument<Borrowed<T>> Read<T>(
        OwnedMut<T> owner, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return new Reader<T>(() => owner.Borrow(name, file, line));
    }

    /// <summary>A value to be lent for writing. Does nothing by itself.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="owner">The owner.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The argument.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    public static BorrowArgument<BorrowedMut<T>> Mut<T>(
        OwnedMut<T> owner, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return new Writer<T>(() => owner.BorrowMut(name, file, line));
    }

    /// <summary>A value that nobody owns, handed over as it is.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The argument.</returns>
    public static BorrowArgument<T> Plain<T>(T value) => new Value<T>(value);

    /// <summary>Calls a body with one argument. Does not block by itself.</summary>
    /// <typeparam name="TFirst">What the body gets first.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="first">The first argument.</param>
    /// <param name="body">The code.</param>
    /// <returns>What the body returns.</returns>
    /// <exception cref="ArgumentNullException">An argument or the body is null; nothing has been lent.</exception>
    /// <exception cref="BorrowException">Something cannot be lent; nothing is.</exception>
    public static TResult Call<TFirst, TResult>(BorrowArgument<TFirst> first, Func<TFirst, TResult> body)
        where TFirst : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(body);
        TFirst one = first.Lend();
        try
        {
            return body(one);
        }
        finally
        {
            first.GiveBack(one);
        }
    }

    /// <summary>Calls a body with two arguments. Does not block by itself.</summary>
    /// <typeparam name="TFirst">What the body gets first.</typeparam>
    /// <typeparam name="TSecond">What it gets second.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="first">The first argument.</param>
    /// <param name="second">The second argument.</param>
    /// <param name="body">The code.</param>
    /// <returns>What the body returns.</returns>
    /// <exception cref="ArgumentNullException">An argument or the body is null; nothing has been lent.</exception>
    /// <exception cref="BorrowException">Something cannot be lent; nothing is.</exception>
    public static TResult Call<TFirst, TSecond, TResult>(
        BorrowArgument<TFirst> first, BorrowArgument<TSecond> second, Func<TFirst, TSecond, TResult> body)
        where TFirst : allows ref struct
        where TSecond : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(body);
        TFirst one = first.Lend();
        try
        {
            TSecond two = second.Lend();
            try
            {
                return body(one, two);
            }
            finally
            {
                second.GiveBack(two);
            }
        }
        finally
        {
            first.GiveBack(one);
        }
    }

    /// <summary>Calls a body with three arguments. Does not block by itself.</summary>
    /// <typeparam name="TFirst">What the body gets first.</typeparam>
    /// <typeparam name="TSecond">What it gets second.</typeparam>
    /// <typeparam name="TThird">What it gets third.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="first">The first argument.</param>
    /// <param name="second">The second argument.</param>
    /// <param name="third">The third argument.</param>
    /// <param name="body">The code.</param>
    /// <returns>What the body returns.</returns>
    /// <exception cref="ArgumentNullException">An argument or the body is null; nothing has been lent.</exception>
    /// <exception cref="BorrowException">Something cannot be lent; nothing is.</exception>
    public static TResult Call<TFirst, TSecond, TThird, TResult>(
        BorrowArgument<TFirst> first, BorrowArgument<TSecond> second, BorrowArgument<TThird> third, Func<TFirst, TSecond, TThird, TResult> body)
        where TFirst : allows ref struct
        where TSecond : allows ref struct
        where TThird : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(third);
        ArgumentNullException.ThrowIfNull(body);
        TFirst one = first.Lend();
        try
        {
            TSecond two = second.Lend();
            try
            {
                TThird three = third.Lend();
                try
                {
                    return body(one, two, three);
                }
                finally
                {
                    third.GiveBack(three);
                }
            }
            finally
            {
                second.GiveBack(two);
            }
        }
        finally
        {
            first.GiveBack(one);
        }
    }

    private sealed class Reader<T>(Func<Borrowed<T>> borrow) : BorrowArgument<Borrowed<T>>
    {
        internal override void GiveBack(Borrowed<T> passed) => passed.Dispose();

        private protected override Borrowed<T> LendOnce() => borrow();
    }

    private sealed class Writer<T>(Func<BorrowedMut<T>> borrow) : BorrowArgument<BorrowedMut<T>>
    {
        internal override void GiveBack(BorrowedMut<T> passed) => passed.Dispose();

        private protected override BorrowedMut<T> LendOnce() => borrow();
    }

    private sealed class Value<T>(T value) : BorrowArgument<T>
    {
        internal override void GiveBack(T passed)
        {
            // Nothing was lent.
        }

        private protected override T LendOnce() => value;
    }
}
