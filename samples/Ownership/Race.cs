using ForkJoin;
using ForkJoin.Samples;

namespace Ownership;

/// <summary>
/// The race that all of this is there to prevent. In plain code two tasks may add to one list at the same time, and now and then an item is
/// lost, or the list is broken:
/// <code>
/// List&lt;int&gt; data = [1, 2, 3];
/// Task first = Task.Run(() => data.Add(4)), second = Task.Run(() => data.Add(5));
/// </code>
/// With an owner each task has to borrow the list first, and the second one is refused: every time they meet, with both places named,
/// and before anything has changed.
/// </summary>
internal static class Race
{
    internal static async Task RunAsync()
    {
        await RefusedWhenTheyMeetAsync();
        RefusedWhenItIsForked();
        PartsOfTheirOwn();
    }

    /// <summary>Two tasks, each of which borrows for itself. The signals see to it that they meet.</summary>
    private static async Task RefusedWhenTheyMeetAsync()
    {
        OwnedMut<List<int>> data = Own.Mut(new List<int> { 1, 2, 3 }, "data");
        var borrowed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tried = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        Task first = Task.Run(() =>
        {
            using BorrowedMut<List<int>> list = data.BorrowMut();
            borrowed.SetResult();
            list.Value.Add(4);
            tried.Task.Wait();
        });
        await borrowed.Task;
        Task second = Task.Run(() =>
        {
            using BorrowedMut<List<int>> list = data.BorrowMut();
            list.Value.Add(5);
        });
        try
        {
            await second;
        }
        catch (BorrowConflictException refused)
        {
            Refused.Print(refused);
        }
        finally
        {
            tried.SetResult();
            await first;
        }
        Console.WriteLine($"The list is whole: {string.Join(", ", data.Value)}");
    }

    /// <summary>In a section the verdict is not a matter of meeting: what a fork was lent it holds until it is joined, however early it is done.</summary>
    private static void RefusedWhenItIsForked()
    {
        OwnedArray<int> data = OwnedArray.Of([1, 2, 3], "data");
        try
        {
            Fork.Section(section =>
            {
                section.Fork(section.BorrowMut(data), static all => all.Span.Fill(4));
                section.Fork(section.BorrowMut(data), static all => all.Span.Fill(5));
            });
        }
        catch (BorrowConflictException refused)
        {
            Refused.Print(refused);
        }
        Console.WriteLine($"The first fork was joined: {string.Join(", ", data.ToArray())}");
    }

    /// <summary>What was meant: each fork writes a part of its own.</summary>
    private static void PartsOfTheirOwn()
    {
        OwnedArray<int> data = OwnedArray.Of([1, 2, 3, 4], "data");
        Fork.Section(section =>
        {
            section.Fork(section.BorrowMut(data, ..2), static left => left.Span.Fill(4));
            section.Fork(section.BorrowMut(data, 2..), static right => right.Span.Fill(5));
        });
        Console.WriteLine($"Each its own half: {string.Join(", ", data.ToArray())}");
    }
}
