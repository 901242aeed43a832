using ForkJoin;
using ForkJoin.Samples;

namespace Ownership;

/// <summary>
/// A guard cannot be put away. A <see cref="Ref{T}"/> can: in a field, in a list. It belongs to a <see cref="Lifetime"/>, and expires with
/// it, wherever it has been stored meanwhile: it fails at its next use, and never reads what has become of the value.
/// </summary>
internal static class Lifetimes
{
    internal static void Run()
    {
        Owned<int> x = Own.Of(1, "x");
        var kept = new List<Ref<int>>();
        using (Lifetime life = Lifetime.Open())
        {
            kept.Add(life.Borrow(x));
            Console.WriteLine($"In its lifetime: {kept[0].Value}");
        }
        Refused.By<LifetimeExpiredException>(() => Console.WriteLine(kept[0].Value));

        // As long as the reference is good, its target is lent.
        OwnedMut<string> title = Own.Mut("Moby Dick", "title");
        using (Lifetime life = Lifetime.Open())
        {
            Ref<string> reader = life.Borrow(title);
            Refused.By<BorrowConflictException>(() => title.Value = "Typee");
            reader.Release(); // earlier than the lifetime ends
            title.Value = "Omoo";
        }
        Console.WriteLine($"Written after the release: {title.Value}");

        // A reference is judged when it is used. Pointed at something else it is good again, and what it held is free.
        OwnedMut<string> other = Own.Mut("Mardi", "other");
        using (Lifetime life = Lifetime.Open())
        {
            Ref<string> current = life.Borrow(title);
            life.Repoint(ref current, other);
            title.Value = "Redburn";
            Console.WriteLine($"Pointed elsewhere: {current.Value}; {title.Value} was written meanwhile");
        }
    }
}
