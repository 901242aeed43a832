using System;
using System.Threading;
using System.Threading.Tasks;
using ForkJoin.Jobs;
using ForkJoin.Loans;

namespace ForkJoin.Workers;

/// <summary>Work in the injector.</summary>
internal interface IPosted
{
    /// <summary>The surroundings of the code that posted it; null when their flow was suppressed.</summary>
    ExecutionContext? Ambient { get; }

    /// <summary>What can cancel it; null when nothing can.</summary>
    CancelScope? Cancel { get; }

    /// <summary>Runs it, unless it was cancelled before, and completes its task. Throws nothing.</summary>
    void Run(ForkContext fork);
}

/// <summary>
/// One posted body and the source of its task: with the task itself, the two objects that a post allocates. (A post that can be
/// cancelled allocates a scope and a registration besides.)
/// </summary>
internal sealed class Posted<TShape, TArg, TResult> : TaskCompletionSource<TResult>, IPosted
    where TShape : struct, IShape<TArg, TResult>
{
    private const int Waiting = 0;
    private const int Started = 1;
    private const int Cancelled = 2;

    private readonly WorkerSet _set;
    private readonly Action _over;
    private TArg _arg;
    private int _state;
    private CancellationTokenRegistration _registration;

    /// <param name="set">The workers that may run it.</param>
    /// <param name="arg">The body.</param>
    /// <param name="over">Called once, after the task has been completed.</param>
    /// <remarks>What awaits the task never goes on upon the worker's stack.</remarks>
    internal Posted(WorkerSet set, TArg arg, Action over)
        : base(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        _set = set;
        _arg = arg;
        _over = over;
    }

    public ExecutionContext? Ambient { get; } = ExecutionContext.Capture();

    public CancelScope? Cancel { get; private set; }

    /// <summary>From here on the token cancels it: at once where it has not started, at its next poll where it has.</summary>
    internal void ListenTo(CancellationToken cancellation)
    {
        if (!cancellation.CanBeCanceled)
            return;
        Cancel = new CancelScope(outer: null, cancellation);
        _registration = cancellation.UnsafeRegister(
            static (posted, token) => ((Posted<TShape, TArg, TResult>)posted!).OnCancelled(token), this);
    }

    /// <summary>It never was posted.</summary>
    internal void Withdraw()
    {
        _registration.Dispose();
        _over();
    }

    private void OnCancelled(CancellationToken token)
    {
        // Who moves the state away from Waiting decides what becomes of it: the token or the worker.
        if (Interlocked.CompareExchange(ref _state, Cancelled, Waiting) == Waiting)
            TrySetCanceled(token);
        else
            _set.InterruptAll();
    }

    public void Run(ForkContext fork)
    {
        if (Interlocked.CompareExchange(ref _state, Started, Waiting) == Waiting)
            RunStarted(fork);
        _registration.Dispose();
        _arg = default!;
        _set.Injector.Finish();
        _over();
    }

    private void RunStarted(ForkContext fork)
    {
        try
        {
            TrySetResult(TShape.Invoke(_arg, fork));
        }
        catch (Exception error) when (Cancel is { } cancel && cancel.Explains(error))
        {
            TrySetCanceled(cancel.CancelledToken);
        }
        catch (Exception error)
        {
            TrySetException(error);
        }
    }
}

/// <summary>
/// Gives posted work the form of a stolen job, so that a worker runs both alike: with the surroundings, the token and the fresh
/// frames that belong to it. One for each worker, used again for each piece; nobody waits for it.
/// </summary>
internal sealed class PostedJob : Job
{
    private IPosted? _work;

    internal override int KindId => throw Fault.Fail("a posted job was returned");

    internal override bool BorrowsParts => false;

    internal PostedJob Holding(IPosted work, Worker worker)
    {
        Owner = worker;
        _work = work;
        Ambient = work.Ambient;
        Cancel = work.Cancel;
        return this;
    }

    internal override void Run(ForkContext fork)
    {
        IPosted work = _work!;
        // Let go of first: a worker that goes to sleep after this keeps nothing alive.
        _work = null;
        Ambient = null;
        Cancel = null;
        work.Run(fork);
    }

    internal override void EndLoans(LoanScope scope)
    {
        // Nothing is lent to it.
    }
}
