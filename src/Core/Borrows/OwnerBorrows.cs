using System;
using System.Runtime.CompilerServices;
using ForkJoin.Loans;
using ForkJoin.Tracing;

namespace ForkJoin;

/// <summary>How the owners of single values lend them.</summary>
/// <example><code>
/// OwnedMut&lt;int&gt; count = Own.Mut(0);
/// using (BorrowedMut&lt;int&gt; writer = count.BorrowMut())
///     writer.Value++;
/// if (count.TryBorrow(out Borrowed&lt;int&gt; reader))
///     using (reader)
///         Console.WriteLine(reader.Value);
/// </code></example>
public static class OwnerBorrows
{
    extension<T>(Owned<T> owner)
    {
        /// <summary>Lends the value for reading. Does not block.</summary>
        /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
        /// <param name="file">Filled in by the compiler.</param>
        /// <param name="line">Filled in by the compiler.</param>
        /// <returns>A guard, to be disposed on this thread.</returns>
        /// <exception cref="ArgumentNullException">The owner is null.</exception>
        /// <exception cref="MovedException">The value has been moved away or dropped.</exception>
        public Borrowed<T> Borrow(
            [CallerArgumentExpression(nameof(owner))] string? name = null, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        {
            ArgumentNullException.ThrowIfNull(owner);
            return new Borrowed<T>(owner.Node, Guard(owner.Node, LoanKind.Read, name, new SourcePlace(file, line)));
        }
    }

    extension<T>(OwnedMut<T> owner)
    {
        /// <summary>Lends the value for reading. Does not block.</summary>
        /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
        /// <param name="file">Filled in by the compiler.</param>
        /// <param name="line">Filled in by the compiler.</param>
        /// <returns>A guard, to be disposed on this thread.</returns>
        /// <exception cref="ArgumentNullException">The owner is null.</exception>
        /// <exception cref="BorrowConflictException">It is lent for writing.</exception>
        /// <exception cref="MovedException">The value has been moved away or dropped.</exception>
        /// <exception cref="PoisonedException">A change that failed left the value half done.</exception>
        public Borrowed<T> Borrow(
            [CallerArgumentExpression(nameof(owner))] string? name = null, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        {
            ArgumentNullException.ThrowIfNull(owner);
            GuardNode? loan = Guard(owner.Node, LoanKind.Read, name, new SourcePlace(file, line));
            GiveBackIfPoisoned(owner, loan);
            return new Borrowed<T>(owner.Node, loan);
        }

        /// <summary>Lends the value for writing. Does not block. A poisoned value too: to be replaced.</summary>
        /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
        /// <param name="file">Filled in by the compiler.</param>
        /// <param name="line">Filled in by the compiler.</param>
        /// <returns>A guard, to be disposed on this thread.</returns>
        /// <exception cref="ArgumentNullException">The owner is null.</exception>
        /// <exception cref="BorrowConflictException">It is lent.</exception>
        /// <exception cref="MovedException">The value has been moved away or dropped.</exception>
        public BorrowedMut<T> BorrowMut(
            [CallerArgumentExpression(nameof(owner))] string? name = null, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        {
            ArgumentNullException.ThrowIfNull(owner);
            return new BorrowedMut<T>(owner.Node, Guard(owner.Node, LoanKind.Write, name, new SourcePlace(file, line)));
        }

        /// <summary>Lends the value for reading, unless it is lent for writing. Does not block.</summary>
        /// <param name="guard">A guard, to be disposed on this thread; of no use where the method returns false.</param>
        /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
        /// <param name="file">Filled in by the compiler.</param>
        /// <param name="line">Filled in by the compiler.</param>
        /// <returns>Whether it has been lent.</returns>
        /// <exception cref="ArgumentNullException">The owner is null.</exception>
        /// <exception cref="MovedException">The value has been moved away or dropped.</exception>
        /// <exception cref="PoisonedException">A change that failed left the value half done.</exception>
        public bool TryBorrow(
            out Borrowed<T> guard, [CallerArgumentExpression(nameof(owner))] string? name = null,
            [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        {
            ArgumentNullException.ThrowIfNull(owner);
            bool lent = TryGuard(owner.Node, LoanKind.Read, name, new SourcePlace(file, line), out GuardNode? loan);
            if (lent)
                GiveBackIfPoisoned(owner, loan);
            guard = lent ? new Borrowed<T>(owner.Node, loan) : default;
            return lent;
        }

        /// <summary>Lends the value for writing, unless it is lent. Does not block.</summary>
        /// <param name="guard">A guard, to be disposed on this thread; of no use where the method returns false.</param>
        /// <param name="name">Filled in by the compiler: the owner's name in messages.</param>
        /// <param name="file">Filled in by the compiler.</param>
        /// <param name="line">Filled in by the compiler.</param>
        /// <returns>Whether it has been lent.</returns>
        /// <exception cref="ArgumentNullException">The owner is null.</exception>
        /// <exception cref="MovedException">The value has been moved away or dropped.</exception>
        public bool TryBorrowMut(
            out BorrowedMut<T> guard, [CallerArgumentExpression(nameof(owner))] string? name = null,
            [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        {
            ArgumentNullException.ThrowIfNull(owner);
            bool lent = TryGuard(owner.Node, LoanKind.Write, name, new SourcePlace(file, line), out GuardNode? loan);
            guard = lent ? new BorrowedMut<T>(owner.Node, loan) : default;
            return lent;
        }
    }

    private static GuardNode? Guard(LoanNode owner, LoanKind kind, string? name, SourcePlace site) =>
        BorrowChecking.Enabled ? GuardNode.Lend(owner, kind, name, site) : null;

    private static bool TryGuard(LoanNode owner, LoanKind kind, string? name, SourcePlace site, out GuardNode? loan)
    {
        loan = BorrowChecking.Enabled ? GuardNode.TryLend(owner, kind, name, site) : null;
        return !BorrowChecking.Enabled || loan is not null;
    }

    /// <summary>Whoever poisons a value has it for writing: once it is lent for reading, it is as it will stay.</summary>
    private static void GiveBackIfPoisoned<T>(OwnedMut<T> owner, GuardNode? loan)
    {
        if (!owner.IsPoisoned)
            return;
        loan?.Release(loan.Generation);
        owner.Node.CheckWhole();
    }
}
