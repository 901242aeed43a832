using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Forks;

/// <summary>FJ0020, FJ0023: a variable that one thread assigns while another uses it (R22).</summary>
public sealed class CapturedVariableTests
{
    [Fact]
    public void R22_a_loop_may_not_count_in_a_captured_variable() => Fixture.CheckBody("""
        int count = 0;
        long sum = 0;
        Parallel.For(0, 100, i => count++);
        //                        ^^^^^ FJ0020: Cannot fork: the lambda captures count (int) and assigns it, while every other run of the same body may do the same. Let
        Parallel.For(0, 100, i => { if (i > 3) sum += i; }, new LoopOptions());
        //                                     ^^^ FJ0020
        Parallel.ForEach(new[] { 1, 2 }, n => { sum = sum + n; });
        //                                      ^^^ FJ0020
        Fork.Join(1, 2, n => { count = n; });
        //                     ^^^^^ FJ0020
        Parallel.For(0, 100, i => { if (count++ == 3) Console.WriteLine(i); });
        //                              ^^^^^ FJ0020
        """);

    [Fact]
    public void R22_arms_may_not_use_what_another_one_assigns() => Fixture.CheckBody("""
        int one = 0, other = 0, both = 0;
        Fork.Join(() => { one = 1; }, () => Console.WriteLine(one));
        //                ^^^ FJ0020: Cannot fork: the lambda captures one (int) and assigns it, while another arm uses it.
        //                                                    --- used here meanwhile
        Fork.Invoke(() => other = 1, () => { }, () => other = 2);
        //                ^^^^^ FJ0020
        //                                            --------- used here meanwhile
        Parallel.Invoke(() => both++, () => both++);
        //                    ^^^^ FJ0020
        //                                  ------ used here meanwhile
        """);

    [Fact]
    public void R22_a_section_may_not_use_what_a_fork_of_it_assigns_nor_the_other_way_round() => Fixture.CheckBody("""
        int assigned = 0, read = 0, shared = 0;
        Fork.Section(section =>
        {
            section.Fork(() => { assigned = 1; });
            //                   ^^^^^^^^ FJ0020: Cannot fork: the lambda captures assigned (int) and assigns it, while the section uses it before the fork is joined
            Console.WriteLine(assigned);
            //                -------- used here meanwhile
            section.Fork(() => Console.WriteLine(read));
            //                                   ^^^^ FJ0020: Cannot fork: the lambda captures read (int) which the section assigns before the fork is joined. Hand its value
            if (read == 0) read = 2;
            //             -------- changed here meanwhile
            section.Fork(() => { shared = 1; });
            //                   ^^^^^^ FJ0020: Cannot fork: the lambda captures shared (int) and assigns it, while another fork may use it
            section.Fork(() => Console.WriteLine(shared));
            //                                   ------ used here meanwhile
        });
        """);

    [Fact]
    public void R22_a_fork_in_a_loop_meets_itself() => Fixture.CheckBody("""
        int last = 0;
        Fork.Section(section =>
        {
            foreach (int n in new[] { 1, 2 })
                section.Fork(n, n => { last = n; });
            //                         ^^^^ FJ0020
        });
        var tasks = new List<Task>();
        for (int i = 0; i < 3; i++)
            tasks.Add(ForkJoinPool.Shared.RunAsync(() => { last++; }));
        //                                                 ^^^^ FJ0020: Cannot fork: the lambda captures last (int) and assigns it, while the next turn of the loop may do
        """);

    [Fact]
    public void R22_the_variable_of_a_for_loop_goes_on_before_the_fork_is_joined() => Fixture.CheckBody("""
        Fork.Section(section =>
        {
            for (int i = 0; i < 3; i++)
            //                     --- goes on here
                section.Fork(() => Console.WriteLine(i));
            //                                       ^ FJ0023: Cannot fork: the lambda captures i (int), the one variable of all turns of the loop
        });
        """);

    [Fact]
    public void R48_local_functions_that_a_body_calls_are_part_of_it() => Fixture.CheckBody("""
        int count = 0;
        Parallel.For(0, 100, i => Add());
        Parallel.Invoke(Add, Print);
        void Add() => count++;
        //            ^^^^^ FJ0020
        void Print() => Console.WriteLine(count);
        """);

    [Fact]
    public void R22_what_is_awaited_each_time_meets_nobody() => Fixture.Check("""
        static class User
        {
            static async Task Run()
            {
                int n = 0;
                for (int i = 0; i < 3; i++)
                    await ForkJoinPool.Shared.RunAsync(() => { n += i; }).ConfigureAwait(false);
            }
        }
        """);

