using System;

namespace ForkJoin;

/// <summary>
/// Says of a parameter by reference: whenever the call returns, what was in it before is certainly gone from it, so the caller may take it that
/// the loans it held have ended there and that it depends only on what <see cref="MayStoreAttribute"/> says was stored. On a method it
/// says the same of the instance. A promise and not a possibility: every path of the body that returns must assign the parameter, and one that
/// does not is reported (FJ0031). An <c>out</c> parameter needs it not, for C# promises the same of it. It has no effect at run time.
/// </summary>
/// <example><code>
/// // Afterwards the caller's reference points into 'next' and certainly no longer to where it pointed.
/// [MayStore(from: "next", into: "current")]
/// static void Advance([Replaces] ref Ref&lt;int&gt; current, Ref&lt;int&gt; next) => current = next;
/// </code></example>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Method)]
public sealed class ReplacesAttribute : Attribute;
