using System.Collections.Concurrent;
using Bcl = System.Threading.Tasks.Parallel;
using Parallel = ForkJoin.Parallel;

namespace ForkJoin.Tests.DropIn;

/// <summary>What surfaces when a source, an argument or a body is not as it should be: what surfaces from the BCL's own loop, asked in the same test.</summary>
public sealed class ForEachFailuresTests
{
    private static readonly ParallelOptions s_one = new() { MaxDegreeOfParallelism = 1 };

    private static readonly ParallelOptions s_cancelled = new() { MaxDegreeOfParallelism = 1, CancellationToken = new CancellationToken(canceled: true) };

    /// <summary>Each argument null or not, in all combinations: so the order of the checks is compared too.</summary>
    [Fact]
    public void R58_Null_arguments_are_refused_under_the_same_name_in_the_same_order()
    {
        for (int nulls = 1; nulls < 32; nulls++)
        {
            var source = Maybe(0, new int[] { 1 });
            var part = Maybe<Partitioner<int>>(0, new GivenKeys([]));
            var keys = Maybe(0, new GivenKeys([], normalized: false));
            var options = Maybe(1, s_one);
            var init = Maybe<Func<int>>(2, static () => 1);
            var final = Maybe<Action<int>>(3, static _ => { });
            var plain = Maybe<Action<int>>(4, static _ => { });

            Same(() => Bcl.ForEach(source!, plain!), () => Parallel.ForEach(source!, plain!));
            Same(() => Bcl.ForEach(source!, options!, plain!), () => Parallel.ForEach(source!, options!, plain!));
            Same(() => Bcl.ForEach(part!, plain!), () => Parallel.ForEach(part!, plain!));
            Same(() => Bcl.ForEach(part!, options!, plain!), () => Parallel.ForEach(part!, options!, plain!));

            var theirState = Maybe<Action<int, System.Threading.Tasks.ParallelLoopState>>(4, static (_, _) => { });
            var state = Maybe<Action<int, ParallelLoopState>>(4, static (_, _) => { });
            Same(() => Bcl.ForEach(source!, theirState!), () => Parallel.ForEach(source!, state!));
            Same(() => Bcl.ForEach(source!, options!, theirState!), () => Parallel.ForEach(source!, options!, state!));
            Same(() => Bcl.ForEach(part!, theirState!), () => Parallel.ForEach(part!, state!));
            Same(() => Bcl.ForEach(part!, options!, theirState!), () => Parallel.ForEach(part!, options!, state!));

            var theirIndex = Maybe<Action<int, System.Threading.Tasks.ParallelLoopState, long>>(4, static (_, _, _) => { });
            var index = Maybe<Action<int, ParallelLoopState, long>>(4, static (_, _, _) => { });
            Same(() => Bcl.ForEach(source!, theirIndex!), () => Parallel.ForEach(source!, index!));
            Same(() => Bcl.ForEach(source!, options!, theirIndex!), () => Parallel.ForEach(source!, options!, index!));
            Same(() => Bcl.ForEach(keys!, theirIndex!), () => Parallel.ForEach(keys!, index!));
            Same(() => Bcl.ForEach(keys!, options!, theirIndex!), () => Parallel.ForEach(keys!, options!, index!));

            var theirLocal = Maybe<Func<int, System.Threading.Tasks.ParallelLoopState, int, int>>(4, static (_, _, own) => own);
            var local = Maybe<Func<int, ParallelLoopState, int, int>>(4, static (_, _, own) => own);
            Same(() => Bcl.ForEach(source!, init!, theirLocal!, final!), () => Parallel.ForEach(source!, init!, local!, final!));
            Same(() => Bcl.ForEach(source!, options!, init!, theirLocal!, final!), () => Parallel.ForEach(source!, options!, init!, local!, final!));
            Same(() => Bcl.ForEach(part!, init!, theirLocal!, final!), () => Parallel.ForEach(part!, init!, local!, final!));
            Same(() => Bcl.ForEach(part!, options!, init!, theirLocal!, final!), () => Parallel.ForEach(part!, options!, init!, local!, final!));

            var theirAll = Maybe<Func<int, System.Threading.Tasks.ParallelLoopState, long, int, int>>(4, static (_, _, _, own) => own);
            var all = Maybe<Func<int, ParallelLoopState, long, int, int>>(4, static (_, _, _, own) => own);
            Same(() => Bcl.ForEach(source!, init!, theirAll!, final!), () => Parallel.ForEach(source!, init!, all!, final!));
            Same(() => Bcl.ForEach(source!, options!, init!, theirAll!, final!), () => Parallel.ForEach(source!, options!, init!, all!, final!));
            Same(() => Bcl.ForEach(keys!, init!, theirAll!, final!), () => Parallel.ForEach(keys!, init!, all!, final!));
            Same(() => Bcl.ForEach(keys!, options!, init!, theirAll!, final!), () => Parallel.ForEach(keys!, options!, init!, all!, final!));

            Same(() => Bcl.For(0, 1, options!, plain!), () => Parallel.For(0, 1, options!, plain!));
            Same(() => Bcl.For(0, 1, init!, theirLocal!, final!), () => Parallel.For(0, 1, init!, local!, final!));
            Same(() => Bcl.For(0, 1, options!, init!, theirLocal!, final!), () => Parallel.For(0, 1, options!, init!, local!, final!));

            T? Maybe<T>(int bit, T value)
                where T : class => (nulls & (1 << bit)) == 0 ? value : null;
        }
    }

