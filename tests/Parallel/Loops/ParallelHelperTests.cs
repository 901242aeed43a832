using System.Drawing;
using System.Reflection;
using CommunityToolkit.HighPerformance;
using CommunityToolkit.HighPerformance.Helpers;
using Parallel = ForkJoin.Parallel;

namespace ForkJoin.Tests.Loops;

/// <summary>Whoever uses CommunityToolkit's ParallelHelper writes Parallel in its place.</summary>
public sealed class ParallelHelperTests
{
    [Fact]
    public void R59_Every_overload_of_ParallelHelper_has_a_counterpart_with_the_same_parameters()
    {
        string[] theirs = Signatures(typeof(ParallelHelper)), ours = Signatures(typeof(Parallel));

        Assert.Equal(36, theirs.Length);
        Assert.Empty(theirs.Except(ours));
    }

    public static TheoryData<string> Checks => [.. s_checks.Keys];

    [Theory]
    [MemberData(nameof(Checks))]
    public void R59_What_ParallelHelper_refuses_is_refused_with_the_same_exception_for_the_same_argument(string check)
    {
        (Action theirs, Action ours) = s_checks[check];
        var refused = (ArgumentException)Record.Exception(theirs)!;
        var refusal = (ArgumentException)Record.Exception(ours)!;

        Assert.Equal((refused.GetType(), refused.ParamName), (refusal.GetType(), refusal.ParamName));
    }

    [Fact]
    public void R59_Each_overload_runs_each_index_or_element_once()
    {
        int[] runs = new int[1000];
        var mark = new Mark(runs);
        Parallel.For(0..1000, in mark);
        Parallel.For(0..1000, in mark, 10);
        Parallel.For(0, 1000, in mark);
        Parallel.For(0, 1000, in mark, 7);
        Assert.All(runs, static run => Assert.Equal(4, run));
        Parallel.For<StaticMark>(0..1000);
        Parallel.For<StaticMark>(0..1000, 3);
        Parallel.For<StaticMark>(0, 1000);
        Parallel.For<StaticMark>(0, 1000, 2000);
        Assert.All(StaticMark.Runs, static run => Assert.Equal(4, run));

        int[,] places = new int[20, 30];
        var mark2D = new Mark2D(places);
        Parallel.For2D(2..18, 3..25, in mark2D);
        Parallel.For2D(2..18, 3..25, in mark2D, 5);
        Parallel.For2D(new Rectangle(3, 2, 22, 16), in mark2D);
        Parallel.For2D(new Rectangle(3, 2, 22, 16), in mark2D, 100);
        Parallel.For2D(2, 18, 3, 25, in mark2D);
        Parallel.For2D(2, 18, 3, 25, in mark2D, 31);
        for (int row = 0; row < 20; row++)
        {
            for (int column = 0; column < 30; column++)
                Assert.Equal(row is >= 2 and < 18 && column is >= 3 and < 25 ? 6 : 0, places[row, column]);
        }
        Parallel.For2D<StaticMark2D>(0..3, 0..5);
        Parallel.For2D<StaticMark2D>(0..3, 0..5, 2);
        Parallel.For2D<StaticMark2D>(new Rectangle(0, 0, 5, 3));
        Parallel.For2D<StaticMark2D>(new Rectangle(0, 0, 5, 3), 2);
        Parallel.For2D<StaticMark2D>(0, 3, 0, 5);
        Parallel.For2D<StaticMark2D>(0, 3, 0, 5, 2);
        Assert.All(StaticMark2D.Runs.Cast<int>(), static run => Assert.Equal(6, run));

        int[] elements = new int[1000];
        Parallel.ForEach<int, Increment>(elements);
        Parallel.ForEach<int, Increment>(elements, 9);
        Parallel.ForEach<int, Increment>(elements, default(Increment));
        Parallel.ForEach<int, Increment>(elements, default(Increment), 9);
        Memory2D<int> grid = new(elements, 20, 50);
        Parallel.ForEach<int, Increment>(grid);
        Parallel.ForEach<int, Increment>(grid, 9);
        Parallel.ForEach(grid, default(Increment));
        Parallel.ForEach(grid, default(Increment), 9);
        Assert.All(elements, static element => Assert.Equal(8, element));

        long[] sum = new long[1];
        var add = new Add(sum);
        Parallel.ForEach<int, Add>((ReadOnlyMemory<int>)elements, in add);
        Parallel.ForEach<int, Add>((ReadOnlyMemory<int>)elements, in add, 9);
        ReadOnlyMemory2D<int> view = grid;
        Parallel.ForEach(view, in add);
        Parallel.ForEach(view, in add, 9);
        Assert.Equal(4 * 8000, sum[0]);
    }