    [Theory]
    [InlineData("int left = 0, right = 0; Fork.Join(() => left = 1, () => right = 2); Console.WriteLine(left + right);")]
    [InlineData("int left = 0; Fork.Section(s => { s.Fork(() => { left = 1; }); }); Console.WriteLine(left);")]
    [InlineData("int n = 1; Fork.Join(() => n, () => n + 1);")]
    [InlineData("int n = 1; n++; Parallel.For(0, 9, i => Console.WriteLine(n)); n++;")]
    [InlineData("int n = 0; Parallel.For(0, 9, i => Interlocked.Increment(ref n));")]
    [InlineData("int n = 0; object gate = new(); Parallel.For(0, 9, i => { lock (gate) n++; });")]
    [InlineData("int n = 0; var gate = new Mutex<int>(0); Parallel.For(0, 9, i => gate.Use((ref int x) => { x++; n++; }));")]
    [InlineData("bool found = false; Parallel.For(0, 9, i => { if (i > 3) found = true; });")]
    [InlineData("int first = 0; Parallel.For(0, 9, i => { if (i == 0) first = i; });")]
    [InlineData("int first = 0; Parallel.For(0, 9, i => { if (i == 0) first = i; else if (i == 1) first = -i; });")]
    [InlineData("int hit = 0; Parallel.For(0, 9, (i, state) => { if (i > 4) { hit = i; state.Stop(); } });")]
    [InlineData("int n = 0; Parallel.For(0, 9, new ParallelOptions { MaxDegreeOfParallelism = 1 }, i => n++);")]
    [InlineData("int last = 0; Parallel.For(0, 9, i => { if (i != 8 && i > 0) Console.WriteLine(); if (i == 0) return; last = i; });")]
    [InlineData("int n = 0; Parallel.For(0, 1, i => n++);")]
    [InlineData("int[] all = new int[9]; Parallel.For(0, 9, i => all[i] = i);")]
    [InlineData("Parallel.For(0, 9, i => { int n = 0; Fork.Join(() => { n = 1; }, () => { }); n++; });")]
    [InlineData("for (int i = 0; i < 3; i++) Fork.Join(() => Console.WriteLine(i), () => { });")]
    [InlineData("for (int i = 0; i < 3; i++) Fork.Section(s => s.Fork(() => Console.WriteLine(i)));")]
    [InlineData("Fork.Section(s => { for (int i = 0; i < 3; i++) { int copy = i; s.Fork(() => Console.WriteLine(copy)); } });")]
    [InlineData("Fork.Section(s => { foreach (int n in new[] { 1 }) s.Fork(() => Console.WriteLine(n)); });")]
    [InlineData("Fork.Section(s => { for (int i = 0; i < 3; i++) s.Fork(i, static i => Console.WriteLine(i)); });")]
    [InlineData("Fork.Section(s => { for (int i = 0; i < 3; i++) s.Fork(() => i).Join(); });")]
    [InlineData("Fork.Section(s => { int n = 0; Forked<int> f = s.Fork(() => n = 1); n = f.Join(); });")]
    [InlineData("Fork.Section(s => { int n = 0; if (data.Length > 3) s.Fork(() => { n = 1; }); else n = 2; });")]
    [InlineData("Fork.Section(s => { int n = 0; if (data.Length > 3) { s.Fork(() => { n = 1; }); return; } n = 2; Console.WriteLine(n); });")]
    [InlineData("Fork.Section(s => { foreach (int m in new[] { 1 }) { int n = 0; s.Fork(() => { n = m; }); } });")]
    [InlineData("Fork.Section(s => { while (data.Length > 3) { int n; s.Fork(() => { n = 1; }); } });")]
    [InlineData("int n = 0; Fork.Section(s => s.Fork(() => { n = 1; })); n = 2;")]
    [InlineData("const int N = 3; Parallel.For(0, 9, i => Console.WriteLine(N + nameof(data)));")]
    [InlineData("int n = 0; ForkJoinPool.Shared.Run(() => { n = 1; }); n++;")]
    [InlineData("int n = 0; ForkJoinPool.Blocking(() => { n = 1; }); n++;")]
    [InlineData("int n = 0; Action<int> outside = _ => n++; outside(1); Parallel.For(0, 9, i => { });")]
    public void R22_variables_that_only_one_thread_has_at_a_time_are_fine(string statements) => Fixture.CheckBody(statements);

    [Fact]
    public void R22_a_turn_that_ends_early_has_assigned_before_all_the_same() => Fixture.CheckBody("""
        int last = 0, first = 0;
        Parallel.For(0, 100, i =>
        {
            last = i;
        //  ^^^^ FJ0020
            if (i == 7)
                return;
            first = i;
        });
        """);

    [Fact]
    public void R22_options_that_leave_the_number_of_threads_as_it_is_excuse_nothing() => Fixture.CheckBody("""
        int count = 0;
        Parallel.For(0, 100, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => count++);
        //                                                                            ^^^^^ FJ0020
        Parallel.For(0, 100, i => count++, default(LoopOptions));
        //                        ^^^^^ FJ0020
        """);

    [Theory]
    [InlineData("Parallel.For(0, 9, i => count++, options);")]
    [InlineData("Parallel.For(0, 9, i => count++, new LoopOptions { MaxDegreeOfParallelism = data.Length });")]
    [InlineData("Parallel.Invoke(new ParallelOptions { MaxDegreeOfParallelism = 1 }, () => count++, () => count++);")]
    [InlineData("using var pool = new ForkJoinPool(1); Parallel.For(0, 9, i => count++, new LoopOptions { Pool = pool });")]
    public void R22_options_that_may_leave_one_thread_excuse(string statement) => Fixture.CheckBody("LoopOptions options = new() { MaxDegreeOfParallelism = 1 };\nint count = 0;\n" + statement);
}