    [Theory]
    [CombinatorialFaults]
    public void R58_What_a_source_throws_surfaces_as_from_the_BCL(Fault fault, int at, bool bodyFails)
    {
        Action<int> body = bodyFails ? static _ => throw new InvalidTimeZoneException() : static _ => { };
        Same(() => Bcl.ForEach(Failing(), s_one, body), () => Parallel.ForEach(Failing(), s_one, body));
        Same(() => Bcl.ForEach(new Given(Failing()), s_one, body), () => Parallel.ForEach(new Given(Failing()), s_one, body));

        Numbers Failing() => new(5) { Fault = fault, FaultAt = at };
    }

    [Fact]
    public void R58_A_partitioner_that_will_not_do_is_refused_as_by_the_BCL()
    {
        foreach (ParallelOptions options in new[] { s_one, s_cancelled })
        {
            foreach (Partitioner<int> source in new Partitioner<int>[]
                { new Given(null), new Given([], dynamic: false), new Given([], throws: true), new GivenKeys(null), new GivenKeys([], dynamic: false) })
            {
                Same(() => Bcl.ForEach(source, options, static _ => { }), () => Parallel.ForEach(source, options, static _ => { }));
            }
            var unnormalized = new GivenKeys([], normalized: false);
            Same(() => Bcl.ForEach(unnormalized, options, static (_, _, _) => { }), () => Parallel.ForEach(unnormalized, options, static (_, _, _) => { }));
            Same(() => Bcl.ForEach(unnormalized, options, static _ => { }), () => Parallel.ForEach(unnormalized, options, static _ => { }));
            Same(() => Bcl.ForEach(new List<int>(), options, static _ => { }), () => Parallel.ForEach(new List<int>(), options, static _ => { }));
        }
    }

