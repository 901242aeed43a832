using System;
using System.Runtime.CompilerServices;
using System.Threading;
using ForkJoin.Jobs;
using ForkJoin.Loans;
using ForkJoin.Workers;

namespace ForkJoin.Sections;

/// <summary>The body of a section, however it was given.</summary>
internal interface ISectionBody<TResult>
{
    TResult Invoke(ForkJoinSection section);
}

/// <summary>Runs a section from its opening to its end, on the worker that this thread is or becomes.</summary>
internal static unsafe class SectionRun
{
    internal static TResult Run<TBody, TResult>(TBody body, CancellationToken cancellation)
        where TBody : struct, ISectionBody<TResult>
    {
        cancellation.ThrowIfCancellationRequested();
        if (Worker.Current is { } worker)
            return RunOn<TBody, TResult>(worker, ref body, cancellation);
        ref Executor? here = ref Seat.Mine.Executor;
        worker = ForkJoinPool.Shared.Enter(ref here, ref Seat.Passes);
        try
        {
            return RunOn<TBody, TResult>(worker, ref body, cancellation);
        }
        finally
        {
            ForkJoinPool.Shared.Exit(worker, ref here);
        }
    }

    // Never inlined: the address of `here` has to lie in a frame of the section's own.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TResult RunOn<TBody, TResult>(Worker worker, ref TBody body, CancellationToken cancellation)
        where TBody : struct, ISectionBody<TResult>
    {
        byte here;
        // SAFETY: only the address is used, to tell how low the stack is and which frames of it are older than the section; nothing
        // is read through it.
        if (worker.IsStackLow((nuint)(&here)))
            return OnFreshStack<TBody, TResult>(worker, body, cancellation);
        SectionCore core = SectionCore.Rent();
        core.Open(worker, (nuint)(&here), cancellation);
        TResult? result = default;
        Exception? error = null;
        try
        {
            result = body.Invoke(new ForkJoinSection(core));
        }
        catch (Exception thrown)
        {
            error = thrown;
        }
        Failures.Rethrow(core.Close(error));
        return result!;
    }

    private static TResult OnFreshStack<TBody, TResult>(Worker worker, TBody body, CancellationToken cancellation)
        where TBody : struct, ISectionBody<TResult>
    {
        var job = worker.Rent<SectionShape<TBody, TResult>, (TBody, CancellationToken), TResult>();
        job.Arg = (body, cancellation);
        worker.RunOnFreshStack(job);
        TResult? result = job.Result;
        Exception? error = job.Skipped ? job.Cancel!.Exception() : job.Error;
        worker.Return(job);
        Failures.Rethrow(error);
        return result!;
    }

    /// <summary>A section as a piece of work.</summary>
    private readonly struct SectionShape<TBody, TResult> : IShape<(TBody Body, CancellationToken Cancellation), TResult>
        where TBody : struct, ISectionBody<TResult>
    {
        public static bool LooksUpWorker => true;

        public static TResult Invoke((TBody Body, CancellationToken Cancellation) arg, ForkContext fork) =>
            Run<TBody, TResult>(arg.Body, arg.Cancellation);

        public static void EndLoans(in (TBody Body, CancellationToken Cancellation) arg, LoanScope scope)
        {
            // A section borrows for itself.
        }
    }
}

/// <summary>A section's body as an action.</summary>
internal readonly struct SectionAction(Action<ForkJoinSection> body) : ISectionBody<Unit>
{
    public Unit Invoke(ForkJoinSection section)
    {
        body(section);
        return default;
    }
}

/// <summary>A section's body as an action with state.</summary>
internal readonly struct SectionStateAction<TState>(TState state, Action<ForkJoinSection, TState> body) : ISectionBody<Unit>
{
    public Unit Invoke(ForkJoinSection section)
    {
        body(section, state);
        return default;
    }
}

/// <summary>A section's body as a function.</summary>
internal readonly struct SectionFunc<TResult>(Func<ForkJoinSection, TResult> body) : ISectionBody<TResult>
{
    public TResult Invoke(ForkJoinSection section) => body(section);
}

/// <summary>A section's body as a function with state.</summary>
internal readonly struct SectionStateFunc<TState, TResult>(TState state, Func<ForkJoinSection, TState, TResult> body)
    : ISectionBody<TResult>
{
    public TResult Invoke(ForkJoinSection section) => body(section, state);
}
