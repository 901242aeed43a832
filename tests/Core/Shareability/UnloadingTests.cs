using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace ForkJoin.Tests.Shareabilities;

/// <summary>What is found out about types is kept no longer than they are: code that was loaded to be unloaded can go.</summary>
public sealed class UnloadingTests
{
    private const int MostCollections = 20;

    [Fact]
    public void P25_an_assembly_whose_closures_were_checked_can_be_unloaded()
    {
        WeakReference context = CheckInContext();
        for (int i = 0; i < MostCollections && context.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(context.IsAlive);
    }

    /// <summary>Loads this assembly a second time, and has the copy do it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference CheckInContext()
    {
        var context = new AssemblyLoadContext("to be unloaded", isCollectible: true);
        Assembly copy = context.LoadFromAssemblyPath(typeof(UnloadingTests).Assembly.Location);
        Type inCopy = copy.GetType(typeof(Checking).FullName!)!;
        Assert.True(inCopy.IsCollectible);
        inCopy.GetMethod(nameof(Checking.Run))!.CreateDelegate<Action>()();
        context.Unload();
        return new WeakReference(context);
    }

    internal static class Checking
    {
        public static void Run()
        {
            string title = "a";
            var item = new Item(1);
            Shareability.Check(() => title.Length + item.Number);
            Shareability.Check(static () => 1);
            _ = Shareability.Of<List<Item>>();
            _ = Own.Of(new List<Item> { item }).Clone();
        }

        private sealed record Item(int Number);
    }
}
