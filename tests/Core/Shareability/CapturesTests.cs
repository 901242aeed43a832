using System.Runtime.CompilerServices;

namespace ForkJoin.Tests.Shareabilities;

/// <summary>What lambdas capture, and which of them pass the strict check (R22).</summary>
public sealed class CapturesTests
{
    private static readonly Random s_random = new(1);
    private readonly Random _random = new(1);
    private readonly Lock _gate = new();
    private int _count;
    private object? _anything;

    [Fact]
    public void R22_a_static_lambda_captures_nothing()
    {
        Assert.Empty(Shareability.CapturesOf(static () => s_random.Next()));
        Assert.Empty(Shareability.CapturesOf((Func<double, double>)Math.Sqrt));
        Func<int> body = static () => s_random.Next();
        Assert.Same(body, Shareability.Check(body));
    }

    [Fact]
    public void R22_only_what_the_lambda_uses_is_listed_by_the_names_of_the_source()
    {
        var random = new Random(1);
        string title = "a";
        int count = 0;
        Action uses = () => Console.WriteLine(title);
        Action other = () => count += random.Next();
        Assert.Equal(["title"], Names(uses));
        Assert.Equal(["count", "random"], Names(other).Order(StringComparer.Ordinal));
        Assert.Equal("title (string): Shareable: string", Shareability.CapturesOf(uses)[0].ToString());
    }

    [Fact]
    public void R22_variables_of_outer_blocks_and_of_inner_lambdas_are_found()
    {
        int outer = 1;
        for (int i = 0; i < 1; i++)
        {
            int inner = i;
            Assert.Equal(["inner", "outer"], Names(() => outer + inner).Order(StringComparer.Ordinal));
            Func<Func<int>> nested = () => () => outer++;
            Assert.Equal(["outer"], Names(nested));
            Assert.True(Assert.Single(Shareability.CapturesOf(nested)).IsAssigned);
            int Local() => outer++;
            Assert.True(Shareability.CapturesOf((Func<int>)Through).Single(c => c.Name == "outer").IsAssigned);
            int Through() => Local() + inner;
        }
    }

    [Fact]
    public void R22_asynchronous_lambdas_and_iterators_are_read_too()
    {
        int count = 0, other = 0;
        Func<Task> body = async () =>
        {
            await Task.Yield();
            count++;
        };
        CapturedVariable captured = Assert.Single(Shareability.CapturesOf(body));
        Assert.Equal("count", captured.Name);
        Assert.True(captured.IsAssigned);
        Assert.Equal(0, other++);
    }

    [Fact]
    public void R22_assigning_is_told_from_reading()
    {
        int count = 0;
        long ticks = 0;
        var point = new Point();
        var time = TimeSpan.Zero;
        Assert.True(IsAssigned(() => count = 1));
        Assert.True(IsAssigned(() => count++));
        Assert.True(IsAssigned(() => point.X = 1));
        Assert.True(IsAssigned(() => point.Move()));
        Assert.True(IsAssigned(() => Set(ref count, ticks), "count"));
        Assert.True(IsAssigned(() => time = default));
        Assert.False(IsAssigned(() => Set(ref count, ticks), "ticks"));
        Assert.False(IsAssigned(() => count + 1));
        Assert.False(IsAssigned(() => point.X));
        Assert.False(IsAssigned(() => count.ToString(provider: null)));
        Assert.False(IsAssigned(() => time.ToString()));
        Assert.False(IsAssigned(() => time.TotalSeconds));
        Assert.False(IsAssigned(() => Interlocked.Increment(ref ticks)));
        Assert.False(IsAssigned(() => Volatile.Read(ref ticks)));
    }

