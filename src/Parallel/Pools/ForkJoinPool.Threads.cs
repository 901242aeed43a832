using System;
using System.Collections.Generic;
using System.Threading;
using ForkJoin.Jobs;
using ForkJoin.Workers;

namespace ForkJoin;

/// <content>How the pool's threads start, those of its own and those of the reserve, and what it does without those that do not.</content>
public sealed partial class ForkJoinPool
{
    /// <summary>The reserve's threads; under its gate until it is closed.</summary>
    private readonly List<Thread> _spares = [];

    private void Start()
    {
        lock (_gate)
        {
            if (_threads is not null || _closing)
                return;
            var threads = new Thread?[_options.Workers - 1];
            for (int i = 0; i < threads.Length; i++)
            {
                threads[i] = StartOne(i);
                if (threads[i] is null)
                    break; // the pool goes on with those that it has, in the worst case with its callers alone
            }
            _set.HasThreads |= threads is [not null, ..];
            _threads = threads;
        }
    }

    /// <returns>False where the system gives no thread, or no memory: whoever blocks goes on all the same.</returns>
    private bool StartSpare()
    {
        try
        {
            _spares.EnsureCapacity(_spares.Count + 1);
            Worker worker = _set.Add();
            if (StartThread($"{_options.Name} spare {worker.Index}", worker, static worker => worker.ServeInReserve()) is not { } thread)
                return false;
            _spares.Add(thread);
            _set.HasThreads = true;
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    /// <returns>Null where the system gives no thread, or no memory.</returns>
    private Thread? StartOne(int index)
    {
        try
        {
            return StartThread($"{_options.Name} {index + 1}", _set.Add(), static worker => worker.RunUntilClosed());
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }

    /// <returns>Null where the system gives none; then the worker serves a calling thread instead.</returns>
    private Thread? StartThread(string name, Worker worker, Action<Worker> life)
    {
        try
        {
            var thread = new Thread(() => Live(worker, life), _options.StackSize)
            {
                IsBackground = true,
                Name = name,
                Priority = _options.Priority,
            };
            Scarcity.Ask(Resource.Thread);
            thread.UnsafeStart();
            return thread;
        }
        catch (Exception error) when (error is OutOfMemoryException or ThreadStartException)
        {
            _set.ReturnGuest(worker);
            return null;
        }
    }

    private static void Live(Worker worker, Action<Worker> life)
    {
        try
        {
            life(worker);
        }
        catch (Exception fault)
        {
            // Exceptions of bodies are caught in their jobs; whatever arrives here is the scheduler's own.
            Fault.Fail(fault.ToString());
        }
    }
}
