namespace ForkJoin.Tests.Sections;

/// <summary>
/// Random programs out of joins of every kind, sections, loans, explicit joins and failures. Run serially they say what is to
/// come out; run in parallel they must come to the same: the value or the failures in order, each node run once, no loan left.
/// </summary>
public sealed class RandomProgramTests
{
    private enum Kind
    {
        Leaf,
        Throw,
        JoinDelegates,
        JoinState,
        JoinBodies,
        JoinClosures,
        Invoke,
        Section,
        SectionOfBodies,
        Loans,
        LoansByJoin,
        Count,
    }

    private sealed class Node
    {
        internal Kind Kind;
        internal int Number;
        internal Node[] Children = [];

        /// <summary>For sections: the children that are joined explicitly, in this order.</summary>
        internal int[] JoinOrder = [];
        internal bool BodyThrows;
        internal OwnedArray<long>? Data;
        internal int Runs;

        internal static Node Random(Random random, int size, ref int number)
        {
            var node = new Node { Number = ++number };
            if (size <= 1)
            {
                node.Kind = random.Next(12) == 0 ? Kind.Throw : Kind.Leaf;
                return node;
            }
            node.Kind = (Kind)random.Next((int)Kind.JoinDelegates, (int)Kind.Count);
            bool two = node.Kind is Kind.JoinDelegates or Kind.JoinState or Kind.JoinBodies or Kind.JoinClosures or Kind.LoansByJoin;
            int count = two ? 2 : random.Next(0, 6);
            node.Children = new Node[count];
            int left = size - 1;
            for (int i = 0; i < count; i++)
            {
                int share = i == count - 1 ? left : random.Next(0, left + 1);
                left -= share;
                node.Children[i] = Random(random, share, ref number);
            }
            if (node.Kind is Kind.Section or Kind.SectionOfBodies)
            {
                int[] order = [.. Enumerable.Range(0, count)];
                random.Shuffle(order);
                node.JoinOrder = order[..random.Next(count + 1)];
                node.BodyThrows = random.Next(8) == 0;
            }
            if (node.Kind is Kind.Loans or Kind.LoansByJoin)
                node.Data = OwnedArray.Of(new long[count + 1]);
            return node;
        }

        internal IEnumerable<Node> All() => Children.SelectMany(static child => child.All()).Prepend(this);
    }

    /// <summary>The value, or the failures in program order.</summary>
    private readonly record struct Outcome(long Value, int[] Failures)
    {
        internal static Outcome Of(Func<long> program)
        {
            try
            {
                return new Outcome(program(), []);
            }
            catch (Exception error)
            {
                return new Outcome(0, BodyException.NumbersOf(error));
            }
        }
    }

    private static long Combine(Node node, ReadOnlySpan<long> values)
    {
        long sum = node.Number;
        foreach (long value in values)
            sum = (sum * 31) + value;
        return sum;
    }

    /* The oracle. */

    private static Outcome Serially(Node node)
    {
        if (node.Kind == Kind.Throw)
            return new Outcome(0, [node.Number]);
        Outcome[] children = [.. node.Children.Select(Serially)];
        var failures = new List<int>();
        int? taken = null;
        bool bodyGoesOn = true;
        foreach (int i in node.JoinOrder)
        {
            if (children[i].Failures.Length == 0)
                continue;
            taken = i; // surfaces in the body, which ends there
            bodyGoesOn = false;
            break;
        }
        for (int i = 0; i < children.Length; i++)
        {
            if (i != taken)
                failures.AddRange(children[i].Failures);
        }
        if (taken is { } at)
            failures.AddRange(children[at].Failures);
        else if (bodyGoesOn && node.BodyThrows)
            failures.Add(node.Number);
        return failures.Count > 0 ? new Outcome(0, [.. failures]) : new Outcome(Combine(node, [.. children.Select(static c => c.Value)]), []);
    }

    /* The same in parallel. */

