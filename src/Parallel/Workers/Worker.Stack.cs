using System;
using System.Runtime.CompilerServices;
using System.Threading;
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

    /// <summary>Whether the stack is too low at an address of this thread's for a section to open there.</summary>
    internal bool IsStackLow(void* here) => (nuint)here <= _stackEnd && !ExtendStack((nuint)here);

    private bool ExtendStack(nuint here)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return false;
        nuint end = _stackEnd;
        _stackEnd = here - StackStep;
        // Only where it stands for the stack: a request that somebody has raised it for stays.
        Interlocked.CompareExchange(ref Guard, _stackEnd, end);
        return true;
    }

    internal override void RunOnFreshStack(Job job)
    {
        Prepare(job, CancelScope);
        WorkerSet set = _set;
        var thread = new Thread(() => RunAsGuest(set, job), FreshStackSize)
        {
            IsBackground = true,
            Name = "ForkJoin: continued stack",
        };
        thread.Start(); // carries the execution context over
        while (Latch<HardwareSync>.StartWaiting(ref job.Latch))
            HelpParker.Park();
        Guard = nuint.MaxValue;
    }

    private static void RunAsGuest(WorkerSet set, Job job)
    {
        Worker guest = set.RentGuest();
        guest.Forget();
        guest.Arrive(ref OfThisThread);
        guest.RunStolen(job);
        guest.Leave(ref OfThisThread);
        set.ReturnGuest(guest);
    }
}
