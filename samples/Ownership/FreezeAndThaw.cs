using ForkJoin;
using ForkJoin.Samples;

namespace Ownership;

/// <summary>
/// Built up by one, read by all afterwards: <c>Freeze</c> moves a value from an owner that may change it to one that does not, <c>Thaw</c>
/// moves it back. Both are moves: nobody is left behind who could still write.
/// </summary>
internal static class FreezeAndThaw
{
    internal static void Run()
    {
        OwnedMut<Dictionary<string, int>> draft = Own.Mut(new Dictionary<string, int>(), "draft");
        using (BorrowedMut<Dictionary<string, int>> writer = draft.BorrowMut())
        {
            writer.Value["apples"] = 3;
            Refused.By<BorrowConflictException>(() => draft.Freeze()); // not while somebody writes
        }

        Owned<Dictionary<string, int>> stock = draft.Freeze("stock");
        Console.WriteLine($"Frozen: {stock.Value["apples"]} apples");
        Refused.By<MovedException>(() => draft.BorrowMut().Dispose());

        OwnedMut<Dictionary<string, int>> revision = stock.Thaw("revision");
        using (BorrowedMut<Dictionary<string, int>> writer = revision.BorrowMut())
            writer.Value["apples"]--;
        Console.WriteLine($"Thawed and changed: {revision.Value["apples"]} apples");
        Refused.By<MovedException>(() => Console.WriteLine(stock.Value.Count));
    }
}
