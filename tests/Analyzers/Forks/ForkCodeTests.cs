using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Forks;

/// <summary>FJ0024, FJ0025: what the code of forks does.</summary>
public sealed class ForkCodeTests
{
    [Fact]
    public void A_fork_may_not_go_on_after_its_end() => Fixture.Check("""
        static class User
        {
        static void Run()
        {
            Parallel.For(0, 9, async i => await Task.Yield());
            //                 ^^^^^ FJ0024: The body is asynchronous: the fork is over at its first await, and nobody waits for the rest. Use ForAsync
            Fork.Join(async () => { await Task.Yield(); return 2; }, static () => 1);
            //        ^^^^^ FJ0024: The body is asynchronous: the fork is over at its first await, and the rest runs when what was lent to it has been given back.
            Fork.Section(section => section.Fork(async () => { await Task.Yield(); return 1; }));
            //                                   ^^^^^ FJ0024
            Parallel.Invoke(Later, static () => { });
            //              ^^^^^ FJ0024
            ForkJoinPool.Shared.Run(new Action(async () => await Task.Yield()));
            //                                 ^^^^^ FJ0024
        }
        static async void Later() => await Task.Yield();
        }
        """);

    [Theory]
    [InlineData("Parallel.ForAsync(0, 9, async (i, stop) => await Task.Yield());")]
    [InlineData("Parallel.ForEachAsync(new[] { 1 }, async (i, stop) => await Task.Yield());")]
    [InlineData("_ = ForkJoinPool.Shared.RunAsync(async () => await Task.Yield());")]
    [InlineData("_ = ForkJoinPool.Shared.Run(async () => { await Task.Yield(); return 1; });")]
    [InlineData("Fork.Join(static () => 1, static () => 2);")]
    public void Tasks_are_fine_where_they_are_awaited(string statements) => Fixture.Check($"static class User {{ static void Run() {{ {statements} }} }}");

    [Fact]
    public void A_fork_declares_that_it_blocks() => Fixture.Check("""
        static class User
        {
            static void Run(Task<int> task, SemaphoreSlim gate, ManualResetEvent ready, Thread thread)
            {
                Fork.Join(() => task.Result, () => { gate.Wait(); return 1; });
                //              ^^^^^^^^^^^ FJ0025: Task.Result blocks a worker of the pool inside a fork. Declare it: ForkJoinPool.Blocking(() => ...)
                //                                   ^^^^^^^^^^^ FJ0025: SemaphoreSlim.Wait
                Fork.Join(() => task.GetAwaiter().GetResult(), () => ready.WaitOne());
                //              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ FJ0025: GetAwaiter().GetResult blocks
                //                                                   ^^^^^^^^^^^^^^^ FJ0025: ManualResetEvent.WaitOne
                Parallel.For(0, 9, i => thread.Join());
                //                      ^^^^^^^^^^^^^ FJ0025: Thread.Join
                Parallel.For(0, 9, i => Thread .Sleep(10));
                //                      ^^^^^^^^^^^^^^^^^ FJ0025: Thread.Sleep
            }
        }
        struct Waiting : IForkBody<Task<int>, int>
        {
            public static int Invoke(Task<int> task, ForkContext fork) => task.Result;
            //                                                            ^^^^^^^^^^^ FJ0025: Task.Result blocks a worker of the pool inside a fork. Declare it: fork.Blocking
        }
        struct Declared : IForkBody<Task<int>, int>
        {
            public static int Invoke(Task<int> task, ForkContext fork) => fork.Blocking(task, static task => task.Result);
        }
        """);

    [Theory]
    [InlineData("var task = Task.FromResult(1); Fork.Join(() => ForkJoinPool.Blocking(() => task.Result), static () => 1);")]
    [InlineData("var gate = new SemaphoreSlim(1); Fork.Join(() => gate.Wait(0), () => gate.Wait(TimeSpan.Zero));")]
    [InlineData("object gate = new(); Parallel.For(0, 9, i => { lock (gate) { } });")]
    [InlineData("var task = Task.FromResult(1); _ = task.Result;")]
    [InlineData("Parallel.For(0, 9, i => Thread.Yield());")]
    public void Waits_that_are_declared_or_take_no_time_are_fine(string statements) => Fixture.CheckBody(statements);
}
