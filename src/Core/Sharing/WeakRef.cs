using System;
using System.Diagnostics.CodeAnalysis;
using ForkJoin.Sharing;

namespace ForkJoin;

/// <summary>
/// A reference to a shared value that does not keep it: it does not count, so that two values may point at each other and still be
/// dropped. A default one refers to nothing. (Rust's <c>std::sync::Weak</c>.)
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <example><code>
/// WeakRef&lt;Settings&gt; weak = settings.Downgrade();
/// if (weak.TryUpgrade(out SharedRef&lt;Settings&gt;? strong))
///     using (strong) Console.WriteLine(strong.RefCount);
/// </code></example>
[Shareable(Arguments = ShareKind.Readable)]
public readonly record struct WeakRef<T>
{
    private readonly WeakReference<SharedCell<T>>? _cell;

    internal WeakRef(WeakReference<SharedCell<T>> cell) => _cell = cell;

    /// <summary>
    /// Gives a handle to the value if there is one yet. Does not block. Against the last handle's end it is decided once: either this
    /// handle comes first and the value lives on with it, or the value is dropped and every later call says no.
    /// </summary>
    /// <param name="shared">A handle that the caller disposes; null where the answer is no.</param>
    /// <returns>Whether the value was still held.</returns>
    public bool TryUpgrade([NotNullWhen(true)] out SharedRef<T>? shared)
    {
        shared = _cell is not null && _cell.TryGetTarget(out SharedCell<T>? cell) && cell.TryAddHandle() ? new SharedRef<T>(cell) : null;
        return shared is not null;
    }

    /// <summary>What it is, never the value.</summary>
    /// <returns>For example <c>weak reference</c>.</returns>
    public override string ToString() => _cell is null ? "weak reference to nothing" : "weak reference";
}
