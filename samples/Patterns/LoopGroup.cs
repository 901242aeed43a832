using System.Collections.Concurrent;
using ForkJoin;

namespace Patterns;

/// <summary>
/// <b>A group of concurrent loops.</b> Loops that run side by side for a long time, wait for their input, and belong together: when one of them
/// fails the others are stopped, and the group returns when the last one has ended. What failed comes out where the group was started.
/// <para>Use it for the parts of a service: one takes in, one works, one writes out.</para>
/// <para>
/// The rule it shows: what is forked is joined, whatever happens. The group is a section, so no loop outlives it, and nobody has to remember to
/// wait. The loops wait for each other, so each declares its waits to the pool (<see cref="ForkJoinPool.Blocking(Action)"/>).
/// </para>
/// </summary>
internal static class LoopGroup
{
    private const int Items = 50, Capacity = 4;

    internal static void Run()
    {
        Console.WriteLine($"Three loops came to their end: {SumOfDoubles(poison: -1)}");
        try
        {
            SumOfDoubles(poison: 13);
        }
        catch (InvalidDataException failure)
        {
            Console.WriteLine($"One loop failed, the others were stopped: {failure.Message}");
        }
    }

    private static long SumOfDoubles(int poison)
    {
        using var numbers = new BlockingCollection<int>(Capacity);
        using var doubles = new BlockingCollection<int>(Capacity);
        var sum = new Mutex<long>(0, "sum");
        RunTogether(
            (numbers, doubles, sum, poison),
            static (line, stop) =>
            {
                for (int i = 1; i <= Items; i++)
                    line.numbers.Add(i, stop);
                line.numbers.CompleteAdding();
            },
            static (line, stop) =>
            {
                foreach (int number in line.numbers.GetConsumingEnumerable(stop))
                    line.doubles.Add(number == line.poison ? throw new InvalidDataException($"{number} cannot be doubled") : 2 * number, stop);
                line.doubles.CompleteAdding();
            },
            static (line, stop) =>
            {
                foreach (int number in line.doubles.GetConsumingEnumerable(stop))
                    line.sum.Use(number, static (ref long sum, int number) => { sum += number; });
            });
        return sum.IntoInner();
    }

    /// <summary>
    /// Runs the loops at the same time and returns when all have ended. Each is handed the state, which must be safe to use from several
    /// threads, and the token that tells it to stop.
    /// </summary>
    private static void RunTogether<TState>(TState state, params Action<TState, CancellationToken>[] loops)
    {
        using var stop = new CancellationTokenSource();
        Fork.Section((state, loops, stop), static (section, group) =>
        {
            foreach (Action<TState, CancellationToken> loop in group.loops)
                section.Fork((loop, group.state, group.stop), static one => ForkJoinPool.Blocking(one, static one => RunOne(one.loop, one.state, one.stop)));
        });
    }

    private static void RunOne<TState>(Action<TState, CancellationToken> loop, TState state, CancellationTokenSource stop)
    {
        try
        {
            loop(state, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Another loop has failed, and its exception is the one that tells why.
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }
}
