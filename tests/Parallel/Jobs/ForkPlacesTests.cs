using System.Reflection;

namespace ForkJoin.Tests.Jobs;

/// <summary>Each place where a fork is made looks at what it gets, and refuses before anything has been lent or run (R22, R35).</summary>
public sealed class ForkPlacesTests
{
    /// <summary>Every way to fork a body that captures a variable.</summary>
    public static TheoryData<string> OfBodies => [.. BodyPlaces<Bound>.All.Keys];

    /// <summary>Every way to hand a state to a fork.</summary>
    public static TheoryData<string> OfOneState => [.. StatePlaces<Lifetime>.OfOne.Keys];

    /// <summary>Every way to hand a state to each arm of a join.</summary>
    public static TheoryData<string> OfTwoStates => [.. StatePlaces<Lifetime>.OfTwo.Keys];

    [Trait("Needs", "Checks")]
    [Theory]
    [MemberData(nameof(OfBodies))]
    public void R22_a_body_that_captures_what_two_threads_cannot_use_is_refused_where_the_fork_is_made(string place)
    {
        var bound = new Bound();
        for (int i = 0; i < 3; i++)
        {
            NotShareableException refused = Assert.Throws<NotShareableException>(() => BodyPlaces<Bound>.All[place](bound));
            Assert.Equal("it", refused.Owner);
            Assert.Contains("it is bound. Do without.", refused.Message, StringComparison.Ordinal);
            BodyPlaces<Bound>.Data[0] = i; // nothing is lent any more
        }
        Assert.Equal(0, bound.Ran);
        var free = new Free();
        BodyPlaces<Free>.All[place](free);
        Assert.NotEqual(0, free.Ran);
    }

    [Trait("Needs", "Checks")]
    [Theory]
    [MemberData(nameof(OfOneState))]
    public void R35_a_state_that_belongs_to_one_thread_is_refused_where_the_fork_is_made_and_no_loan_is_left(string place) =>
        RefusesLifetime(StatePlaces<Lifetime>.OfOne[place]);

    [Trait("Needs", "Checks")]
    [Theory]
    [MemberData(nameof(OfTwoStates))]
    public void R35_states_that_belong_to_one_thread_are_refused_where_the_join_is_made_and_no_loan_is_left(string place) =>
        RefusesLifetime(life => StatePlaces<Lifetime>.OfTwo[place](life, life));

    /// <summary>Two states are of one type, and only the value of a delegate tells good from bad: both arms are looked at.</summary>
    [Trait("Needs", "Checks")]
    [Theory]
    [MemberData(nameof(OfTwoStates))]
    public void R35_the_state_of_either_arm_is_judged(string place)
    {
        int[] items = [1];
        Func<int> good = static () => 1, bad = () => items[0];
        Action<Func<int>, Func<int>> join = StatePlaces<Func<int>>.OfTwo[place];
        Strictly.Run(() =>
        {
            Assert.StartsWith("left", Assert.Throws<NotShareableException>(() => join(bad, good)).Owner, StringComparison.Ordinal);
            Assert.StartsWith("right", Assert.Throws<NotShareableException>(() => join(good, bad)).Owner, StringComparison.Ordinal);
            join(good, good);
        });
    }

    [Fact]
    public void R22_every_parameter_that_takes_the_body_of_a_fork_is_among_the_places()
    {
        int bodies = (from type in new[] { typeof(Fork), typeof(ForkJoinSection), typeof(ForkJoinPool) }
                      from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                      where method.Name is nameof(Fork.Join) or nameof(Fork) or nameof(Fork.Invoke) or nameof(Fork.ForEachChunk) or nameof(ForkJoinPool.RunAsync)
                      from parameter in method.GetParameters()
                      where typeof(Delegate).IsAssignableFrom(parameter.ParameterType) || parameter.ParameterType == typeof(ReadOnlySpan<Action>)
                      select parameter).Count();
        Assert.Equal(bodies + BodyPlaces<Bound>.Repeated, BodyPlaces<Bound>.All.Count);
    }

    private static void RefusesLifetime(Action<Lifetime> fork)
    {
        using Lifetime life = Lifetime.Open();
        for (int i = 0; i < 3; i++)
        {
            NotShareableException refused = Assert.Throws<NotShareableException>(() => fork(life));
            Assert.Equal(typeof(Lifetime), refused.Type);
            Assert.Contains("thread that opened it", refused.Message, StringComparison.Ordinal);
            StatePlaces<Lifetime>.Data[0] = i; // nothing is lent any more
        }
    }

    [NotShareable("it is bound", Cure = "Do without.")]
    private sealed class Bound : IRunnable
    {
        public int Ran { get; private set; }

        public int Run() => ++Ran;
    }

    private sealed class Free : IRunnable
    {
        private int _ran;

        public int Ran => _ran;

        public int Run() => Interlocked.Increment(ref _ran);
    }
}
