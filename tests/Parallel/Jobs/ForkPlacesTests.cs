namespace ForkJoin.Tests.Jobs;

/// <summary>Each place where a fork is made looks at what it gets, and refuses before anything has been lent or run (R22, R35).</summary>
public sealed class ForkPlacesTests
{
    private static readonly OwnedArray<int> s_data = OwnedArray.Create<int>(10);

    /// <summary>Every way to fork a body that captures a variable.</summary>
    public static TheoryData<string> Places => [.. ByCapture.Keys];

    /// <summary>Every way to hand a state to a fork.</summary>
    public static TheoryData<string> StatePlaces => [.. ByState.Keys];

    private static Dictionary<string, Action<Action>> ByCapture { get; } = new()
    {
        ["join, left"] = static body => Fork.Join(body, static () => { }),
        ["join, right"] = static body => Fork.Join(static () => { }, body),
        ["join of functions, left"] = static body => Fork.Join(Result(body), static () => 1),
        ["join of functions, right"] = static body => Fork.Join(static () => 1, Result(body)),
        ["join with state"] = static body => Fork.Join(1, 2, WithState<int>(body)),
        ["join with state, functions"] = static body => Fork.Join(1, 2, WithStateForResult<int>(body)),
        ["join of slices"] = static body => InScope(scope => Fork.Join(scope.Borrow(s_data), scope.Borrow(s_data), WithSlice(body))),
        ["join of slices and arguments"] = static body => InScope(
            scope => Fork.Join(scope.Borrow(s_data), 1, scope.Borrow(s_data), 1, WithSliceAndArg<int>(body))),
        ["invoke, one"] = static body => Fork.Invoke(body),
        ["invoke, two"] = static body => Fork.Invoke(static () => { }, body),
        ["invoke, three"] = static body => Fork.Invoke(static () => { }, static () => { }, body),
        ["section"] = static body => Fork.Section(section => section.Fork(body)),
        ["section, function"] = static body => Fork.Section(section => { section.Fork(Result(body)); }),
        ["section with state"] = static body => Fork.Section(section => section.Fork(1, WithState<int>(body))),
        ["section, slice"] = static body => Fork.Section(section => section.Fork(section.Borrow(s_data), WithSlice(body))),
        ["section, slice and argument"] = static body => Fork.Section(
            section => section.Fork(section.Borrow(s_data), 1, WithSliceAndArg<int>(body))),
        ["chunks"] = static body => InScope(scope => Fork.ForEachChunk(scope.Borrow(s_data), 3, WithSlice(body))),
        ["chunks, only one"] = static body => InScope(scope => Fork.ForEachChunk(scope.Borrow(s_data), 100, WithSlice(body))),
        ["posted"] = static body => Until.Completed(ForkJoinPool.Shared.RunAsync(body)),
        ["posted with state"] = static body => Until.Completed(ForkJoinPool.Shared.RunAsync(1, WithState<int>(body))),
    };

    private static Dictionary<string, Action<Lifetime>> ByState { get; } = new()
    {
        ["join"] = static life => Fork.Join(life, life, static _ => { }),
        ["join, functions"] = static life => Fork.Join(life, life, static _ => 1),
        ["join of bodies"] = static life => Fork.Join<Body, Lifetime, int>(life, life),
        ["join of closures, left"] = static life => Fork.Join<Closure, int, Nothing, int>(new(life), default),
        ["join of closures, right"] = static life => Fork.Join<Nothing, int, Closure, int>(default, new(life)),
        ["join from a context"] = static life => Fork.Join<Outer, int, Nothing, int>(new(), default),
        ["join of slices and arguments"] = static life => InScope(
            scope => Fork.Join(scope.Borrow(s_data), life, scope.Borrow(s_data), life, static (_, _) => { })),
        ["section"] = static life => Fork.Section(section => section.Fork(life, static _ => { })),
        ["section, function"] = static life => Fork.Section(section => { section.Fork(life, static _ => 1); }),
        ["section, body"] = static life => Fork.Section(section => { section.Fork<Body, Lifetime, int>(life); }),
        ["section, slice and argument"] = static life => Fork.Section(section => section.Fork(section.BorrowMut(s_data), life, static (_, _) => { })),
        ["posted"] = static life => Until.Completed(ForkJoinPool.Shared.RunAsync(life, static _ => { })),
        ["posted, function"] = static life => Until.Completed(ForkJoinPool.Shared.RunAsync(life, static _ => 1)),
    };

