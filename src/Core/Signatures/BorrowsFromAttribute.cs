using System;
using System.Collections.Generic;

namespace ForkJoin;

/// <summary>
/// Says what something borrows from, so that callers are judged by the signature alone and never by the body.
/// <list type="bullet">
/// <item>On a return value: the result may refer to what the named parameters refer to, or to the parameters themselves where they are
/// owners or come by reference; several names stand for "any of these", so using the result needs all of them valid.</item>
/// <item>On a property: the same of its value. Names are <c>this</c> or an indexer's parameters; without a name it is <c>this</c>. Of an
/// auto-property's field it says what it says of any field.</item>
/// <item>On a field, without a name: the type holds references there. A value of it depends on whatever was stored into it: its constructors
/// are taken to keep the references they are given, other members say so by <see cref="MayStoreAttribute"/>.</item>
/// <item>On a type parameter, without a name: values of that type may be references, and an instance of the type depends on each that it was
/// given, by a constructor or by a method that takes one; what its methods give of that type depends on the same.</item>
/// </list>
/// Trusted where the member is called and verified where it is written: a body that returns what it does not name is reported (FJ0031), as
/// is an attribute that can mean nothing (FJ0030). It has no effect at run time, where each reference is validated when it is used.
/// </summary>
/// <remarks>
/// The idea is that of a
/// <see href="https://github.com/cppdev123/borrow-checker">checker that validates references on use</see>:
/// a signature names what its result depends on, not how long that lives.
/// </remarks>
/// <param name="sources">
/// The parameters, best written <c>nameof(parameter)</c>; <c>"this"</c> for the instance that the member is called on.
/// </param>
/// <example><code>
/// // Which of the two it is shows only at run time: the caller must keep both valid.
/// [return: BorrowsFrom("first", "second")]
/// static Ref&lt;int&gt; Greater(Ref&lt;int&gt; first, Ref&lt;int&gt; second) => first.Value >= second.Value ? first : second;
///
/// // A type that holds a reference says so, and with it what its values depend on.
/// sealed class Cursor(Ref&lt;int&gt; at)
/// {
///     [BorrowsFrom] private readonly Ref&lt;int&gt; _at = at;
///
///     [BorrowsFrom("this")] public Ref&lt;int&gt; At => _at;
/// }
/// </code></example>
[Shareable] // nothing of it changes
[AttributeUsage(AttributeTargets.ReturnValue | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.GenericParameter)]
public sealed class BorrowsFromAttribute(params string[] sources) : Attribute
{
    /// <summary>The names of the parameters, or <c>this</c>; none on a field and on a type parameter.</summary>
    public IReadOnlyList<string> Sources { get; } = sources;
}
