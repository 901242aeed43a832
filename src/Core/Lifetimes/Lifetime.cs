using System;
using System.Runtime.CompilerServices;
using ForkJoin.Lifetimes;
using ForkJoin.Loans;
using ForkJoin.Owners;
using ForkJoin.Tracing;

namespace ForkJoin;

/// <summary>
/// How long references live: each <see cref="Ref{T}"/> and <see cref="RefMut{T}"/> is made in a lifetime and expires with it, wherever it has
/// been stored meanwhile. Until then the owner is lent. Belongs to the thread that opened it. (Named lifetimes at run time: BorrowChecker.jl.)
/// </summary>
/// <example><code>
/// OwnedMut&lt;int&gt; count = Own.Mut(1);
/// var kept = new List&lt;Ref&lt;int&gt;&gt;();
/// using (Lifetime life = Lifetime.Open())
/// {
///     kept.Add(life.Borrow(count));
///     Console.WriteLine(kept[0].Value);   // 1; count cannot be written meanwhile
/// }
/// count.Value = 2;                        // free again; kept[0].Value throws LifetimeExpiredException
/// </code></example>
[NotShareable("it belongs to the thread that opened it", Cure = "Open a lifetime in the fork, or hand the fork references: Ref<T> and RefMut<T>.")]
public readonly partial struct Lifetime : IDisposable
{
    private readonly LifetimeCore _core;
    private readonly int _generation;

    private Lifetime(LifetimeCore core)
    {
        _core = core;
        _generation = core.Generation;
    }

    /// <summary>Opens a lifetime on this thread.</summary>
    /// <returns>The lifetime; dispose it on this thread to end its references.</returns>
    public static Lifetime Open() => new(LifetimeCore.Rent());

    /// <summary>Whether it has ended, or was never opened.</summary>
    public bool HasEnded => _core is null || _core.Generation != _generation;

    /// <summary>Lends a value that does not change. Does not block.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="owner">The owner.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>A reference, good until the lifetime ends.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="MovedException">The value has been moved away or dropped.</exception>
    /// <exception cref="LifetimeExpiredException">The lifetime has ended.</exception>
    /// <exception cref="WrongThreadException">Another thread opened the lifetime.</exception>
    public Ref<T> Borrow<T>(
        Owned<T> owner, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return new Ref<T>(owner.Node, Lend(owner.Node, LoanKind.Read, name, new SourcePlace(file, line)));
    }

    /// <summary>Lends a value for reading. Does not block.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="owner">The owner.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>A reference, good until the lifetime ends.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="BorrowConflictException">It is lent for writing.</exception>
    /// <exception cref="MovedException">The value has been moved away or dropped.</exception>
    /// <exception cref="PoisonedException">A change that failed left the value half done.</exception>
    /// <exception cref="LifetimeExpiredException">The lifetime has ended.</exception>
    /// <exception cref="WrongThreadException">Another thread opened the lifetime.</exception>
    public Ref<T> Borrow<T>(
        OwnedMut<T> owner, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(owner);
        RefNode? loan = Lend(owner.Node, LoanKind.Read, name, new SourcePlace(file, line));
        if (owner.IsPoisoned)
        {
            loan?.Core.LetGo(loan);
            owner.Node.CheckWhole();
        }
        return new Ref<T>(owner.Node, loan);
    }

    /// <summary>Lends a value for writing. Does not block.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="owner">The owner.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>A reference, good until the lifetime ends.</returns>
    /// <exception cref="ArgumentNullException">The owner is null.</exception>
    /// <exception cref="BorrowConflictException">It is lent.</exception>
    /// <exception cref="MovedException">The value has been moved away or dropped.</exception>
    /// <exception cref="LifetimeExpiredException">The lifetime has ended.</exception>
    /// <exception cref="WrongThreadException">Another thread opened the lifetime.</exception>
    public RefMut<T> BorrowMut<T>(
        OwnedMut<T> owner, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return new RefMut<T>(owner.Node, Lend(owner.Node, LoanKind.Write, name, new SourcePlace(file, line)));
    }

    /// <summary>
    /// Points a reference at something else. What it held is released first, so it may be pointed at the
    /// same owner again; one that has expired comes to life. Where the new loan is refused, the reference is left expired. Does not block.
    /// </summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="reference">The reference; of this lifetime afterwards.</param>
    /// <param name="owner">The owner of the new target.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException">The owner is null; the reference is as it was.</exception>
    /// <exception cref="BorrowConflictException">The new target is lent for writing.</exception>
    /// <exception cref="MovedException">The new target has been moved away or dropped.</exception>
    /// <exception cref="PoisonedException">A change that failed left the new target half done.</exception>
    /// <exception cref="LifetimeExpiredException">The lifetime has ended; the reference is as it was.</exception>
    /// <exception cref="WrongThreadException">Another thread opened the lifetime, or that of the reference.</exception>
    public void Repoint<T>(
        ref Ref<T> reference, OwnedMut<T> owner, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        LetGo(reference.Held, owner);
        reference = Borrow(owner, name, file, line);
    }

    /// <summary>Points a reference at a value that does not change. See <see cref="Repoint{T}(ref Ref{T}, OwnedMut{T}, string, string, int)"/>.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="reference">The reference; of this lifetime afterwards.</param>
    /// <param name="owner">The owner of the new target.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException">The owner is null; the reference is as it was.</exception>
    /// <exception cref="MovedException">The new target has been moved away or dropped.</exception>
    /// <exception cref="LifetimeExpiredException">The lifetime has ended; the reference is as it was.</exception>
    /// <exception cref="WrongThreadException">Another thread opened the lifetime, or that of the reference.</exception>
    public void Repoint<T>(
        ref Ref<T> reference, Owned<T> owner, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        LetGo(reference.Held, owner);
        reference = Borrow(owner, name, file, line);
    }

    /// <summary>Points a reference to write through at something else. See <see cref="Repoint{T}(ref Ref{T}, OwnedMut{T}, string, string, int)"/>.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="reference">The reference; of this lifetime afterwards.</param>
    /// <param name="owner">The owner of the new target.</param>
    /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException">The owner is null; the reference is as it was.</exception>
    /// <exception cref="BorrowConflictException">The new target is lent.</exception>
    /// <exception cref="MovedException">The new target has been moved away or dropped.</exception>
    /// <exception cref="LifetimeExpiredException">The lifetime has ended; the reference is as it was.</exception>
    /// <exception cref="WrongThreadException">Another thread opened the lifetime, or that of the reference.</exception>
    public void Repoint<T>(
        ref RefMut<T> reference, OwnedMut<T> owner, [CallerArgumentExpression(nameof(owner))] string? name = null,
        [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        LetGo(reference.Held, owner);
        reference = BorrowMut(owner, name, file, line);
    }

    /// <summary>Ends the lifetime: its references expire, and what they held is free. A second time, and on a copy, it does nothing.</summary>
    /// <exception cref="WrongThreadException">Another thread opened it.</exception>
    public void Dispose()
    {
        if (!HasEnded)
            _core.End();
    }

    /// <summary>Before a reference is pointed elsewhere: what can be refused without asking the new target is, and then what it held is free.</summary>
    private void LetGo(RefNode? held, object? owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        CheckOpen();
        held?.Core.LetGo(held);
    }

    private RefNode? Lend(LoanNode owner, LoanKind kind, string? name, SourcePlace site) => Lend(owner, Region.One, kind, name, site);

    private RefNode? Lend(LoanNode owner, Region region, LoanKind kind, string? name, SourcePlace site)
    {
        CheckOpen();
        return BorrowChecking.Enabled ? _core.Lend(owner, region, kind, name, site) : null;
    }

    private void CheckOpen()
    {
        if (HasEnded)
            BorrowThrow.ScopeOver("lifetime");
        _core.CheckThread();
    }
}
