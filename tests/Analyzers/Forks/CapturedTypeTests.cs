using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Forks;

/// <summary>FJ0021: what the types of captured variables and of states say (R07, R22, R35).</summary>
public sealed class CapturedTypeTests
{
    [Fact]
    public void R22_what_even_reading_changes_may_not_be_captured() => Fixture.CheckBody("""
        var random = new Random(1);
        List<int>.Enumerator each = new List<int>().GetEnumerator();
        var stream = new System.IO.MemoryStream();
        System.IO.Stream face = stream;
        Fork.Join(() => random.Next(), static () => 1);
        //              ^^^^^^ FJ0021: Cannot fork: the lambda captures random (Random): each number that is drawn changes it. Use Random.Shared, or hand a Random of its own to each fork as its state. What only this fork uses may be handed to it as its state.
        Fork.Join(() => each.Current, static () => 1);
        //              ^^^^ FJ0021: Cannot fork: the lambda captures each (Enumerator): each step changes it
        Parallel.For(0, 9, i => stream.WriteByte(1));
        //                      ^^^^^^ FJ0021: Cannot fork: the lambda captures stream (MemoryStream): each use moves the stream on
        Fork.Section(section => section.Fork(() => face.ReadByte()));
        //                                         ^^^^ FJ0021
        Fork.Join(random.Next, static () => 1);
        //        ^^^^^^ FJ0021
        Func<int> kept = () => random.Next();
        //                     ^^^^^^ FJ0021
        Fork.Join(static () => 1, kept);
        """);

    [Fact]
    public void R35_what_belongs_to_a_thread_is_neither_captured_nor_handed_over() => Fixture.Check("""
        [NotShareable("it draws on the thread that made it", Cure = "Draw later.")]
        class Canvas { public void Draw() { } }
        record struct Picture(string Name, Canvas Canvas);
        class User
        {
            private readonly Random _random = new(1);
            static void Run(Canvas canvas, Picture picture, Lifetime life)
            {
                Fork.Join(() => canvas.Draw(), static () => { });
                //              ^^^^^^ FJ0021: Cannot fork: the lambda captures canvas (Canvas): it draws on the thread that made it. Draw later.
                Fork.Section(section => section.Fork(picture, static p => p.Canvas.Draw()));
                //                                   ^^^^^^^ FJ0021: Cannot fork: it would be handed picture.Canvas (Canvas): it draws on the thread that made it. Draw later.
                ForkJoinPool.Shared.RunAsync(new[] { canvas }, static c => c[0].Draw());
                //                           ^^^^^^^^^^^^^^^^ FJ0021: Cannot fork: it would be handed state[] (Canvas)
                Fork.Join(1, 2, n => life.HasEnded);
                //                   ^^^^ FJ0021
            }
            void Draw()
            {
                Fork.Join(() => _random.Next(), static () => 1);
                //              ^^^^^^^ FJ0021: Cannot fork: the lambda captures this._random (Random)
            }
        }
        """);

    [Fact]
    public void R22_the_check_of_one_lambda_is_strict() => Fixture.CheckBody("""
        int[] items = [1];
        int count = 0;
        string title = "a";
        Shareability.Check(() => title.Length);
        Shareability.Check(() => items[0]);
        //                       ^^^^^ FJ0021: Cannot fork: the lambda captures items (int[]): whoever changes it must be alone with it. Lend a slice of it
        Shareability.Check(() => count++);
        //                       ^^^^^ FJ0020: Cannot fork: the lambda captures count (int) and assigns it, while whoever else has it may do the same. Let the fork return
        """);

    [Fact]
    public void What_is_written_to_be_refused_is_not_reported() => Fixture.Check("""
        static class Assert { public static void Throws<T>(Func<object> body) { } }
        static class User
        {
            static void Run(Random random, Lifetime life, Mutex<int> gate, OwnedMut<int> owner)
            {
                int n = 0;
                Assert.Throws<NotShareableException>(() => Fork.Join(() => life.HasEnded, static () => 1));
                Assert.Throws<NotShareableException>(() => Parallel.For(0, 9, i => n++));
                Assert.Throws<BorrowConflictException>(() => { owner.BorrowMut(); gate.Lock(); return gate; });
                Console.WriteLine(gate.TryLock(out _));
            }
        }
        """);

