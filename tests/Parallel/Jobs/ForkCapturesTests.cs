using System.Runtime.CompilerServices;

namespace ForkJoin.Tests.Jobs;

/// <summary>What a fork may get besides lent parts, at each place where one is made (R07, R22, R23, R35).</summary>
public sealed class ForkCapturesTests
{
    private static readonly OwnedArray<int> s_data = OwnedArray.Create<int>(10);
    private readonly Random _random = new(1);
    private readonly Lock _gate = new();

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

    [Fact]
    public void R22_captured_generators_enumerators_and_streams_are_refused_unless_a_lock_is_taken()
    {
        var random = new Random(1);
        List<int>.Enumerator each = new List<int> { 1 }.GetEnumerator();
        using var stream = new MemoryStream();
        Stream face = stream;
        Random own = Random.Shared;
        RefusedJoin("random", () => random.Next());
        RefusedJoin("each", () => each.Current);
        RefusedJoin("stream", () => stream.ReadByte());
        RefusedJoin("face", () => face.ReadByte());
        RefusedJoin("this._random", () => _random.Next());
        for (int i = 0; i < 3; i++)
        {
            Fork.Join(() => own.Next(), () => own.Next());
            Fork.Join(Locked, () => { lock (_gate) { return random.Next(); } });
            Fork.Join(() => Locked(), () => { lock (_gate) { return _random.Next(); } });
        }
        face = Stream.Synchronized(stream);
        Fork.Join(() => face.ReadByte(), static () => 1);

        static void RefusedJoin(string name, Func<int> body)
        {
            for (int i = 0; i < 3; i++)
            {
                NotShareableException refused = Assert.Throws<NotShareableException>(() => Fork.Join(static () => 1, body));
                Assert.Equal(name, refused.Owner);
                Assert.Contains("handed to it as its state", refused.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void R22_a_variable_that_only_another_lambda_of_the_block_uses_is_not_in_the_way()
    {
        var random = new Random(1);
        int count = 3;
        Func<int> outside = () => random.Next() + count;
        for (int i = 0; i < 3; i++)
            Assert.Equal((3, 4), Fork.Join(() => count, () => count + 1));
        Assert.NotEqual(0, outside());
    }

    [Fact]
    public void R22_programs_that_capture_to_read_or_to_write_what_nobody_else_does_go_on_working()
    {
        int[] items = [1, 2, 3];
        List<int> list = [4, 5];
        object anything = new();
        int left = 0, right = 0;
        for (int i = 0; i < 100; i++)
            Fork.Join(() => left = items[0] + list[0], () => right = items[1] + anything.GetHashCode());
        Assert.Equal(5, left);
        Assert.Equal(2 + anything.GetHashCode(), right);
        Fork.Section(section => section.Fork(new Random(1), static random => random.Next())); // handed over
    }

    [Fact]
    public void R22_strict_refuses_whatever_is_not_known_to_be_shareable()
    {
        int[] items = [1];
        int count = 0;
        string title = "a";
        Func<int> capturing = () => items[0];
        Strictly(() =>
        {
            Assert.Equal(("a", 1), Fork.Join(() => title, static () => 1));
            Assert.Equal((1, 2), Fork.Join(1, 2, static n => n));
            Assert.Equal("items", Assert.Throws<NotShareableException>(() => Fork.Join(capturing, static () => 1)).Owner);
            Assert.Equal("count", Assert.Throws<NotShareableException>(() => Fork.Join(() => { count++; }, static () => { })).Owner);
            Assert.Equal("state", Assert.Throws<NotShareableException>(() => Fork.Section(section => section.Fork(items, static _ => { }))).Owner);
            Assert.Throws<NotShareableException>(() => Fork.Section(section => section.Fork(capturing, static f => f())));
            Fork.Section(section => section.Fork(static () => 1, static f => f()));
            // Work that is posted moves: whoever posts it goes on without its state.
            Assert.Equal(1, Until.ResultOf(ForkJoinPool.Shared.RunAsync(items, static items => items[0])));
            Assert.Throws<NotShareableException>(() => { _ = ForkJoinPool.Shared.RunAsync(new object(), static _ => { }); });
            Assert.Throws<NotShareableException>(() => { _ = ForkJoinPool.Shared.RunAsync(() => items[0]); });
        });
        Assert.Equal((1, 1), Fork.Join(capturing, static () => 1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => BorrowChecking.Captures = (CaptureChecking)7);
    }

    [Fact]
    public void R22_the_verdict_is_the_same_whatever_level_was_in_force_when_the_lambda_was_first_seen()
    {
        int[] items = [1];
        for (int round = 0; round < 2; round++)
        {
            Fork.Join(() => items[0], static () => 1);
            Strictly(() => Assert.Throws<NotShareableException>(() => Fork.Join(() => items[0], static () => 1)));
        }
    }

    [Fact]
    public void R22_a_bad_lambda_is_refused_each_time_however_many_good_ones_stand_around_it()
    {
        var random = new Random(1);
        for (int i = 0; i < 1000; i++)
        {
            Fork.Join(static () => 1, static () => 2);
            Fork.Join(static () => 3, () => i);
            if (i % 100 == 0)
                Assert.Throws<NotShareableException>(() => Fork.Join(static () => 1, () => random.Next()));
        }
    }

    [Fact]
    public void P25_what_a_lambda_captured_can_be_collected_after_the_join()
    {
        List<WeakReference> captured = [.. Enumerable.Range(0, 5).Select(static _ => ForkOnce())];
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        // The jobs of a worker may hold the last one a little longer; what a cache held would be all or the first.
        Assert.DoesNotContain(captured, static item => item.IsAlive);
    }

    [Fact]
    public void P25_checking_bodies_and_states_allocates_nothing()
    {
        int[] items = [1];
        Func<int> capturing = () => items[0];
        var pool = new ForkJoinPool(1);
        pool.Run(() =>
        {
            Join(1000);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Join(1000);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        });
        pool.Dispose();

        void Join(int rounds)
        {
            for (int i = 0; i < rounds; i++)
            {
                Fork.Join(capturing, static () => 1);
                Fork.Join(items, items, static x => x[0]);
                Fork.Join(static () => 2, static () => 3);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void R23_ten_validated_forks_read_through_one_reference_and_each_gets_the_same_value(int workers) => Pools.Within(workers, () =>
    {
        OwnedMut<int> owner = Own.Mut(42);
        using (Lifetime life = Lifetime.Open())
        {
            Ref<int> reference = life.Borrow(owner);
            Func<int> read = Shareability.Check(() => reference.Value);
            var results = new Forked<int>[10];
            Fork.Section(section =>
            {
                for (int i = 0; i < results.Length; i++)
                    results[i] = section.Fork(read);
            });
            Assert.All(results, static result => Assert.Equal(42, result.Result));
        }
        owner.Value = 43;
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void R23_the_error_of_one_that_writes_meanwhile_surfaces_at_the_join(int workers) => Pools.Within(workers, () =>
    {
        OwnedMut<int> owner = Own.Mut(42);
        using Lifetime life = Lifetime.Open();
        Ref<int> reference = life.Borrow(owner);
        Func<int> read = Shareability.Check(() => reference.Value);
        var results = new Forked<int>[10];
        BorrowConflictException refused = Assert.Throws<BorrowConflictException>(() => Fork.Section(section =>
        {
            for (int i = 0; i < results.Length; i++)
            {
                results[i] = section.Fork(read);
                if (i == 5)
                    section.Fork(() => owner.Value = 7);
            }
        }));
        Assert.Equal(LoanKind.Write, refused.Wanted);
        Assert.All(results, static result => Assert.Equal(42, result.Result)); // all have run
        // Asked for, the racing one would not even have been forked.
        Assert.Equal("owner", Assert.Throws<NotShareableException>(() => Shareability.Check(() => { owner.Value = 7; })).Owner);
    });

    [Fact]
    public void R35_every_public_type_of_the_library_has_a_verdict()
    {
        string[] unknown =
        [
            .. from assembly in new[] { typeof(Slice<>).Assembly, typeof(Fork).Assembly }
               from type in assembly.GetExportedTypes()
               where (type.IsClass || type.IsValueType) && !(type.IsAbstract && type.IsSealed) && !typeof(Delegate).IsAssignableFrom(type)
               let closed = type.IsGenericTypeDefinition ? type.MakeGenericType([.. type.GetGenericArguments().Select(static _ => typeof(int))]) : type
               where Shareability.Of(closed).Kind == ShareKind.Unknown
               select Shareability.Of(closed).ToString(),
        ];
        Assert.Empty(unknown);
    }

    private static int Locked() => 1;

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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference ForkOnce()
    {
        var item = new object();
        Fork.Join(() => item.GetHashCode(), () => item.GetHashCode());
        return new WeakReference(item);
    }

    private static void InScope(ScopeBody body)
    {
        using var scope = BorrowScope.Open();
        body(scope);
    }

    private delegate void ScopeBody(BorrowScope scope);

    private static void Strictly(Action body)
    {
        BorrowChecking.Captures = CaptureChecking.Strict;
        try
        {
            body();
        }
        finally
        {
            BorrowChecking.Captures = CaptureChecking.Certain;
        }
    }

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
