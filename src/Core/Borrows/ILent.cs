using ForkJoin.Loans;

namespace ForkJoin;

/// <summary>
/// What forks accept as lent: <see cref="Slice{T}"/> and <see cref="SliceMut{T}"/>, and their two-dimensional forms. The
/// members are the library's own, so no other type can pass for a slice and a span can never slip into a fork.
/// </summary>
/// <typeparam name="TSelf">The slice type itself.</typeparam>
/// <example><code>
/// // One body for slices of either kind:
/// static void Twice&lt;TSlice&gt;(ForkJoinSection section, TSlice slice, SliceAction&lt;TSlice&gt; body)
///     where TSlice : struct, ILent&lt;TSlice&gt;, allows ref struct => section.Fork(slice, body);
/// </code></example>
public interface ILent<TSelf>
    where TSelf : struct, ILent<TSelf>, allows ref struct
{
    /// <summary>Whether holders of this type may write.</summary>
    internal static abstract LoanKind Kind { get; }

    /// <summary>The loan it is part of, from which a fork is lent; null for an empty default.</summary>
    internal LoanNode? Lender { get; }

    /// <summary>The elements it covers.</summary>
    internal Region Region { get; }

    /// <summary>The slice as it waits in a fork.</summary>
    internal LentPart Part { get; }

    /// <summary>The slice again, on the thread that will use it.</summary>
    internal static abstract TSelf From(scoped in LentPart part);
}
