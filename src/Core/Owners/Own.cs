using System;
using System.Runtime.CompilerServices;
using ForkJoin.Owners;

namespace ForkJoin;

/// <summary>Makes owners of single values.</summary>
/// <example><code>
/// Owned&lt;string&gt; title = Own.Of("Moby Dick");                 // never changes; any number of borrowers
/// OwnedMut&lt;List&lt;int&gt;&gt; pages = Own.Mut(new List&lt;int&gt;());     // changes: many readers, or one writer
/// List&lt;int&gt;? raw = [1, 2];
/// OwnedMut&lt;List&lt;int&gt;&gt; mine = Own.TakeMut(ref raw);           // raw is null now: no alias by that name is left
/// </code></example>
public static class Own
{
    /// <summary>Gives a value to an owner that never changes it. Aliases that the caller keeps are not watched.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="name">The name for messages; unless given, what the borrower calls it, or the caller's expression.</param>
    /// <param name="expression">Filled in by the compiler.</param>
    /// <returns>The owner.</returns>
    public static Owned<T> Of<T>(T value, string? name = null, [CallerArgumentExpression(nameof(value))] string? expression = null) => new(value, OwnerName.Of(name, expression, "the value"));

    /// <summary>Gives a value to an owner that may change it. Aliases that the caller keeps are not watched.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="name">The name for messages; unless given, what the borrower calls it, or the caller's expression.</param>
    /// <param name="expression">Filled in by the compiler.</param>
    /// <returns>The owner.</returns>
    public static OwnedMut<T> Mut<T>(T value, string? name = null, [CallerArgumentExpression(nameof(value))] string? expression = null) => new(value, OwnerName.Of(name, expression, "the value"));

    /// <summary>Moves an object out of a variable, which is null afterwards, to an owner that never changes it.</summary>
    /// <typeparam name="T">The object's type.</typeparam>
    /// <param name="value">The variable; null afterwards.</param>
    /// <param name="name">The name for messages; unless given, what the borrower calls it, or the caller's expression.</param>
    /// <param name="expression">Filled in by the compiler.</param>
    /// <returns>The owner.</returns>
    /// <exception cref="ArgumentNullException">The variable is null already.</exception>
    public static Owned<T> Take<T>(ref T? value, string? name = null, [CallerArgumentExpression(nameof(value))] string? expression = null)
        where T : class => Of(TakeFrom(ref value), name, expression);

    /// <summary>Moves an object out of a variable, which is null afterwards, to an owner that may change it.</summary>
    /// <typeparam name="T">The object's type.</typeparam>
    /// <param name="value">The variable; null afterwards.</param>
    /// <param name="name">The name for messages; unless given, what the borrower calls it, or the caller's expression.</param>
    /// <param name="expression">Filled in by the compiler.</param>
    /// <returns>The owner.</returns>
    /// <exception cref="ArgumentNullException">The variable is null already.</exception>
    public static OwnedMut<T> TakeMut<T>(ref T? value, string? name = null, [CallerArgumentExpression(nameof(value))] string? expression = null)
        where T : class => Mut(TakeFrom(ref value), name, expression);

    private static T TakeFrom<T>(ref T? value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        T taken = value;
        value = null;
        return taken;
    }
}
