using System;
using System.Threading;
using ForkJoin.Jobs;
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
        worker = ForkJoinPool.Shared.Enter();
        try
        {
            return RunOn<TBody, TResult>(worker, ref body, cancellation);
        }
        finally
        {
            ForkJoinPool.Shared.Exit(worker);
        }
    }

    private static TResult RunOn<TBody, TResult>(Worker worker, ref TBody body, CancellationToken cancellation)
        where TBody : struct, ISectionBody<TResult>
    {
        byte here;
        SectionCore core = SectionCore.Rent();
        // SAFETY: only the address is used, to tell which frames of this stack are older than the section; it is never read through.
        core.Open(worker, &here, cancellation);
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