    [Trait("Needs", "Checks")]
    [Theory]
    [MemberData(nameof(StatePlaces))]
    public void R35_a_state_that_belongs_to_one_thread_is_refused_where_the_fork_is_made_and_no_loan_is_left(string place)
    {
        using Lifetime life = Lifetime.Open();
        for (int i = 0; i < 3; i++)
        {
            NotShareableException refused = Assert.Throws<NotShareableException>(() => ByState[place](life));
            Assert.Equal(typeof(Lifetime), refused.Type);
            Assert.Contains("thread that opened it", refused.Message, StringComparison.Ordinal);
            s_data[0] = i; // nothing is lent any more
        }
    }

    [Trait("Needs", "Checks")]
    [Theory]
    [MemberData(nameof(Places))]
    public void R22_a_body_that_captures_what_two_threads_cannot_use_is_refused_where_the_fork_is_made(string place)
    {
        // The object that the delegate is bound to belongs to one thread.
        var bound = new Bound();
        for (int i = 0; i < 3; i++)
        {
            NotShareableException refused = Assert.Throws<NotShareableException>(() => ByCapture[place](bound.Run));
            Assert.Equal("this", refused.Owner);
            Assert.Contains("it is bound. Do without.", refused.Message, StringComparison.Ordinal);
            s_data[0] = i;
        }
        Assert.Equal(0, bound.Ran);
        int ran = 0;
        ByCapture[place](() => Interlocked.Increment(ref ran));
        Assert.NotEqual(0, ran);
    }

    private static Func<int> Result(Action body) => Bind<Func<int>>(body, nameof(Bound.Return));

    private static Action<T> WithState<T>(Action body) => Bind<Action<int>>(body, nameof(Bound.Take)) as Action<T> ?? throw new NotSupportedException();

    private static Func<T, int> WithStateForResult<T>(Action body) =>
        Bind<Func<int, int>>(body, nameof(Bound.TakeAndReturn)) as Func<T, int> ?? throw new NotSupportedException();

    private static SliceAction<Slice<int>> WithSlice(Action body) => Bind<SliceAction<Slice<int>>>(body, nameof(Bound.TakeSlice));

    private static SliceArgAction<Slice<int>, T> WithSliceAndArg<T>(Action body) =>
        Bind<SliceArgAction<Slice<int>, int>>(body, nameof(Bound.TakeSliceAndArg)) as SliceArgAction<Slice<int>, T> ?? throw new NotSupportedException();

    /// <summary>The same body in another shape: bound to the same object, where that belongs to one thread.</summary>
    private static T Bind<T>(Action body, string method)
        where T : Delegate =>
        body.Target is Bound bound ? (T)Delegate.CreateDelegate(typeof(T), bound, method) : (T)Delegate.CreateDelegate(typeof(T), new Free(body), method);

    private static void InScope(ScopeBody body)
    {
        using var scope = BorrowScope.Open();
        body(scope);
    }

    private delegate void ScopeBody(BorrowScope scope);

    private class Free(Action body)
    {
        public int Return()
        {
            body();
            return 1;
        }

        public void Take(int state) => body();

        public int TakeAndReturn(int state) => Return();

        public void TakeSlice(Slice<int> slice) => body();

        public void TakeSliceAndArg(Slice<int> slice, int arg) => body();
    }

    [NotShareable("it is bound", Cure = "Do without.")]
    private sealed class Bound() : Free(static () => { })
    {
        public int Ran { get; private set; }

        public void Run() => Ran++;
    }

    private struct Body : IForkBody<Lifetime, int>
    {
        public static int Invoke(Lifetime arg, ForkContext fork) => 1;
    }

    private readonly struct Closure(Lifetime life) : IForkClosure<int>
    {
        public int Invoke(ForkContext fork) => life.HasEnded ? 1 : 0;
    }

    private readonly struct Outer : IForkClosure<int>
    {
        public int Invoke(ForkContext fork) => fork.Join<Body, Lifetime, int>(default, default).Left;
    }

    private readonly struct Nothing : IForkClosure<int>
    {
        public int Invoke(ForkContext fork) => 0;
    }
}
