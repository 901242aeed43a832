namespace ForkJoin.Tests.Faults;

/// <summary>P09: every callback that the library is handed may throw.</summary>
public sealed class FaultSweepTests
{
    private const int Length = 12;

    private static readonly string[] s_programs =
        ["joins", "joins of bodies", "joins of slices", "invoke", "chunks", "forks", "forks of slices", "explicit joins", "pools", "owners", "nested"];

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (string program in s_programs)
            {
                foreach (int workers in Pools.Counts)
                    cases.Add(program, workers);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void P09_whichever_callback_throws_all_is_joined_and_its_exception_surfaces(string program, int workers) => Pools.With(workers, pool =>
    {
        using var other = new ForkJoinPool(2);
        var data = OwnedArray.Of(new int[Length]);
        for (int round = 0; round < (workers == 1 ? 1 : 3) * Soak.Factor; round++)
            FaultSweep.Over(pool, data, points => pool.Run(() => Run(program, points, data, other)));
    });

    private static void Run(string program, FaultPoints points, OwnedArray<int> data, ForkJoinPool other)
    {
        switch (program)
        {
            case "joins":
                Fork.Join(() => { points.Callback(); }, () => { points.Callback(); });
                _ = Fork.Join(() => points.Callback(1), () => points.Callback(2));
                Fork.Join(points, points, static p => { p.Callback(); });
                _ = Fork.Join(points, points, static p => p.Callback(1));
                break;
            case "joins of bodies":
                _ = Fork.Join<Tree, (FaultPoints, int), int>((points, 3), (points, 2));
                _ = Fork.Join<Closure, int, Closure, int>(new(points, 3), new(points, 2));
                break;
            case "joins of slices":
                JoinSlices(points, data);
                break;
            case "invoke":
                Fork.Invoke([.. Enumerable.Range(0, 7).Select<int, Action>(_ => () => points.Callback())]);
                Fork.Invoke(() => points.Callback());
                break;
            case "chunks":
                Chunks(points, data);
                break;
            case "forks":
                Fork.Section(section => { points.Callback(); Forks(section, points); });
                break;
            case "forks of slices":
                Fork.Section((points, data), static (section, at) => ForkSlices(section, at.points, at.data));
                break;
            case "explicit joins":
                _ = Fork.Section(points, static (section, points) => ExplicitJoins(section, points));
                break;
            case "pools":
                InPools(points, other);
                break;
            case "owners":
                Owners(points);
                break;
            default:
                Nested(points, data, 3);
                break;
        }
    }

    private static void JoinSlices(FaultPoints points, OwnedArray<int> data)
    {
        using var scope = BorrowScope.Open();
        var (left, right) = scope.BorrowMut(data).Split();
        Fork.Join(left, right, s => { s.Span[0] = points.Callback(); });
        _ = Fork.Join(left, right, s => points.Callback(s.Length));
        Fork.Join(left, points, right, points, static (s, p) => { s.Span[0] = p.Callback(); });
        _ = Fork.Join(left, points, right, points, static (s, p) => p.Callback(s.Length));
        var (a, b) = left.Split();
        var (c, d) = right.Split();
        Fork.Join(a, b, c, d, (x, y) => { points.Callback(); });
        _ = Fork.Join(a, b, points, c, d, points, static (x, y, p) => p.Callback(1));
    }

    private static void Chunks(FaultPoints points, OwnedArray<int> data)
    {
        using var scope = BorrowScope.Open();
        Fork.ForEachChunk(scope.BorrowMut(data, ..8), 2, s => { s.Span[0] = points.Callback(); });
        Fork.ForEachChunk(scope.Borrow(data, 8..), 3, s => { points.Callback(s.Length); });
        Fork.ForEachChunk(scope.Borrow(data, 8..), 100, s => { points.Callback(s.Length); });
    }

    private static void Forks(ForkJoinSection section, FaultPoints points)
    {
        section.Fork(() => { points.Callback(); });
        section.Fork(() => points.Callback(1));
        section.Fork(points, static p => { p.Callback(); });
        section.Fork(points, static p => p.Callback(1));
        section.Fork<Tree, (FaultPoints, int), int>((points, 2));
        points.Callback();
    }

    private static void ForkSlices(ForkJoinSection section, FaultPoints points, OwnedArray<int> data)
    {
        SliceMut<int> all = section.BorrowMut(data);
        section.Fork(all.Part(0, 1), s => { s.Span[0] = points.Callback(); });
        section.Fork(all.Part(1, 1), s => points.Callback());
        section.Fork(all.Part(2, 1), points, static (s, p) => { s.Span[0] = p.Callback(); });
        section.Fork(all.Part(3, 1), points, static (s, p) => p.Callback());
        points.Callback();
        section.Fork(all.Part(4, 1), all.Part(5, 1), (s, t) => { s.Span[0] = points.Callback(); });
        section.Fork(all.Part(6, 1), all.Part(7, 1), points, static (s, t, p) => p.Callback());
        section.Fork(all.Part(8, 1), all.Part(9, 1), all.Part(10, 1), (s, t, u) => { s.Span[0] = points.Callback(); });
        points.Callback();
    }

    private static int ExplicitJoins(ForkJoinSection section, FaultPoints points)
    {
        Forked<int> first = section.Fork(points, static p => p.Callback(1));
        Forked<int> second = section.Fork(points, static p => p.Callback(2));
        section.Fork(points, static p => { p.Callback(); });
        int sum = second.Join();
        points.Callback();
        return sum + first.Join() + points.Callback(3);
    }

    private static void InPools(FaultPoints points, ForkJoinPool other)
    {
        Fork.Section(section =>
        {
            section.Fork(() => other.Run(points, static p => p.Callback()));
            section.Fork(() => other.Run(() => { points.Callback(); }));
            other.Run(points, static p => Fork.Join(p, p, static p => p.Callback()));
        });
        points.Callback();
    }

    private static void Owners(FaultPoints points)
    {
        OwnedArray<int> owner = OwnedArray.Of(new CallingMemory(points, 8));
        try
        {
            Fork.Section(section =>
            {
                var (left, right) = section.BorrowMut(owner).Split();
                section.Fork(left, static s => s.Span.Fill(1));
                section.Fork(right, static s => s.Span.Fill(2));
            });
            Assert.Equal(OwnerState.Free, owner.State);
            owner[0]++;
            owner.Dispose();
        }
        finally
        {
            owner.Dispose(); // twice does nothing, also where the first time threw
            Assert.Equal(OwnerState.Gone, owner.State);
        }
    }

    private static void Nested(FaultPoints points, OwnedArray<int> data, int depth)
    {
        points.Callback();
        if (depth == 0)
            return;
        Fork.Join(
            () => Fork.Section(section =>
            {
                section.Fork(() => Nested(points, data, depth - 1));
                section.Fork(section.BorrowMut(data, (4 * depth - 4)..(4 * depth - 2)), s => { s.Span[0] = points.Callback(); });
                points.Callback();
            }),
            () =>
            {
                using var scope = BorrowScope.Open();
                Fork.ForEachChunk(scope.BorrowMut(data, (4 * depth - 2)..(4 * depth)), 1, s => { s.Span[0] = points.Callback(); });
            });
    }

    private readonly struct Tree : IForkBody<(FaultPoints Points, int Depth), int>
    {
        public static int Invoke((FaultPoints Points, int Depth) at, ForkContext fork)
        {
            if (at.Depth == 0)
                return at.Points.Callback(1);
            var (a, b) = fork.Join<Tree, (FaultPoints, int), int>((at.Points, at.Depth - 1), (at.Points, at.Depth - 1));
            return a + b + at.Points.Callback(1);
        }
    }

    private readonly struct Closure(FaultPoints points, int depth) : IForkClosure<int>
    {
        public int Invoke(ForkContext fork)
        {
            if (depth == 0)
                return points.Callback(1);
            var (a, b) = fork.Join<Closure, int, Closure, int>(new(points, depth - 1), new(points, depth - 1));
            return a + b + points.Callback(1);
        }
    }
}
