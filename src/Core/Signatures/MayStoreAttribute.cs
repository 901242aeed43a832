using System;

namespace ForkJoin;

/// <summary>
/// Says of a method or constructor: it may store the reference that one parameter holds into what another one refers to, or into the
/// instance. The caller takes it that the target afterwards depends on both, on what it held before and on what it was given; with
/// <see cref="ReplacesAttribute"/> on the target, on what it was given alone. A method without this attribute keeps nothing for longer than the
/// call: it may rely on its references only until it returns. May stand several times.
/// </summary>
/// <remarks>
/// It has no effect at run time. The bound <c>'b: 'a</c> of the
/// <see href="https://github.com/cppdev123/borrow-checker">checker that validates references on use</see>,
/// read as "may move the dependency", not as "lives longer".
/// </remarks>
/// <param name="from">The parameter whose reference is stored; <c>"this"</c> for what the instance holds.</param>
/// <param name="into">
/// The parameter that it is stored into: one by reference, or an object that holds references; <c>"this"</c> for the instance.
/// </param>
/// <example><code>
/// sealed class Register
/// {
///     [BorrowsFrom] private readonly List&lt;Ref&lt;int&gt;&gt; _items = [];
///
///     [MayStore(from: "item", into: "this")]
///     public void Add(Ref&lt;int&gt; item) => _items.Add(item);
/// }
///
/// // Each may hold the other's reference afterwards.
/// [MayStore(from: "a", into: "b"), MayStore(from: "b", into: "a")]
/// static void SwapIf(bool wanted, ref Ref&lt;int&gt; a, ref Ref&lt;int&gt; b)
/// {
///     if (wanted) (a, b) = (b, a);
/// }
/// </code></example>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Delegate, AllowMultiple = true)]
public sealed class MayStoreAttribute(string from, string into) : Attribute
{
    /// <summary>The parameter whose reference is stored, or <c>this</c>.</summary>
    public string From { get; } = from;

    /// <summary>What it is stored into: a parameter, or <c>this</c>.</summary>
    public string Into { get; } = into;
}