    private static long InParallel(Node node)
    {
        Interlocked.Increment(ref node.Runs);
        switch (node.Kind)
        {
            case Kind.Leaf:
                return Combine(node, []);
            case Kind.Throw:
                throw new BodyException(node.Number);
            case Kind.JoinDelegates:
            {
                var (a, b) = Fork.Join(() => InParallel(node.Children[0]), () => InParallel(node.Children[1]));
                return Combine(node, [a, b]);
            }
            case Kind.JoinState:
            {
                var (a, b) = Fork.Join(node.Children[0], node.Children[1], static child => InParallel(child));
                return Combine(node, [a, b]);
            }
            case Kind.JoinBodies:
            {
                var (a, b) = Fork.Join<Body, Node, long>(node.Children[0], node.Children[1]);
                return Combine(node, [a, b]);
            }
            case Kind.JoinClosures:
            {
                var (a, b) = Fork.Join<Closure, long, Closure, long>(new(node.Children[0]), new(node.Children[1]));
                return Combine(node, [a, b]);
            }
            case Kind.Invoke:
            {
                long[] values = new long[node.Children.Length];
                Fork.Invoke([.. Enumerable.Range(0, values.Length).Select<int, Action>(i => () => values[i] = InParallel(node.Children[i]))]);
                return Combine(node, values);
            }
            case Kind.Section:
            case Kind.SectionOfBodies:
                return ForkAll(node);
            case Kind.Loans:
                return LendToForks(node);
            default:
                return LendToArms(node);
        }
    }

    private static long ForkAll(Node node)
    {
        var forks = new Forked<long>[node.Children.Length];
        long[] values = new long[forks.Length];
        Fork.Section(section =>
        {
            for (int i = 0; i < forks.Length; i++)
            {
                forks[i] = node.Kind == Kind.Section
                    ? section.Fork(node.Children[i], static child => InParallel(child))
                    : section.Fork<Body, Node, long>(node.Children[i]);
            }
            foreach (int i in node.JoinOrder)
                values[i] = forks[i].Join();
            if (node.BodyThrows)
                throw new BodyException(node.Number);
        });
        for (int i = 0; i < forks.Length; i++)
        {
            if (!node.JoinOrder.Contains(i))
                values[i] = forks[i].Result;
        }
        return Combine(node, values);
    }

    private static long LendToForks(Node node)
    {
        OwnedArray<long> data = node.Data!;
        Fork.Section(section =>
        {
            SliceMut<long> all = section.BorrowMut(data);
            for (int i = 0; i < node.Children.Length; i++)
                section.Fork(all.Part(i, 1), node.Children[i], static (s, child) => s.Span[0] = InParallel(child));
            if (BorrowChecking.Enabled)
                Assert.Throws<BorrowConflictException>(() => data[0]);
        });
        return Combine(node, data.ToArray().AsSpan(..^1));
    }

    private static long LendToArms(Node node)
    {
        OwnedArray<long> data = node.Data!;
        Fork.Section(section =>
        {
            var (left, right) = section.BorrowMut(data, ..2).SplitAt(1);
            Fork.Join(left, node.Children[0], right, node.Children[1], static (s, child) => s.Span[0] = InParallel(child));
        });
        return Combine(node, [data[0], data[1]]);
    }

    private readonly struct Body : IForkBody<Node, long>
    {
        public static long Invoke(Node node, ForkContext fork)
        {
            if (node.Kind != Kind.JoinBodies)
                return InParallel(node);
            Interlocked.Increment(ref node.Runs);
            var (a, b) = fork.Join<Body, Node, long>(node.Children[0], node.Children[1]);
            return Combine(node, [a, b]);
        }
    }

    private readonly struct Closure(Node node) : IForkClosure<long>
    {
        public long Invoke(ForkContext fork)
        {
            if (node.Kind != Kind.JoinClosures)
                return InParallel(node);
            Interlocked.Increment(ref node.Runs);
            var (a, b) = fork.Join<Closure, long, Closure, long>(new(node.Children[0]), new(node.Children[1]));
            return Combine(node, [a, b]);
        }
    }

    [Theory]
    [MemberData(nameof(Pools.All), MemberType = typeof(Pools))]
    public void P28_random_programs_come_to_what_they_come_to_serially(int workers) => Pools.Within(workers, () =>
    {
        int programs = 2_000 * Soak.Factor;
        for (int seed = 0; seed < programs; seed++)
        {
            var random = new Random(seed);
            int number = 0;
            Node program = Node.Random(random, random.Next(2, 120), ref number);
            Outcome expected = Serially(program);
            Outcome actual = Outcome.Of(() => InParallel(program));
            Assert.True(
                expected.Value == actual.Value && expected.Failures.SequenceEqual(actual.Failures),
                $"seed {seed}: {expected.Value} [{string.Join(' ', expected.Failures)}], not {actual.Value} [{string.Join(' ', actual.Failures)}]");
            foreach (Node node in program.All())
            {
                Assert.True(node.Runs == 1, $"seed {seed}: node {node.Number} ran {node.Runs} times");
                if (node.Data is { } data)
                    NoLoansLeft.On(data);
            }
        }
    });
}
