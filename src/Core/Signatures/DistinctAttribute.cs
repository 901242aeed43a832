using System;

namespace ForkJoin;

/// <summary>
/// Says of two or more parameters of a method: what they are given does not overlap, no two of them being the same owner or parts that
/// have an element in common. On a method it counts the instance among them. The body may rely on it; a call whose arguments overlap is
/// reported (FJ0033). It has no effect at run time, where two parts that overlap can be lent at the same time only for reading.
/// </summary>
/// <example><code>
/// // Reads all of 'from' while it writes 'into': wrong where the two are parts of one array that overlap.
/// static void Blur([Distinct] ReadOnlySpan&lt;float&gt; from, [Distinct] Span&lt;float&gt; into) { /* … */ }
/// </code></example>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Method)]
public sealed class DistinctAttribute : Attribute;
