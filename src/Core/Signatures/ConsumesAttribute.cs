using System;

namespace ForkJoin;

/// <summary>
/// Says of a parameter: the call uses up what it is given. An owner is moved in, a slice, guard or reference is given away; the caller must not
/// use it afterwards, whether the call returns or throws, and must not have lent it when it calls. On a method it says the same of the
/// instance, as of <c>Move</c> and <c>IntoArray</c>. The body may do with it what its owner may: move it on, dispose it, keep it. It has
/// no effect at run time: what the body moves fails there with <see cref="MovedException"/> when it is used again.
/// </summary>
/// <example><code>
/// sealed class Archive
/// {
///     private readonly List&lt;OwnedArray&lt;byte&gt;&gt; _pages = [];
///
///     public void Add([Consumes] OwnedArray&lt;byte&gt; page) => _pages.Add(page.Move());
/// }
///
/// archive.Add(page);
/// page[0] = 1;        // FJ0001: moved by the call
/// </code></example>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Method)]
public sealed class ConsumesAttribute : Attribute;
