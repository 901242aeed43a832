using System;
using System.Runtime.CompilerServices;
using ForkJoin.Sharing;

namespace ForkJoin;

/// <summary>Makes shared references. Those are Rust's <c>Arc&lt;RwLock&lt;T&gt;&gt;</c>: counted handles to one value, many readers or one writer.</summary>
/// <example><code>
/// using SharedRef&lt;List&lt;string&gt;&gt; names = SharedRef.Of(new List&lt;string&gt;());
/// using (var guard = names.Write()) guard.Value.Add("Ada");
/// </code></example>
public static class SharedRef
{
    /// <summary>Moves a value into a new cell and gives the first handle to it. Does not block.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value. The caller promises to touch it only through guards and leases from here on.</param>
    /// <param name="name">What messages call it; the expression it was made from unless given.</param>
    /// <returns>The first handle. The value is disposed, if it is <see cref="IDisposable"/>, after the last handle.</returns>
    public static SharedRef<T> Of<T>(T value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        new(new SharedCell<T>(value, name ?? "the shared value"));
}
