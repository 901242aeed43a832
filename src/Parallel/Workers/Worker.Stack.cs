using System;
using System.Runtime.CompilerServices;
using System.Threading;
using ForkJoin.Atomics;
using ForkJoin.Jobs;
using ForkJoin.Sleeping;
using ForkJoin.Deques;

namespace ForkJoin.Workers;

/// <content>
/// Deep recursion never kills the process: a join that finds the stack low goes on with a fresh one. .NET tells no thread where
/// its stack ends, only whether "enough" is left (64 KiB and more); so the known-safe end moves down a step at a time, and a
/// join asks once for each step, not once for each join.
/// </content>
internal sealed unsafe partial class Worker
{
    private const int StackStep = 32 * 1024;

    private const int FreshStackSize = 16 * 1024 * 1024;

    /// <summary>The lowest address that the stack is known to reach.</summary>
    private nuint _stackEnd = nuint.MaxValue;

    private void ForgetStack() => _stackEnd = nuint.MaxValue;

    internal override bool IsStackLow(nuint here) => here <= _stackEnd && !ExtendStack(here);

    private bool ExtendStack(nuint here)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return false;
        nuint end = _stackEnd;
        _stackEnd = here - StackStep;
        // Only where it stands for the stack: a request that somebody has raised it for stays. Where nothing is known of the stack, it is
        // raised in any case, and may be for both.
        if (end != nuint.MaxValue)
            Interlocked.CompareExchange(ref Guard, _stackEnd, end);
        return true;
    }

    internal override void RunOnFreshStack(Job job)
    {
        Prepare(job, CancelScope, Limit);
        try
        {
            StartGuest(job);
        }
        catch (Exception error) when (error is OutOfMemoryException or ThreadStartException)
        {
            Return(job);
            throw new InsufficientExecutionStackException(
                "The stack of this thread is used up, and no thread with a fresh one could be started. The join or section has not begun.", error);
        }
        while (Latch<HardwareSync>.StartWaiting(ref job.Latch))
            HelpParker.Park();
        Guard = nuint.MaxValue;
    }

    /// <summary>The guest is rented here and not on its thread: a failure surfaces at the join.</summary>
    private void StartGuest(Job job)
    {
        Worker guest = _set.RentGuest();
        bool started = false;
        try
        {
            var thread = new Thread(() => RunAsGuest(guest, job), FreshStackSize)
            {
                IsBackground = true,
                Name = "ForkJoin: continued stack",
            };
            Scarcity.Ask(Resource.Thread);
            thread.Start(); // carries the execution context over
            started = true;
        }
        finally
        {
            if (!started)
                _set.ReturnGuest(guest);
        }
    }

    private static void RunAsGuest(Worker guest, Job job)
    {
        try
        {
            guest.Forget();
            guest.Arrive(ref Seat.Mine.Executor);
            guest.RunStolen(job);
            guest.Leave(ref Seat.Mine.Executor);
            guest._set.ReturnGuest(guest);
        }
        catch (Exception fault)
        {
            // Exceptions of bodies are caught in their jobs; whatever arrives here is the scheduler's own.
            Fault.Fail(fault.ToString());
        }
    }
}
