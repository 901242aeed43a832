using System.Runtime.CompilerServices;
using ForkJoin.Lifetimes;
using ForkJoin.Owners;
using ForkJoin.Tracing;

namespace ForkJoin;

/// <summary>
/// A reference to read through that may be stored: in a field, in a container. Checked at each use; expires with its lifetime. While it is
/// good nobody writes the value. Copies of it are the same loan; <see cref="Share"/> makes one of its own.
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <example><code>
/// using Lifetime life = Lifetime.Open();
/// OwnedMut&lt;string&gt; first = Own.Mut("one"), second = Own.Mut("three");
/// Ref&lt;string&gt; longest = life.Borrow(first);
/// if (second.Value.Length > longest.Value.Length)
///     life.Repoint(ref longest, second);       // first is free again
/// </code></example>
[Shareable(Arguments = ShareKind.Readable)]
public readonly struct Ref<T>
{
    private readonly OwnerNode? _place;
    private readonly RefNode? _loan;
    private readonly int _generation;
    private readonly int _index;

    internal Ref(OwnerNode place, RefNode? loan, int index = Place.Single)
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

    /// <summary>The value, to be read. Does not block. Take it where it is used: what it returned is not watched.</summary>
    /// <exception cref="LifetimeExpiredException">The lifetime has ended, or the reference was released or points at nothing yet.</exception>
    public ref readonly T Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            OwnerNode? place = _place;
            if (BorrowChecking.Enabled && (place is null || _loan!.Generation != _generation))
                BorrowThrow.Expired("a reference", place?.Name ?? "a value");
            return ref Place.Of<T>(place!, _index);
        }
    }

    /// <summary>Another reference to the value, with a loan of its own: the value stays lent until both have let go. Does not block.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The other reference, of the same lifetime.</returns>
    /// <exception cref="LifetimeExpiredException">The lifetime has ended, or the reference was released or points at nothing yet.</exception>
    /// <exception cref="WrongThreadException">Another thread opened the lifetime.</exception>
    public Ref<T> Share([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
    {
        _ = Value;
        _loan?.Core.CheckThread();
        OwnerNode place = _place!;
        return new Ref<T>(place, _loan?.Core.Lend(place, _loan.Region, LoanKind.Read, name: null, new SourcePlace(file, line)), _index);
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
