using System;
using System.Collections.Generic;
using ForkJoin.ShareFacts;

namespace ForkJoin;

/// <summary>
/// Which values threads may share: facts about types, as Rust's <c>Send</c> and <c>Sync</c> are. Stated by <see cref="SendableAttribute"/>,
/// <see cref="ShareableAttribute"/> and <see cref="NotShareableAttribute"/>, known of the base library, or inferred from fields and type arguments.
/// Forks are checked against them; see <see cref="BorrowChecking.Captures"/>.
/// </summary>
/// <example><code>
/// Console.WriteLine(Shareability.Of&lt;string&gt;().IsShareable);            // True
/// Console.WriteLine(Shareability.Of&lt;Mutex&lt;List&lt;int&gt;&gt;&gt;().IsShareable);   // True
/// Console.WriteLine(Shareability.Of&lt;List&lt;int&gt;&gt;());                      // Readable: List&lt;int&gt; (List&lt;int&gt;): whoever changes it must be alone with it
/// </code></example>
public static class Shareability
{
    /// <summary>The verdict about a type. Found once, then looked up. Does not block.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <returns>The verdict, and the part of the type that decides it.</returns>
    public static ShareVerdict Of<T>()
        where T : allows ref struct => TypeFacts.Of(typeof(T));

    /// <summary>The verdict about a type. Found once, then looked up. Does not block.</summary>
    /// <param name="type">The type.</param>
    /// <returns>The verdict, and the part of the type that decides it.</returns>
    /// <exception cref="ArgumentNullException">The type is null.</exception>
    public static ShareVerdict Of(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return TypeFacts.Of(type);
    }

    /// <summary>
    /// What a lambda captures. Where its code can be read, only what it uses itself, or a lambda or local function in it; compiled ahead of
    /// time, whatever the closure holds that is known there. Does not block. Costs microseconds, more for the first of its kind.
    /// </summary>
    /// <param name="body">The lambda, or any delegate: for a method of an object, that object is <c>this</c>.</param>
    /// <returns>The variables; none for a static lambda.</returns>
    /// <exception cref="ArgumentNullException">The delegate is null.</exception>
    public static IReadOnlyList<CapturedVariable> CapturesOf(Delegate body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return ShareFacts.Captures.Of(body, byValue: true).Variables;
    }

    /// <summary>
    /// Refuses a lambda unless everything that it captures is known to be shareable and it assigns none of it: what
    /// <see cref="CaptureChecking.Strict"/> asks of every fork, asked of this one. (The <c>@cc</c> of BorrowChecker.jl.) Does nothing where checking is
    /// switched off. Does not block.
    /// </summary>
    /// <typeparam name="TDelegate">The delegate's type.</typeparam>
    /// <param name="body">The lambda.</param>
    /// <returns>The same lambda.</returns>
    /// <exception cref="ArgumentNullException">The delegate is null.</exception>
    /// <exception cref="NotShareableException">It captures something that is not known to be shareable, or assigns what it captures.</exception>
    /// <example><code>
    /// section.Fork(Shareability.Check(() => Console.WriteLine(title)));
    /// </code></example>
    public static TDelegate Check<TDelegate>(TDelegate body)
        where TDelegate : Delegate
    {
        ArgumentNullException.ThrowIfNull(body);
        if (BorrowChecking.Enabled)
            ShareFacts.Captures.Check(body, CaptureChecking.Strict);
        return body;
    }
}
