using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Text;
using ForkJoin.Workers;

namespace ForkJoin.Tests;

/// <summary>Turns a hang into a failure that shows what every worker was doing (P33).</summary>
internal static class Watchdog
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs a body on a thread of its own.</summary>
    /// <exception cref="HangException">It has not returned in time. Its thread is left behind, in the background.</exception>
    internal static void Run(ForkJoinPool? pool, Action body, [CallerMemberName] string test = "", TimeSpan? patience = null)
    {
        WorkerSet? set = pool?.Run(static () => Worker.Current!.Set);
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                body();
            }
            catch (Exception error)
            {
                failure = ExceptionDispatchInfo.Capture(error);
            }
        })
        {
            IsBackground = true,
            Name = test,
        };
        thread.Start();
        if (!thread.Join(patience ?? Patience))
            throw new HangException($"{test} hangs.{Environment.NewLine}{(set is null ? "No pool." : Dump(set))}");
        failure?.Throw();
    }

    /// <summary>What can be told of a pool's workers from outside.</summary>
    internal static unsafe string Dump(WorkerSet set)
    {
        var text = new StringBuilder();
        var idle = set.Idle.Read();
        text.AppendLine(CultureInfo.InvariantCulture, $"pool: {idle.Searching} searching, {idle.Sleeping} asleep, closed: {set.IsClosed}");
        foreach (Worker worker in set.All)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"worker {worker.Index}: present: {worker.IsPresent}, public work: {!worker.Public.SeemsEmpty}, asked: {worker.Guard == nuint.MaxValue}, " +
                $"private frames: {worker.Top is not null}, steals: {worker.Steals}, publications: {worker.Publications}");
        }
        return text.ToString();
    }
}
