using System.Runtime.CompilerServices;
using ForkJoin.Lifetimes;
using ForkJoin.Owners;

namespace ForkJoin;

/// <summary>
/// A reference to write through that may be stored: in a field, in a container. Checked at each use; expires with its lifetime. While it is
/// good nobody else reads or writes the value. Copies of it are the same loan.
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <example><code>
/// using Lifetime life = Lifetime.Open();
/// RefMut&lt;int&gt; total = life.BorrowMut(count);
/// total.Value += 5;
/// </code></example>
[Sendable]
public readonly struct RefMut<T>
{
    private readonly OwnerNode? _place;
    private readonly RefNode? _loan;
    private readonly int _generation;
    private readonly int _index;

    internal RefMut(OwnerNode place, RefNode? loan, int index = Place.Single)
    {
        _place = place;
        _loan = loan;
        _generation = loan?.Generation ?? 0;
        _index = index;
    }

    /// <summary>Its loan, while that lasts.</summary>
    internal RefNode? Held => _loan is { } loan && loan.Generation == _generation ? loan : null;

    /// <summary>Whether it may be used now.</summary>
    public bool IsAlive => _place is not null && (_loan is null || _loan.Generation == _generation);

    /// <summary>The value, to be read and written. Does not block. Take it where it is used: what it returned is not watched.</summary>
    /// <exception cref="LifetimeExpiredException">The lifetime has ended, or the reference was released or points at nothing yet.</exception>
    /// <exception cref="PoisonedException">A change that failed left the value half done.</exception>
    public ref T Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            OwnerNode? place = _place;
            if (BorrowChecking.Enabled && (place is null || _loan!.Generation != _generation))
                BorrowThrow.Expired("a reference", place?.Name ?? "a value");
            Place.CheckWhole<T>(place!, _index);
            return ref Place.Of<T>(place!, _index);
        }
    }

    /// <summary>Lets go before the lifetime ends; the loan ends. Does nothing where it has expired.</summary>
    /// <exception cref="WrongThreadException">Another thread opened the lifetime.</exception>
    public void Release()
    {
        if (Held is { } loan)
            loan.Core.LetGo(loan);
    }

    /// <summary>The owner's name and whether the reference is good; never the value.</summary>
    /// <returns>For example <c>count: expired</c>.</returns>
    public override string ToString() => $"{_place?.Name ?? "nothing"}: {(IsAlive ? "alive" : "expired")}";
}
