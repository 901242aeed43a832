using System.Runtime.CompilerServices;

namespace ForkJoin.Tests.Sections;

internal sealed class BodyException(int number) : Exception($"body {number}")
{
    internal int Number => number;

    /// <summary>The numbers of the failures that surfaced, in order.</summary>
    internal static int[] NumbersOf(Exception? error) => error switch
    {
        null => [],
        BodyException one => [one.Number],
        AggregateException several => [.. several.InnerExceptions.Select(static inner => Assert.IsType<BodyException>(inner).Number)],
        _ => throw new InvalidOperationException("something else surfaced", error),
    };
}

/// <summary>Exceptions: whoever throws, all is joined first, and what surfaces depends on the program alone.</summary>
public sealed class FailuresTests
{
    /// <summary>Who throws: the arm of the caller, the arm that may be stolen, or both; and whether it is stolen.</summary>
    public static TheoryData<bool, bool, bool> Cases
    {
        get
        {
            var cases = new TheoryData<bool, bool, bool>();
            foreach (bool stolen in (bool[])[false, true])
            {
                cases.Add(true, false, stolen);
                cases.Add(false, true, stolen);
                cases.Add(true, true, stolen);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void P07_an_arm_throws_and_the_other_is_joined_first(bool left, bool right, bool stolen) => Pools.Within(stolen ? 2 : 1, () =>
    {
        for (int round = 0; round < 50; round++)
        {
            bool rightStarted = false, rightDone = false;
            int owner = Environment.CurrentManagedThreadId, other = 0;
            Exception? thrown = Record.Exception(() => Fork.Join(
                () =>
                {
                    if (stolen)
                        Assert.True(Until.WhileJoining(() => Volatile.Read(ref rightStarted)));
                    if (left)
                        throw new BodyException(1);
                },
                () =>
                {
                    other = Environment.CurrentManagedThreadId;
                    Volatile.Write(ref rightStarted, true);
                    Thread.SpinWait(stolen ? 10_000 : 1);
                    Volatile.Write(ref rightDone, true);
                    if (right)
                        throw new BodyException(2);
                }));
            Assert.True(rightDone);
            Assert.Equal(stolen, owner != other);
            Assert.Equal([.. left ? (int[])[1] : [], .. right ? (int[])[2] : []], BodyException.NumbersOf(thrown));
        }
    });

    [Theory]
    [MemberData(nameof(Cases))]
    public void P07_P10_a_body_or_its_forks_throw_and_all_are_joined_first(bool body, bool forked, bool stolen) => Pools.Within(stolen ? 3 : 1, () =>
    {
        var data = OwnedArray.Of(new int[8]);
        for (int round = 0; round < 50; round++)
        {
            int done = 0;
            bool started = false;
            Exception? thrown = Record.Exception(() => Fork.Section(section =>
            {
                SliceMut<int> all = section.BorrowMut(data);
                for (int i = 0; i < 8; i++)
                {
                    section.Fork(all.Part(i, 1), i, (s, i) =>
                    {
                        Volatile.Write(ref started, true);
                        s.Span[0] = i;
                        Thread.SpinWait(100);
                        Interlocked.Increment(ref done);
                        if (forked && i % 3 == 0)
                            throw new BodyException(i + 1);
                    });
                }
                if (stolen)
                    Assert.True(Until.Spinning(() => Volatile.Read(ref started)));
                if (body)
                    throw new BodyException(100);
            }));
            Assert.Equal(8, done);
            Assert.Equal([.. forked ? (int[])[1, 4, 7] : [], .. body ? (int[])[100] : []], BodyException.NumbersOf(thrown));
            NoLoansLeft.On(data);
        }
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P08_many_failures_surface_flat_and_in_program_order(int workers) => Pools.Within(workers, () =>
    {
        for (int schedule = 0; schedule < 100; schedule++)
        {
            Exception? thrown = Record.Exception(() => Tree(0, 64));
            Assert.Equal(Enumerable.Range(0, 64).Where(static i => i % 5 == 0), BodyException.NumbersOf(thrown));
        }

        static void Tree(int start, int end)
        {
            if (end - start == 1)
            {
                if (start % 5 == 0)
                    throw new BodyException(start);
                return;
            }
            int middle = (start + end) / 2;
            if ((end - start) % 8 == 0)
            {
                Fork.Section((start, middle, end), static (section, at) =>
                {
                    section.Fork(at, static at => Tree(at.start, at.middle));
                    Tree(at.middle, at.end);
                });
            }
            else
            {
                Fork.Join((start, middle), (middle, end), static at => Tree(at.Item1, at.Item2));
            }
        }
    });

    /// <summary>What the bodies take is drawn anew each time, so the thieves come by elsewhere.</summary>
    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P08_a_hundred_random_schedules_have_one_result(int workers) => Pools.Within(workers, () =>
    {
        for (int schedule = 0; schedule < 100 * Soak.Factor; schedule++)
        {
            int ran = 0;
            Exception? thrown = Record.Exception(() => Work(1, 6, schedule, ref ran));
            Assert.Equal([11, 27, 29, 31, 3], BodyException.NumbersOf(thrown));
            Assert.Equal(63, ran);
        }

        static void Work(int node, int levels, int schedule, ref int ran)
        {
            Interlocked.Increment(ref ran);
            Thread.SpinWait(new Random(HashCode.Combine(node, schedule)).Next(5) switch { 0 => 2_000, 1 => 300, _ => 1 });
            if (levels > 1)
            {
                var counts = new StrongBox<int>();
                try
                {
                    if (node % 3 == 0)
                    {
                        Fork.Section((node, levels, schedule, counts), static (section, at) =>
                        {
                            section.Fork(at, static at => Work(2 * at.node, at.levels - 1, at.schedule, ref at.counts.Value));
                            section.Fork(at, static at => Work((2 * at.node) + 1, at.levels - 1, at.schedule, ref at.counts.Value));
                            if (at.node == 3)
                                throw new BodyException(3);
                        });
                    }
                    else
                    {
                        Fork.Join((2 * node, levels, schedule, counts), ((2 * node) + 1, levels, schedule, counts), static at =>
                            Work(at.Item1, at.levels - 1, at.schedule, ref at.counts.Value));
                    }
                }
                finally
                {
                    Interlocked.Add(ref ran, counts.Value);
                }
            }
            if (node is 11 or 27 or 29 or 31)
                throw new BodyException(node);
        }
    });

    /// <summary>On its way out it neither uses up the stack nor takes quadratic time.</summary>
    [Theory]
    [InlineData("left")]
    [InlineData("sections")]
    public void P07_P13_an_exception_gets_out_of_deep_recursion(string kind) => Pools.Within(2, () =>
    {
        const int Depth = 20_000; // quadratic, it would take minutes
        int joined = 0;
        Exception? thrown = Record.Exception(() => Down(Depth));
        Assert.Equal([17], BodyException.NumbersOf(thrown));
        Assert.Equal(Depth, joined);

        void Down(int depth)
        {
            if (depth == 0)
                throw new BodyException(17);
            if (kind == "left")
                Fork.Join(() => Down(depth - 1), () => { Interlocked.Increment(ref joined); });
            else
                Fork.Section(section =>
                {
                    section.Fork(() => { Interlocked.Increment(ref joined); });
                    Down(depth - 1);
                });
        }
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P08_one_failure_comes_as_itself_with_its_own_stack_trace(int workers) => Pools.Within(workers, () =>
    {
        for (int round = 0; round < 100; round++)
        {
            Exception? fromJoin = Record.Exception(static () => Fork.Join(static () => { }, static () => ThrowHere(3)));
            Assert.Equal(3, Assert.IsType<BodyException>(fromJoin).Number);
            Assert.Contains(nameof(ThrowHere), fromJoin.StackTrace, StringComparison.Ordinal);
            Exception? fromSection = Record.Exception(static () => Fork.Section(static section => section.Fork(static () => ThrowHere(4))));
            Assert.Equal(4, Assert.IsType<BodyException>(fromSection).Number);
            Assert.Contains(nameof(ThrowHere), fromSection.StackTrace, StringComparison.Ordinal);
        }
    });

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowHere(int number) => throw new BodyException(number);

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P08_an_aggregate_that_a_body_threw_itself_stays_one_failure(int workers) => Pools.Within(workers, () =>
    {
        var own = new AggregateException(new BodyException(1), new BodyException(2));
        Assert.Same(own, Record.Exception(() => Fork.Join(() => throw own, static () => { })));
        var both = Assert.IsAssignableFrom<AggregateException>(
            Record.Exception(() => Fork.Join(() => throw own, static () => throw new BodyException(3))));
        Assert.Equal(2, both.InnerExceptions.Count);
        Assert.Same(own, both.InnerExceptions[0]);
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P08_a_failure_taken_by_Join_does_not_surface_again(int workers) => Pools.Within(workers, () =>
    {
        Forked<int> kept = default;
        Exception? thrown = Record.Exception(() => Fork.Section(section =>
        {
            Forked<int> taken = section.Fork(1, static n => n > 0 ? throw new BodyException(n) : n);
            kept = section.Fork(2, static n => n > 0 ? throw new BodyException(n) : n);
            Assert.Equal(1, Assert.Throws<BodyException>(() => taken.Join()).Number);
        }));
        Assert.Equal([2], BodyException.NumbersOf(thrown));
        Assert.Throws<BodyException>(() => kept.Result);
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P07_Invoke_runs_every_body_and_tells_of_each_failure_in_order(int workers) => Pools.Within(workers, () =>
    {
        foreach (int count in (int[])[2, 3, 7, 50])
        {
            int ran = 0;
            Action[] bodies = [.. Enumerable.Range(0, count).Select<int, Action>(i => () =>
            {
                Interlocked.Increment(ref ran);
                if (i % 2 == 0)
                    throw new BodyException(i);
            })];
            Exception? thrown = Record.Exception(() => Fork.Invoke(bodies));
            Assert.Equal(count, ran);
            Assert.Equal(Enumerable.Range(0, count).Where(static i => i % 2 == 0), BodyException.NumbersOf(thrown));
        }
    });

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P07_throwing_struct_bodies_leave_the_worker_as_it_was(int workers) => Pools.Within(workers, () =>
    {
        for (int round = 0; round < 200; round++)
        {
            Exception? thrown = Record.Exception(static () => Fork.Join<ThrowingTree, int, int>(256, 255));
            Assert.NotEmpty(BodyException.NumbersOf(thrown));
            Assert.Equal(610, JoinTests.Fib(15)); // delegates start from the worker's newest frame
        }
    });

    private readonly struct ThrowingTree : IForkBody<int, int>
    {
        public static int Invoke(int n, ForkContext fork)
        {
            if (n <= 1)
                return n == 1 ? throw new BodyException(n) : n;
            if (n % 7 == 0)
            {
                Fork.Join(n / 2, n / 3, static n => { _ = Fork.Join<ThrowingTree, int, int>(n, 0); });
                return n;
            }
            var (a, b) = fork.Join<ThrowingTree, int, int>(n / 2, n / 4);
            return a + b;
        }
    }
}