    [Fact]
    public void R22_this_and_its_fields_that_the_lambda_uses_are_listed()
    {
        int more = 1;
        Assert.Equal(["this", "this._count"], Names(() => _count));
        Assert.Equal(["more", "this", "this._random"], Names(() => _random.Next() + more).Order(StringComparer.Ordinal));
        Assert.Equal(["this"], Names(Count));
        Assert.Equal(["this"], Names((Func<int>)new Random(1).Next));
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R22_the_strict_check_refuses_what_is_not_known_to_be_shareable_and_says_what_to_do()
    {
        int[] items = [1];
        var random = new Random(1);
        int count = 0;
        string title = "a";
        var guarded = new Mutex<int>(1);
        Func<string> fine = () => title + guarded;
        Assert.Same(fine, Shareability.Check(fine));
        Refuses("items", typeof(int[]), "slice", () => items[0]);
        Refuses("random", typeof(Random), "Random.Shared", () => random.Next());
        Refuses("count", typeof(int), "return", () => count++);
        Refuses("this", typeof(CapturesTests), "[Shareable]", () => _count);
        NotShareableException both = Assert.Throws<NotShareableException>(() => Shareability.Check(() => items[0] + random.Next()));
        Assert.Contains("items (int[])", both.Message, StringComparison.Ordinal);
        Assert.Contains("random (Random)", both.Message, StringComparison.Ordinal);
        Assert.Contains("CapturesTests.R22_the_strict_check", both.ForkedAt, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(static () => Shareability.Check<Action>(null!));
        Assert.Throws<ArgumentNullException>(static () => Shareability.CapturesOf(null!));

        static void Refuses(string name, Type type, string cure, Func<object> body, [CallerArgumentExpression(nameof(body))] string? source = null)
        {
            NotShareableException refused = Assert.Throws<NotShareableException>(() => Shareability.Check(body));
            Assert.True(name == refused.Owner, $"{source}: {refused.Message}");
            Assert.Contains(cure, refused.Message, StringComparison.Ordinal);
            if (name != "this")
                Assert.Equal(type, refused.Type);
        }
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R22_a_captured_delegate_is_as_good_as_what_it_captures()
    {
        int[] items = [1];
        string title = "a";
        Func<int> bad = () => items[0], good = () => title.Length;
        Shareability.Check(() => good());
        Assert.Equal("bad", Assert.Throws<NotShareableException>(() => Shareability.Check(() => bad())).Owner);
        Func<int, int>? itself = null;
        itself = n => n == 0 ? title.Length : itself!(n - 1);
        Shareability.Check(itself);
        Action several = () => _ = good();
        several += () => _ = bad();
        Assert.Equal("bad", Assert.Throws<NotShareableException>(() => Shareability.Check(several)).Owner);
        several = () => _ = bad();
        several += () => _ = good();
        Assert.Equal("bad", Assert.Throws<NotShareableException>(() => Shareability.Check(several)).Owner);
        Shareability.Check(Nested(good, 3));
        Assert.Throws<NotShareableException>(() => Shareability.Check(Nested(good, 20))); // nobody looks so far

        static Func<int> Nested(Func<int> inner, int times) => times == 0 ? inner : Nested(() => inner(), times - 1);
    }

    [Fact]
    public void R22_a_value_that_sees_to_itself_passes_whatever_its_class()
    {
        Random shared = Random.Shared;
        Shareability.Check(() => shared.Next());
        Stream none = new MemoryStream();
        Assert.Equal(ShareKind.Sendable, Assert.Single(Shareability.CapturesOf(() => none.ReadByte())).Verdict.Kind);
        none = Stream.Synchronized(none);
        Assert.NotEqual(ShareKind.Sendable, Assert.Single(Shareability.CapturesOf(() => none.ReadByte())).Verdict.Kind);
        Stream? missing = null;
        Shareability.Check(() => missing?.Length);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R22_strictly_a_lock_does_not_help()
    {
        var random = new Random(1);
        var gate = new Lock();
        Func<int> locked = () =>
        {
            lock (gate)
                return random.Next();
        };
        Assert.Equal("random", Assert.Throws<NotShareableException>(() => Shareability.Check(locked)).Owner);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R22_of_the_fields_around_only_those_that_are_assigned_are_refused_beside_it()
    {
        string read = Assert.Throws<NotShareableException>(() => Shareability.Check(() => _anything)).Message;
        Assert.DoesNotContain("this._anything", read, StringComparison.Ordinal);
        Assert.Contains("captures this", read, StringComparison.Ordinal);
        string assigned = Assert.Throws<NotShareableException>(() => Shareability.Check(() => { _anything = this; })).Message;
        Assert.Contains("this._anything (object)", assigned, StringComparison.Ordinal);
    }

    [Fact]
    public void R22_an_object_around_that_answers_for_itself_answers_for_its_fields()
    {
        Func<int> draw = new Guarding().Draw();
        Assert.Equal(["this"], Names(draw));
        Shareability.Check(draw);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R22_inherited_fields_and_members_of_anonymous_types_are_found()
    {
        Assert.Equal(["this", "this.Generator"], Names(new Derived().Draw()));
        var pair = new { Generator = new Random(1), Count = 1 };
        Func<int> draw = () => pair.Generator.Next();
        Assert.Equal("Generator", Assert.Throws<NotShareableException>(() => Shareability.Check(draw)).Owner);
        Shareability.Check(() => pair.Count);
    }

    private int Count()
    {
        lock (_gate)
            return _count++;
    }

    private static void Set(ref int variable, long value) => variable = (int)value;

    private static IEnumerable<string> Names(Delegate body) => Shareability.CapturesOf(body).Select(captured => captured.Name);

    private static bool IsAssigned(Delegate body, string? name = null) =>
        Assert.Single(Shareability.CapturesOf(body), captured => name is null || captured.Name == name).IsAssigned;

    [Shareable]
    private sealed class Guarding
    {
        private readonly Random _random = new(1);

        public Func<int> Draw() => () => _random.Next();
    }

    private class Drawing
    {
        protected readonly Random Generator = new(1);
    }

    private sealed class Derived : Drawing
    {
        public Func<int> Draw() => () => Generator.Next();
    }

    private struct Point
    {
        public int X;

        public void Move() => X++;
    }
}
