using Ours = ForkJoin.Parallel;
using Theirs = System.Threading.Tasks.Parallel;
using TheirState = System.Threading.Tasks.ParallelLoopState;

namespace ForkJoin.Tests.Models.DropIn;

/// <summary>What a body may ask and tell its loop.</summary>
internal interface ILoopState
{
    bool ShouldExit { get; }

    bool IsStopped { get; }

    bool IsExceptional { get; }

    long? LowestBreak { get; }

    void Break();

    void Stop();
}

/// <summary>How a loop ended that threw nothing.</summary>
internal readonly record struct LoopEnd(bool IsCompleted, long? LowestBreak);

/// <summary>One of the two libraries. Options that are null are left out.</summary>
internal interface IRival
{
    LoopEnd For(int from, int to, ParallelOptions? options, Action<int> body);

    LoopEnd For(int from, int to, ParallelOptions? options, Action<int, ILoopState> body);

    LoopEnd For(int from, int to, ParallelOptions? options, Func<int> init, Func<int, ILoopState, int, int> body, Action<int> final);

    LoopEnd For(long from, long to, ParallelOptions? options, Action<long> body);

    LoopEnd For(long from, long to, ParallelOptions? options, Action<long, ILoopState> body);

    LoopEnd For(long from, long to, ParallelOptions? options, Func<int> init, Func<long, ILoopState, int, int> body, Action<int> final);

    void Invoke(ParallelOptions? options, Action[] actions);
}

internal sealed class Bcl : IRival
{
    public override string ToString() => "the BCL";

    public LoopEnd For(int from, int to, ParallelOptions? options, Action<int> body) =>
        End(options is null ? Theirs.For(from, to, body) : Theirs.For(from, to, options, body));

    public LoopEnd For(int from, int to, ParallelOptions? options, Action<int, ILoopState> body) => End(options is null
        ? Theirs.For(from, to, (i, state) => body(i, new State(state)))
        : Theirs.For(from, to, options, (i, state) => body(i, new State(state))));

    public LoopEnd For(int from, int to, ParallelOptions? options, Func<int> init, Func<int, ILoopState, int, int> body, Action<int> final) => End(options is null
        ? Theirs.For(from, to, init, (i, state, local) => body(i, new State(state), local), final)
        : Theirs.For(from, to, options, init, (i, state, local) => body(i, new State(state), local), final));

    public LoopEnd For(long from, long to, ParallelOptions? options, Action<long> body) =>
        End(options is null ? Theirs.For(from, to, body) : Theirs.For(from, to, options, body));

    public LoopEnd For(long from, long to, ParallelOptions? options, Action<long, ILoopState> body) => End(options is null
        ? Theirs.For(from, to, (i, state) => body(i, new State(state)))
        : Theirs.For(from, to, options, (i, state) => body(i, new State(state))));

    public LoopEnd For(long from, long to, ParallelOptions? options, Func<int> init, Func<long, ILoopState, int, int> body, Action<int> final) => End(options is null
        ? Theirs.For(from, to, init, (i, state, local) => body(i, new State(state), local), final)
        : Theirs.For(from, to, options, init, (i, state, local) => body(i, new State(state), local), final));

    public void Invoke(ParallelOptions? options, Action[] actions)
    {
        if (options is null)
            Theirs.Invoke(actions);
        else
            Theirs.Invoke(options, actions);
    }

    private static LoopEnd End(System.Threading.Tasks.ParallelLoopResult result) => new(result.IsCompleted, result.LowestBreakIteration);

    private sealed class State(TheirState state) : ILoopState
    {
        public bool ShouldExit => state.ShouldExitCurrentIteration;

        public bool IsStopped => state.IsStopped;

        public bool IsExceptional => state.IsExceptional;

        public long? LowestBreak => state.LowestBreakIteration;

        public void Break() => state.Break();

        public void Stop() => state.Stop();
    }
}

internal sealed class Library : IRival
{
    public override string ToString() => "the library";

    public LoopEnd For(int from, int to, ParallelOptions? options, Action<int> body) =>
        End(options is null ? Ours.For(from, to, body) : Ours.For(from, to, options, body));

    public LoopEnd For(int from, int to, ParallelOptions? options, Action<int, ILoopState> body) => End(options is null
        ? Ours.For(from, to, (i, state) => body(i, new State(state)))
        : Ours.For(from, to, options, (i, state) => body(i, new State(state))));

    public LoopEnd For(int from, int to, ParallelOptions? options, Func<int> init, Func<int, ILoopState, int, int> body, Action<int> final) => End(options is null
        ? Ours.For(from, to, init, (i, state, local) => body(i, new State(state), local), final)
        : Ours.For(from, to, options, init, (i, state, local) => body(i, new State(state), local), final));

    public LoopEnd For(long from, long to, ParallelOptions? options, Action<long> body) =>
        End(options is null ? Ours.For(from, to, body) : Ours.For(from, to, options, body));

    public LoopEnd For(long from, long to, ParallelOptions? options, Action<long, ILoopState> body) => End(options is null
        ? Ours.For(from, to, (i, state) => body(i, new State(state)))
        : Ours.For(from, to, options, (i, state) => body(i, new State(state))));

    public LoopEnd For(long from, long to, ParallelOptions? options, Func<int> init, Func<long, ILoopState, int, int> body, Action<int> final) => End(options is null
        ? Ours.For(from, to, init, (i, state, local) => body(i, new State(state), local), final)
        : Ours.For(from, to, options, init, (i, state, local) => body(i, new State(state), local), final));

    public void Invoke(ParallelOptions? options, Action[] actions)
    {
        if (options is null)
            Ours.Invoke(actions);
        else
            Ours.Invoke(options, actions);
    }

    private static LoopEnd End(ParallelLoopResult result) => new(result.IsCompleted, result.LowestBreakIteration);

    private sealed class State(ParallelLoopState state) : ILoopState
    {
        public bool ShouldExit => state.ShouldExitCurrentIteration;

        public bool IsStopped => state.IsStopped;

        public bool IsExceptional => state.IsExceptional;

        public long? LowestBreak => state.LowestBreakIteration;

        public void Break() => state.Break();

        public void Stop() => state.Stop();
    }
}

/// <summary>A scheduler of a user's: one that runs its tasks on the thread pool.</summary>
internal sealed class OwnScheduler : TaskScheduler
{
    protected override void QueueTask(Task task) => ThreadPool.UnsafeQueueUserWorkItem(static both => both.Scheduler.TryExecuteTask(both.Task), (Scheduler: this, Task: task), preferLocal: false);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => !taskWasPreviouslyQueued && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