    [Fact]
    public void R58_A_list_that_cannot_be_counted_throws_what_it_throws() =>
        Same(() => Bcl.ForEach(new Uncountable(), static _ => { }), () => Parallel.ForEach(new Uncountable(), static _ => { }));

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void P09_Local_init_and_local_finally_may_throw(bool initFails, bool finallyFails)
    {
        int inits = 0, finals = 0;
        Func<int> init = () => ++inits is var n && initFails ? throw new InvalidTimeZoneException() : n;
        Action<int> final = _ =>
        {
            finals++;
            if (finallyFails)
                throw new DivideByZeroException();
        };
        foreach (IEnumerable<int> source in new IEnumerable<int>[] { new int[5], new Numbers(5), new Numbers(0) })
        {
            Same(
                () => Bcl.ForEach(source, s_one, init, static (_, _, own) => own, final),
                () => Parallel.ForEach(source, s_one, init, static (_, _, own) => own, final));
            Assert.Equal(2, inits);
            Assert.Equal(initFails ? 0 : 2, finals);
            inits = finals = 0;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(8)]
    public void P09_Enumerators_are_disposed_exactly_once_however_the_loop_ends(int degree)
    {
        foreach (string way in new[] { "well", "body", "stop", "break", "cancel", "move", "current", "init" })
        {
            using var cancel = new CancellationTokenSource();
            var options = new ParallelOptions { MaxDegreeOfParallelism = degree, CancellationToken = cancel.Token };
            Fault fault = way switch { "move" => Fault.MoveNext, "current" => Fault.Current, _ => Fault.None };
            var shared = new Numbers(1000) { Fault = fault, FaultAt = 100 };
            Exception? error = Record.Exception(() => Run(shared));
            Assert.Equal((1, 1, 0), (shared.Enumerators, shared.Disposals, shared.OwnDisposals));
            Assert.False(shared.WereTwoInside);
            Assert.Equal(way is "body" or "cancel" or "move" or "current" or "init", error is not null);

            var partitions = new Numbers(1000) { Fault = fault, FaultAt = 100, IsShared = false };
            using var uncancelled = new CancellationTokenSource();
            _ = Record.Exception(() => Parallel.ForEach(new Given(partitions), options, Init, Body, static _ => { }));
            Assert.Equal(partitions.Enumerators, partitions.Disposals);
            Assert.Equal(way == "cancel" ? 0 : 1, partitions.OwnDisposals); // the token is cancelled beforehand: nothing is asked for

            ParallelLoopResult Run(Numbers numbers) => Parallel.ForEach(numbers, options, Init, Body, static _ => { });

            int Init() => way == "init" ? throw new InvalidTimeZoneException() : 0;

            int Body(int item, ParallelLoopState state, int own)
            {
                if (item != 100)
                    return own;
                switch (way)
                {
                    case "body":
                        throw new InvalidTimeZoneException();
                    case "stop":
                        state.Stop();
                        break;
                    case "break":
                        state.Break();
                        break;
                    case "cancel":
                        cancel.Cancel();
                        break;
                }
                return own;
            }
        }
    }

    /// <summary>What comes out of the two loops is the same, but for messages.</summary>
    private static void Same(Action theirs, Action ours) => Assert.Equal(Shape(Record.Exception(theirs)), Shape(Record.Exception(ours)));

    private static string Shape(Exception? error) => error switch
    {
        null => "nothing",
        AggregateException several => $"[{string.Join(", ", several.InnerExceptions.Select(Shape))}]",
        FaultException fault => fault.Message,
        ArgumentException argument => $"{argument.GetType().Name} of {argument.ParamName}",
        _ => error.GetType().Name,
    };

    private sealed class Uncountable : List<int>, ICollection<int>, IList<int>
    {
        int ICollection<int>.Count => throw new FaultException(Fault.None);
    }

    private sealed class CombinatorialFaultsAttribute : Xunit.Sdk.DataAttribute
    {
        public override IEnumerable<object[]> GetData(System.Reflection.MethodInfo testMethod)
        {
            foreach (Fault fault in Enum.GetValues<Fault>())
            {
                foreach (int at in new[] { 0, 3 })
                {
                    // A body's failure and that of disposing what its worker had: the BCL keeps only the second; here nothing is lost.
                    yield return [fault, at, false];
                    if (fault != Fault.Dispose)
                        yield return [fault, at, true];
                }
            }
        }
    }
}