    [Fact]
    public void What_a_helper_is_given_that_names_or_gives_back_a_refusal_is_written_to_be_refused() => Fixture.Check("""
        static class Refused
        {
            public static void By<T>(Action attempt) where T : BorrowException { }
            public static BorrowConflictException Conflict(Action attempt) => null!;
            public static bool Throws(Action attempt) => true;
            public static IOException Fails(Action attempt) => null!;
        }
        static class User
        {
            static void Run(Random random, OwnedMut<int> owner, OwnedArray<int> data, Mutex<int> gate)
            {
                Refused.By<NotShareableException>(() => Fork.Join(() => random.Next(), () => random.Next()));
                Refused.By<BorrowConflictException>(() => Fork.Section(section =>
                {
                    section.Fork(section.BorrowMut(data), static all => all.Span.Fill(7));
                    section.Fork(() => data[0] = 8);
                }));
                Refused.Conflict(() => owner.Borrow());
                Refused.Conflict(() => Borrow.Call(Borrow.Mut(owner), Borrow.Read(owner), (_, _) => { }));
                Fork.Section(section =>
                {
                    section.Fork(() => Refused.Throws(() => data.Move()));
                    section.Fork(() => Refused.Throws(() => data[0] = 1));
                });
                Refused.Fails(() => gate.Lock());
                //                  ^^^^^^^^^^^ FJ0014
            }
        }
        """);

    [Fact]
    public void What_is_refused_where_the_refusal_is_caught_is_not_reported() => Fixture.CheckBody("""
        int ran = 0;
        try
        {
            Parallel.For(0, 9, i => ran++);
        }
        catch (BorrowException)
        {
            Parallel.For(0, 9, i => ran++);
            //                      ^^^ FJ0020
        }
        try
        {
            Parallel.For(0, 9, i => ran++);
            //                      ^^^ FJ0020
        }
        catch (InvalidOperationException)
        {
        }
        """);

    [Fact]
    public void R22_of_an_anonymous_value_the_members_that_are_used_are_captured() => Fixture.CheckBody("""
        var pair = new { Stream = new MemoryStream(), Random = new Random(1), Count = 1, Inner = new { Numbers = new List<int>().GetEnumerator() } };
        Fork.Join(() => pair.Count, () => pair.Count);
        Fork.Join(() => pair.Stream.ReadByte(), () => pair.Inner.Numbers.Current);
        //              ^^^^^^^^^^^ FJ0021: Cannot fork: the lambda captures pair.Stream (MemoryStream)
        //                                            ^^^^^^^^^^^^^^^^^^ FJ0021
        """);

    [Fact]
    public void R22_a_loop_of_one_turn_at_a_time_is_no_fork_unless_it_is_one_of_ours() => Fixture.CheckBody("""
        var random = new Random(1);
        Parallel.For(0, 1, i => random.Next());
        Parallel.For(0, 9, new ParallelOptions { MaxDegreeOfParallelism = 1 }, i => random.Next());
        Parallel.For(0, 9, new ParallelOptions(), i => random.Next());
        //                                             ^^^^^^ FJ0021
        Parallel.For(0, 1, i => random.Next(), default(LoopOptions));
        //                      ^^^^^^ FJ0021
        """);

    [Theory]
    [InlineData("var random = new Random(1); object gate = new(); Parallel.For(0, 9, i => { lock (gate) random.Next(); });")]
    [InlineData("var random = new Random(1); Fork.Section(s => s.Fork(random, static random => random.Next()));")]
    [InlineData("Random random = Random.Shared; Fork.Join(() => random.Next(), () => random.Next());")]
    [InlineData("var random = new Random(1); Func<int> outside = () => random.Next(); int n = 1; Fork.Join(() => n, () => n); outside();")]
    [InlineData("System.IO.TextWriter to = Console.Out; Fork.Join(() => to.WriteLine(), () => { });")]
    [InlineData("int[] items = [1]; var list = new List<int>(); object any = new(); Fork.Join(() => items[0] + list.Count, () => any.GetHashCode());")]
    [InlineData("var gate = new Mutex<List<int>>([]); Parallel.For(0, 9, i => gate.Use((ref List<int> all) => all.Add(1)));")]
    [InlineData("Parallel.For(0, 9, i => { var random = new Random(i); random.Next(); });")]
    [InlineData("ForkJoinPool.Shared.Run(() => { var life = Lifetime.Open(); life.Dispose(); });")]
    public void R22_what_may_be_shared_or_is_used_in_turns_is_fine(string statements) => Fixture.CheckBody(statements);
}
