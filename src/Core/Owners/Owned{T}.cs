using System;
using System.Runtime.CompilerServices;
using ForkJoin.Owners;
using ForkJoin.Tracing;

namespace ForkJoin;

/// <summary>
/// The one owner of a value that does not change as long as it is here. Lends it to any number of readers (<c>Borrow</c>); there is no way to
/// lend it for writing, so writing to it does not compile. <see cref="Thaw"/> moves it to an owner that may change it.
/// <para>
/// Loans may be made from any thread. What the value itself refers to is the value's own business: own what cannot be changed through it,
/// or keep no alias.
/// </para>
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <example><code>
/// Owned&lt;int[]&gt; primes = Own.Of(new[] { 2, 3, 5 });
/// using (Borrowed&lt;int[]&gt; reader = primes.Borrow())
///     Console.WriteLine(reader.Value.Length);
/// Owned&lt;int[]&gt; moved = primes.Move();        // primes is dead: using it throws MovedException, which says where it moved
/// </code></example>
[Shareable(Arguments = ShareKind.Readable)]
public sealed class Owned<T> : IDisposable
{
    private readonly ValueNode<T> _node;

    internal Owned(T value, OwnerName name) => _node = new ValueNode<T>(name, value);

    internal ValueNode<T> Node => _node;

    /// <summary>The name that messages use: the expression that the owner was made from.</summary>
    public string Name => _node.Name;

    /// <summary>What the owner can do at the moment. A snapshot where other threads borrow from it.</summary>
    public OwnerState State => _node.State;

    /// <summary>The value. Does not block.</summary>
    /// <exception cref="MovedException">The value has been moved away or dropped.</exception>
    public T Value
    {
        get
        {
            _node.CheckRead();
            return _node.Value;
        }
    }

    /// <summary>Moves the value to a new owner of the same kind; this one is dead from here on. Does not block. A value that is the same wherever it is – a string, or a type without references – is copied, and
    /// this owner keeps its own.</summary>
    /// <param name="name">The new owner's name for messages; this one's unless given.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The new owner.</returns>
    /// <exception cref="BorrowConflictException">Something is lent; nothing has changed.</exception>
    /// <exception cref="MovedException">The value has been moved away or dropped.</exception>
    public Owned<T> Move(string? name = null, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        T value = MoveOut("move", $"was moved at {new SourcePlace(file, line)}");
        return new Owned<T>(value, _node.FullName.Or(name));
    }

    /// <summary>Moves the value to an owner that may change it; this one is dead from here on. Does not block. A value that is the same wherever it is – a string, or a type without references – is copied, and
    /// this owner keeps its own.</summary>
    /// <param name="name">The new owner's name for messages; this one's unless given.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The new owner.</returns>
    /// <exception cref="BorrowConflictException">Something is lent; nothing has changed.</exception>
    /// <exception cref="MovedException">The value has been moved away or dropped.</exception>
    public OwnedMut<T> Thaw(string? name = null, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        T value = MoveOut("thaw", $"was thawed at {new SourcePlace(file, line)}");
        return new OwnedMut<T>(value, _node.FullName.Or(name));
    }

    /// <summary>Makes an independent copy with an owner of its own, of the same kind. Does not block.</summary>
    /// <param name="name">The copy's name for messages; this one's unless given.</param>
    /// <returns>The copy's owner.</returns>
    /// <exception cref="NotSupportedException">
    /// The value or an element of it may change or refers to what may, and its type does not implement <see cref="IDeepCloneable{TSelf}"/>.
    /// </exception>
    /// <exception cref="MovedException">The value has been moved away or dropped.</exception>
    public Owned<T> Clone(string? name = null) => new(Take(), _node.FullName.Or(name));

    /// <summary>Copies the value out into plain code; the owner keeps its own. Does not block.</summary>
    /// <returns>An independent copy, as <see cref="Clone"/> makes one.</returns>
    /// <exception cref="NotSupportedException">
    /// The value or an element of it may change or refers to what may, and its type does not implement <see cref="IDeepCloneable{TSelf}"/>.
    /// </exception>
    /// <exception cref="MovedException">The value has been moved away or dropped.</exception>
    public T Take()
    {
        _node.CheckRead();
        return Copying.Clone(_node.Value);
    }

    /// <summary>Gives the value back to plain code, no longer watched; this owner is dead from here on. Does not block. A value that is the same wherever it is – a string, or a type without references – is copied, and
    /// this owner keeps its own.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The value itself.</returns>
    /// <exception cref="BorrowConflictException">Something is lent; nothing has changed.</exception>
    /// <exception cref="MovedException">The value has been moved away or dropped.</exception>
    public T TakeOwnership([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        return MoveOut("take the value from", $"gave its value away at {new SourcePlace(file, line)}");
    }

    /// <summary>Drops the value, and disposes it if it is disposable. A second call does nothing. Does not block.</summary>
    /// <exception cref="BorrowConflictException">Something is lent; nothing has changed.</exception>
    public void Dispose() => _node.Drop();

    /// <summary>Name and state; never the value.</summary>
    /// <returns>For example <c>balance: LentForWriting</c>.</returns>
    public override string ToString() => $"{Name}: {State}";

    private T MoveOut(string verb, string fate)
    {
        if (!Copying.IsPlain<T>())
            return _node.MoveOut(verb, fate);
        _node.CheckRead(); // it is copied
        return _node.Value;
    }
}
