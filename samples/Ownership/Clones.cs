using ForkJoin;

namespace Ownership;

/// <summary>
/// <c>Clone</c> makes an independent copy with an owner of its own, down to the last element. Values without references copy by themselves, and so
/// do arrays, lists, dictionaries and sets; a type of one's own says how it is copied; what does not is refused, since a shallow copy would be an alias.
/// </summary>
internal static class Clones
{
    internal static void Run()
    {
        OwnedMut<int[]> original = Own.Mut<int[]>([1, 2, 3], "original");
        Owned<int[]> copy = original.Clone("copy").Freeze();
        OwnedMut<int[]> mutableCopy = original.Clone("mutableCopy");

        mutableCopy.Value = [.. mutableCopy.Value, 4];
        original.Value = [.. original.Value, 5];
        // copy.Value = [6];   does not compile

        Console.WriteLine($"original:    {string.Join(", ", original.Value)}");
        Console.WriteLine($"copy:        {string.Join(", ", copy.Value)}");
        Console.WriteLine($"mutableCopy: {string.Join(", ", mutableCopy.Value)}");

        OwnedMut<Playlist> songs = Own.Mut(new Playlist(["Kashmir"]), "songs");
        OwnedMut<Playlist> others = songs.Clone("others");
        using (BorrowedMut<Playlist> writer = others.BorrowMut())
            writer.Value.Titles.Add("Immigrant Song");
        Console.WriteLine($"songs: {songs.Value.Titles.Count}, others: {others.Value.Titles.Count}");

        OwnedMut<List<Playlist>> shelf = Own.Mut(new List<Playlist> { new(["Kashmir"]) }, "shelf");
        List<Playlist> copied = shelf.Take();
        copied[0].Titles.Clear();
        Console.WriteLine($"shelf: {shelf.Value[0].Titles.Count}, copied: {copied[0].Titles.Count}");

        try
        {
            Own.Of(new List<Player> { new() }).Clone();
        }
        catch (NotSupportedException refused)
        {
            Console.WriteLine(refused.Message);
        }
    }

    private sealed class Player
    {
        internal string? Title { get; set; }
    }

    private sealed record Playlist(List<string> Titles) : IDeepCloneable<Playlist>
    {
        public Playlist DeepClone() => new([.. Titles]);
    }
}