    /// <summary>As with ParallelHelper, whose pieces all run one copy of the body.</summary>
    [Fact]
    public void R59_A_body_that_changes_itself_is_one_for_all_pieces()
    {
        Pools.Within(3, static () =>
        {
            int[] tickets = new int[20_000];
            Parallel.For(0, tickets.Length, new Ticket { Tickets = tickets }, new LoopOptions { MaxChunk = 64 });

            Assert.Equal(Enumerable.Range(1, tickets.Length), tickets.Order());
        });
    }

    private static string[] Signatures(Type type) =>
    [
        .. from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
           where method.IsGenericMethod
           select $"{method.ReturnType.Name} {method.Name}<{string.Join(", ", method.GetGenericArguments().Select(Argument))}>({string.Join(", ", method.GetParameters().Select(Parameter))})",
    ];

    private static string Argument(Type argument) => $"{argument.Name} {argument.GenericParameterAttributes}: {string.Join(", ", argument.GetGenericParameterConstraints().Select(Name))}";

    private static string Parameter(ParameterInfo parameter) =>
        $"{(parameter.IsIn ? "in " : "")}{Name(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? " = " + parameter.RawDefaultValue : "")}";

    private static string Name(Type type) => type.IsGenericType ? $"{type.Name}[{string.Join(", ", type.GetGenericArguments().Select(Name))}]" : type.Name;

    private static readonly Dictionary<string, (Action Theirs, Action Ours)> s_checks = new()
    {
        ["the start above the end"] = (static () => ParallelHelper.For<StaticMark>(5, 3), static () => Parallel.For<StaticMark>(5, 3)),
        ["a minimum of 0"] = (static () => ParallelHelper.For<StaticMark>(5, 3, 0), static () => Parallel.For<StaticMark>(5, 3, 0)),
        ["a minimum of 0 over nothing"] = (static () => ParallelHelper.For<StaticMark>(3, 3, 0), static () => Parallel.For<StaticMark>(3, 3, 0)),
        ["a start from the end"] = (static () => ParallelHelper.For<StaticMark>(^3..5, 0), static () => Parallel.For<StaticMark>(^3..5, 0)),
        ["an end from the end"] = (static () => ParallelHelper.For<StaticMark>(3..^5), static () => Parallel.For<StaticMark>(3..^5)),
        ["rows from the end"] = (static () => ParallelHelper.For2D<StaticMark2D>(^3..5, ^1..2, 0), static () => Parallel.For2D<StaticMark2D>(^3..5, ^1..2, 0)),
        ["columns from the end"] = (static () => ParallelHelper.For2D<StaticMark2D>(7..5, ^1..2, 0), static () => Parallel.For2D<StaticMark2D>(7..5, ^1..2, 0)),
        ["a top below the bottom"] = (static () => ParallelHelper.For2D<StaticMark2D>(5, 3, 4, 2), static () => Parallel.For2D<StaticMark2D>(5, 3, 4, 2)),
        ["a left beyond the right"] = (static () => ParallelHelper.For2D<StaticMark2D>(0, 3, 4, 2), static () => Parallel.For2D<StaticMark2D>(0, 3, 4, 2)),
        ["places with a minimum of 0"] = (static () => ParallelHelper.For2D<StaticMark2D>(5, 3, 4, 2, 0), static () => Parallel.For2D<StaticMark2D>(5, 3, 4, 2, 0)),
        ["elements with a minimum of 0"] = (static () => ParallelHelper.ForEach<int, Increment>(new int[3], 0), static () => Parallel.ForEach<int, Increment>(new int[3], 0)),
        ["elements of a grid with a minimum of 0"] =
            (static () => ParallelHelper.ForEach<int, Increment>(new Memory2D<int>(new int[3, 3]), -1), static () => Parallel.ForEach<int, Increment>(new Memory2D<int>(new int[3, 3]), -1)),
    };

    private readonly struct Mark(int[] runs) : IAction
    {
        public void Invoke(int i) => runs[i]++;
    }

    private readonly struct StaticMark : IAction
    {
        internal static readonly int[] Runs = new int[1000];

        public void Invoke(int i) => Runs[i]++;
    }

    private readonly struct Mark2D(int[,] runs) : IAction2D
    {
        public void Invoke(int i, int j) => runs[i, j]++;
    }

    private readonly struct StaticMark2D : IAction2D
    {
        internal static readonly int[,] Runs = new int[3, 5];

        public void Invoke(int i, int j) => Runs[i, j]++;
    }

    private readonly struct Increment : IRefAction<int>
    {
        public void Invoke(ref int item) => item++;
    }

    private readonly struct Add(long[] sum) : IInAction<int>
    {
        public void Invoke(in int item) => Interlocked.Add(ref sum[0], item);
    }

    private struct Ticket : IAction
    {
        internal int[] Tickets;
        private int _last;

        public void Invoke(int i) => Tickets[i] = Interlocked.Increment(ref _last);
    }
}
