using System;
using System.Runtime.CompilerServices;
using ForkJoin.Owners;
using ForkJoin.Tracing;

namespace ForkJoin;

/// <summary>
/// The one owner of a value that may change. Lends it to any number of readers or to one writer (<c>Borrow</c>, <c>BorrowMut</c>); while it
/// is lent for writing the owner can be neither read nor written, while it is lent for reading not written. (Niko Matsakis, "Stronger
/// guarantees for mutable borrows", 2014; the checks at run time after Rust's <c>RefCell</c>.)
/// <para>
/// Loans may be made from any thread. What the value itself refers to is the value's own business: an alias that somebody kept is not watched.
/// </para>
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <example><code>
/// OwnedMut&lt;int&gt; balance = Own.Mut(100);
/// using (BorrowedMut&lt;int&gt; writer = balance.BorrowMut())
/// {
///     writer.Value -= 30;
///     // balance.Value here throws BorrowConflictException
/// }
/// Owned&lt;int&gt; final = balance.Freeze();      // balance is dead; final.Value is 70 for good
/// </code></example>
[Sendable(Readable = true, Arguments = ShareKind.Readable)]
public sealed class OwnedMut<T> : IDisposable
{
    private readonly ValueNode<T> _node;

    internal OwnedMut(T value, OwnerName name) => _node = new ValueNode<T>(name, value);

    internal ValueNode<T> Node => _node;

    /// <summary>The name that messages use: the expression that the owner was made from.</summary>
    public string Name => _node.Name;

    /// <summary>What the owner can do at the moment. A snapshot where other threads borrow from it.</summary>
    public OwnerState State => _node.State;

    /// <summary>Whether a change that failed left the value half done; writing a whole one ends that.</summary>
    public bool IsPoisoned => _node.Poison is not null;

    /// <summary>The value, read or written directly. Does not block. A value of a type with fields is copied out: to change one of them, borrow.</summary>
    /// <exception cref="BorrowConflictException">Reading: it is lent for writing. Writing: it is lent.</exception>
    /// <exception cref="MovedException">The value has been moved away or dropped.</exception>
    /// <exception cref="PoisonedException">Reading: a change that failed left the value half done.</exception>
    public T Value
    {
        get
        {
            _node.CheckRead();
            _node.CheckWhole();
            return _node.Value;
        }

        set
        {
            _node.CheckWrite();
            _node.Replace(value);
        }
    }

    /// <summary>Puts another value in and gives the old one out. Does not block.</summary>
    /// <param name="value">The new value.</param>
    /// <returns>The old one, whole or not.</returns>
    /// <exception cref="BorrowConflictException">Something is lent; nothing has changed.</exception>
    /// <exception cref="MovedException">The value has been moved away or dropped.</exception>
    public T Replace(T value)
    {
        _node.CheckWrite();
        return _node.Replace(value);
    }

    /// <summary>Moves the value to a new owner of the same kind; this one is dead from here on. Does not block.</summary>
    /// <param name="name">The new owner's name for messages; this one's unless given.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The new owner.</returns>
    /// <exception cref="BorrowConflictException">Something is lent; nothing has changed.</exception>
    /// <exception cref="MovedException">The value has been moved away or dropped.</exception>
    /// <exception cref="PoisonedException">A change that failed left the value half done.</exception>
    public OwnedMut<T> Move(string? name = null, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        T value = MoveOut("move", $"was moved at {new SourcePlace(file, line)}");
        return new OwnedMut<T>(value, _node.FullName.Or(name));
    }

    /// <summary>Moves the value to an owner that never changes it; this one is dead from here on. Does not block.</summary>
    /// <param name="name">The new owner's name for messages; this one's unless given.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The new owner.</returns>
    /// <exception cref="BorrowConflictException">Something is lent; nothing has changed.</exception>
    /// <exception cref="MovedException">The value has been moved away or dropped.</exception>
    /// <exception cref="PoisonedException">A change that failed left the value half done.</exception>
    public Owned<T> Freeze(string? name = null, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        T value = MoveOut("freeze", $"was frozen at {new SourcePlace(file, line)}");
        return new Owned<T>(value, _node.FullName.Or(name));
    }

    /// <summary>Makes an independent copy with an owner of its own, of the same kind. Does not block.</summary>
    /// <param name="name">The copy's name for messages; this one's unless given.</param>
    /// <returns>The copy's owner.</returns>
    /// <exception cref="NotSupportedException">
    /// The value or an element of it may change or refers to what may, and its type does not implement <see cref="IDeepCloneable{TSelf}"/>.
    /// </exception>
    /// <exception cref="BorrowConflictException">It is lent for writing.</exception>
    /// <exception cref="MovedException">The value has been moved away or dropped.</exception>
    /// <exception cref="PoisonedException">A change that failed left the value half done.</exception>
    public OwnedMut<T> Clone(string? name = null) => new(Take(), _node.FullName.Or(name));

    /// <summary>Copies the value out into plain code; the owner keeps its own. Does not block.</summary>
    /// <returns>An independent copy, as <see cref="Clone"/> makes one.</returns>
    /// <exception cref="NotSupportedException">
    /// The value or an element of it may change or refers to what may, and its type does not implement <see cref="IDeepCloneable{TSelf}"/>.
    /// </exception>
    /// <exception cref="BorrowConflictException">It is lent for writing.</exception>
    /// <exception cref="MovedException">The value has been moved away or dropped.</exception>
    /// <exception cref="PoisonedException">A change that failed left the value half done.</exception>
    public T Take()
    {
        _node.CheckRead();
        _node.CheckWhole();
        return Copying.Clone(_node.Value);
    }

    /// <summary>Gives the value back to plain code, no longer watched; this owner is dead from here on. Does not block.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The value itself.</returns>
    /// <exception cref="BorrowConflictException">Something is lent; nothing has changed.</exception>
    /// <exception cref="MovedException">The value has been moved away or dropped.</exception>
    /// <exception cref="PoisonedException">A change that failed left the value half done.</exception>
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
        if (State == OwnerState.Free)
            _node.CheckWhole();
        return _node.MoveOut(verb, fate);
    }
}
