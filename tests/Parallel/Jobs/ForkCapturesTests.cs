using System.Runtime.CompilerServices;

namespace ForkJoin.Tests.Jobs;

/// <summary>What a fork may get besides lent parts (R07, R22, R23, R35).</summary>
public sealed class ForkCapturesTests
{
    private readonly Random _random = new(1);
    private readonly Lock _gate = new();

    [Trait("Needs", "Checks")]
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
        int drawn = 0;
        Fork.Join(() => { drawn += own.Next(); }, static () => { }); // what is looked at again each time may assign
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

    [Trait("Needs", "Checks")]
    [Fact]
    public void R22_strict_refuses_whatever_is_not_known_to_be_shareable()
    {
        int[] items = [1];
        int count = 0;
        string title = "a";
        Func<int> capturing = () => items[0];
        Strictly.Run(() =>
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

    [Trait("Needs", "Checks")]
    [Fact]
    public void R22_the_verdict_is_the_same_whatever_level_was_in_force_when_the_lambda_was_first_seen()
    {
        int[] items = [1];
        for (int round = 0; round < 2; round++)
        {
            Fork.Join(() => items[0], static () => 1);
            Strictly.Run(() => Assert.Throws<NotShareableException>(() => Fork.Join(() => items[0], static () => 1)));
        }
    }

    [Trait("Needs", "Checks")]
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

    [Trait("Needs", "Checks")]
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference ForkOnce()
    {
        // Results of a type of its own, so that no other lambda has been remembered before these are seen.
        var item = new object();
        Fork.Join(() => new OnlyHere(item.GetHashCode()), () => new OnlyHere(item.GetHashCode()));
        return new WeakReference(item);
    }

    private readonly record struct OnlyHere(int Hash);
}
