using System.Collections.Concurrent;

namespace ForkJoin.Tests.Models.DropIn;

/// <summary>A program, done by one of the libraries; and what was seen of it.</summary>
internal sealed class LoopRun : IDisposable
{
    private readonly LoopProgram _program;
    private readonly IRival _rival;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly OwnScheduler? _scheduler;
    private readonly Lock _gate = new();
    private int _at;

    internal LoopRun(LoopProgram program, IRival rival)
    {
        _program = program;
        _rival = rival;
        _scheduler = program.HasScheduler ? new OwnScheduler() : null;
        if (program.IsCancelledBefore)
            _cancellation.Cancel();
        try
        {
            End = Call();
        }
        catch (Exception error)
        {
            Error = error;
        }
    }

    /// <summary>How it ended; null if it threw.</summary>
    internal LoopEnd? End { get; }

    /// <summary>What the call threw.</summary>
    internal Exception? Error { get; }

    /// <summary>The iterations in the order of their starts, counted from the first index.</summary>
    internal List<long> Ran { get; } = [];

    /// <summary>What has left bodies and the other delegates.</summary>
    internal List<Exception> Thrown { get; } = [];

    /// <summary>Iterations in which Break returned.</summary>
    internal List<long> Broken { get; } = [];

    /// <summary>How often Stop returned.</summary>
    internal int Stops { get; private set; }

    internal int Most { get; private set; }

    internal int Inits { get; private set; }

    internal int Finals { get; private set; }

    internal bool FinalThrew { get; private set; }

    /// <summary>How many iterations the locals have counted, and how many there were to be counted.</summary>
    internal long Counted { get; private set; }

    internal long ToCount { get; private set; }

    internal List<string> Wrong { get; } = [];

    internal bool IsCancelled => _cancellation.IsCancellationRequested && _program.HasToken;

    internal bool IsOfToken(Exception error) => error is OperationCanceledException cancelled && cancelled.CancellationToken == _cancellation.Token;

    public void Dispose() => _cancellation.Dispose();

    /// <summary>The exception in words that are the same for both: a task's cancellation is a cancellation.</summary>
    internal string Words(Exception? error) => error switch
    {
        null => "nothing",
        AggregateException several => $"[{string.Join(", ", several.InnerExceptions.Select(Words).Order(StringComparer.Ordinal))}]",
        OperationCanceledException => IsOfToken(error) ? "its cancellation" : "another's cancellation",
        _ => error.GetType().Name + (error is PlannedException planned ? planned.At : ""),
    };

    private LoopEnd? Call()
    {
        bool plain = _program is { Degree: -1, HasToken: false, HasScheduler: false };
        ParallelOptions? options = plain ? null : new ParallelOptions { MaxDegreeOfParallelism = _program.Degree, TaskScheduler = _scheduler };
        if (options is not null && _program.HasToken)
            options.CancellationToken = _cancellation.Token;
        if (options is not null && _scheduler is null)
            options.TaskScheduler = TaskScheduler.Default;
        long from = _program.From, to = _program.To;
        switch (_program.Form)
        {
            case LoopForm.For:
                return _rival.For((int)from, (int)to, options, i => Body(i, null));
            case LoopForm.ForWithState:
                return _rival.For((int)from, (int)to, options, (i, state) => Body(i, state));
            case LoopForm.ForWithLocal:
                return _rival.For((int)from, (int)to, options, Init, (i, state, local) => Body(i, state, local), Final);
            case LoopForm.ForLong:
                return _rival.For(from, to, options, i => Body(i, null));
            case LoopForm.ForLongWithState:
                return _rival.For(from, to, options, (i, state) => Body(i, state));
            case LoopForm.ForLongWithLocal:
                return _rival.For(from, to, options, Init, (i, state, local) => Body(i, state, local), Final);
            default:
                _rival.Invoke(options, [.. Enumerable.Range(0, (int)Math.Max(0, to - from)).Select(i => (Action)(() => Body(from + i, null)))]);
                return null;
        }
    }

    private int Init()
    {
        lock (_gate)
        {
            if (Inits == _program.InitThatThrows)
            {
                var error = new PlannedException(-1);
                Thrown.Add(error);
                Inits = int.MinValue / 2; // no other one throws, and what follows is not counted
                throw error;
            }
            Inits++;
        }
        return 0;
    }

    private void Final(int local)
    {
        lock (_gate)
        {
            Counted += local;
            if (Finals++ != _program.FinalThatThrows)
                return;
            FinalThrew = true;
            var error = new PlannedException(-2);
            Thrown.Add(error);
            throw error;
        }
    }

    private int Body(long index, ILoopState? state, int local)
    {
        Body(index, state);
        lock (_gate)
            ToCount++;
        return local + 1;
    }

    private void Body(long index, ILoopState? state)
    {
        long at = index - _program.From;
        lock (_gate)
        {
            Ran.Add(at);
            Most = Math.Max(Most, ++_at);
            if (_scheduler is not null && TaskScheduler.Current != _scheduler)
                Wrong.Add("a body ran elsewhere than on the scheduler");
        }
        try
        {
            foreach (LoopStep step in _program.Steps)
            {
                if (step.At == at)
                    Do(step, at, state);
            }
        }
        catch (Exception error)
        {
            lock (_gate)
                Thrown.Add(error);
            throw;
        }
        finally
        {
            lock (_gate)
                _at--;
        }
    }

    private void Do(LoopStep step, long at, ILoopState? state)
    {
        switch (step.Verb)
        {
            case LoopVerb.Throw:
                throw new PlannedException(at);
            case LoopVerb.ThrowOfToken:
                throw new OperationCanceledException(_cancellation.Token);
            case LoopVerb.ThrowOfOtherToken:
                throw new OperationCanceledException(new CancellationToken(canceled: true));
            case LoopVerb.Cancel when _program.HasToken:
                _cancellation.Cancel();
                if (state is { ShouldExit: false })
                    Add("a cancelled loop does not say so");
                break;
            case LoopVerb.Break when state is not null:
                state.Break();
                lock (_gate)
                    Broken.Add(at);
                if (!IsCancelled && !state.IsExceptional && !(state.LowestBreak <= at + _program.From))
                    Add($"the lowest break is {state.LowestBreak} after a break at {at}");
                break;
            case LoopVerb.Stop when state is not null:
                state.Stop();
                lock (_gate)
                    Stops++;
                if (!state.IsStopped || !state.ShouldExit)
                    Add("a stopped loop does not say so");
                break;
            case LoopVerb.Nest or LoopVerb.NestAndThrow:
                Nest(step);
                break;
        }
    }

    private void Nest(LoopStep step)
    {
        int[] runs = new int[40];
        _rival.For(0, runs.Length, new ParallelOptions { MaxDegreeOfParallelism = step.At % 3 - 1 is 0 ? 2 : 1 + (step.At % 3) }, i =>
        {
            Interlocked.Increment(ref runs[i]);
            if (step.Verb == LoopVerb.NestAndThrow && i == 7)
                throw new PlannedException(1000 + i);
        });
        if (runs.Any(static run => run != 1))
            Add("a nested loop has not run each of its iterations once");
    }

    private void Add(string wrong)
    {
        lock (_gate)
            Wrong.Add(wrong);
    }
}

/// <summary>What the bodies of a program throw.</summary>
internal sealed class PlannedException(long at) : Exception($"planned at {at}")
{
    internal long At => at;
}
