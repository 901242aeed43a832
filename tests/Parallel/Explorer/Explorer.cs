using ForkJoin.Sleeping;

namespace ForkJoin.Tests.Explorer;

/// <summary>
/// Runs a small concurrent program under every schedule with a bounded number of pre-emptions. Each actor runs on a thread of its
/// own, one at a time; each atomic operation is a point where another may go on instead. (Bounded exploration: Musuvathi and
/// Qadeer, "Iterative context bounding", 2007.)
/// <para>
/// An actor may hold one store back, as processors do: others go on seeing what stood there before. Held-back stores come out in
/// order, before the actor's next atomic operation that is a fence, or at any moment that the explorer picks: the buffer of a
/// processor is one more actor to be scheduled.
/// </para>
/// </summary>
internal sealed class Explorer
{
    [ThreadStatic]
    private static Actor? t_actor;

    private readonly int _preemptions;
    private readonly List<int> _choices = [];
    private readonly List<int> _alternatives = [];
    private readonly Parker _over = new();
    private readonly List<Actor> _actors = [];
    private int _step;
    private int _spent;
    private Exception? _failure;

    private Explorer(int preemptions) => _preemptions = preemptions;

    internal sealed class Actor(Explorer explorer, Action body)
    {
        internal readonly Parker Turn = new();
        internal readonly Explorer Explorer = explorer;
        internal readonly Queue<HeldStore> Held = new();
        internal readonly Action Body = body;
        internal Func<bool>? BlockedUntil;
        internal bool Done;
        internal bool Atomic;

        internal bool CanRun => !Done && (BlockedUntil is null || BlockedUntil());
    }

    /// <summary>A store that only its own actor sees so far.</summary>
    internal sealed class HeldStore(object identity, long seenByOthers)
    {
        internal object Identity => identity;

        internal long SeenByOthers => seenByOthers;
    }

    internal static Actor? Current => t_actor;

    /// <summary>Runs all schedules.</summary>
    /// <param name="preemptions">At most so many switches from an actor that could have gone on.</param>
    /// <param name="program">Makes the actors of one run and says how to check its end.</param>
    /// <returns>How many schedules there were.</returns>
    internal static int Explore(int preemptions, Func<(Action[] Actors, Action Check)> program)
    {
        var threads = new List<ActorThread>();
        int schedules = 0;
        Watchdog.Run(pool: null, () => schedules = ExploreOn(threads, preemptions, program), nameof(Explore), TimeSpan.FromMinutes(2));
        return schedules;
    }

    private static int ExploreOn(List<ActorThread> threads, int preemptions, Func<(Action[] Actors, Action Check)> program)
    {
        try
        {
            return ExploreOnThreads(threads, preemptions, program);
        }
        finally
        {
            foreach (ActorThread thread in threads)
                thread.End();
        }
    }

    private static int ExploreOnThreads(List<ActorThread> threads, int preemptions, Func<(Action[] Actors, Action Check)> program)
    {
        int schedules = 0;
        List<int> prefix = [];
        do
        {
            var run = new Explorer(preemptions);
            run._choices.AddRange(prefix);
            var (actors, check) = program();
            while (threads.Count < actors.Length)
                threads.Add(new ActorThread());
            run.Run(actors, threads);
            schedules++;
            try
            {
                if (run._failure is { } failure)
                    throw failure;
                check();
            }
            catch (Exception error)
            {
                throw new ScheduleException($"schedule {schedules} [{string.Join(' ', run._choices)}]: {error.Message}", error);
            }
            prefix = run.Next();
        }
        while (prefix.Count > 0);
        return schedules;
    }

    /// <summary>The next schedule in depth-first order; empty after the last.</summary>
    private List<int> Next()
    {
        for (int i = _alternatives.Count - 1; i >= 0; i--)
        {
            if (_choices[i] + 1 < _alternatives[i])
                return [.. _choices[..i], _choices[i] + 1];
        }
        return [];
    }

    private void Run(Action[] bodies, List<ActorThread> threads)
    {
        foreach (Action body in bodies)
            _actors.Add(new Actor(this, body));
        for (int i = 0; i < bodies.Length; i++)
            threads[i].Start(_actors[i]);
        Pick(from: null)?.Turn.Unpark();
        _over.Park();
        foreach (ActorThread thread in threads)
            thread.Finish();
    }

    internal void Live(Actor actor)
    {
        actor.Turn.Park();
        t_actor = actor;
        try
        {
            if (_failure is null)
                actor.Body();
        }
        catch (Exception error)
        {
            _failure ??= error;
        }
        t_actor = null;
        actor.Done = true;
        HandOn(Pick(from: actor));
    }

    private void HandOn(Actor? next)
    {
        if (next is not null)
            next.Turn.Unpark();
        else
            _over.Unpark();
    }

    /// <summary>Called by the running actor before each atomic operation.</summary>
    internal static void Point()
    {
        if (t_actor is { Atomic: false } actor)
            actor.Explorer.Yield(actor);
    }

    /// <summary>Until the result is disposed the running actor is not pre-empted: it holds a lock that all others would wait for.</summary>
    internal static AtomicStep Atomically()
    {
        if (t_actor is { } actor)
            actor.Atomic = true;
        return default;
    }

    internal readonly struct AtomicStep : IDisposable
    {
        public void Dispose()
        {
            if (t_actor is { } actor)
                actor.Atomic = false;
        }
    }

    /// <summary>The running actor sleeps until something holds.</summary>
    internal static void WaitUntil(Func<bool> holds)
    {
        Actor actor = t_actor!;
        actor.Held.Clear();
        actor.BlockedUntil = holds;
        actor.Explorer.Yield(actor);
        actor.BlockedUntil = null;
    }

    private void Yield(Actor actor)
    {
        if (_failure is not null)
            throw new OperationCanceledException("another actor failed");
        Actor? next = Pick(actor);
        if (!ReferenceEquals(next, actor))
        {
            HandOn(next);
            actor.Turn.Park();
        }
        if (_failure is not null)
            throw new OperationCanceledException("another actor failed");
    }

    /// <summary>Chooses who goes on; lets stores out that it chooses to let out on the way.</summary>
    private Actor? Pick(Actor? from)
    {
        while (true)
        {
            List<Actor> ready = [.. _actors.Where(static actor => actor.CanRun)];
            if (_failure is not null)
                return _actors.FirstOrDefault(actor => !actor.Done && !ReferenceEquals(actor, from)) ?? (from is { Done: false } ? from : null);
            if (ready.Count == 0)
            {
                if (_actors.All(static actor => actor.Done))
                    return null;
                _failure = new HangException("everybody sleeps and nobody will wake them");
                return _actors.First(actor => !actor.Done);
            }
            // Whoever runs comes first, so that choice 0 is to go on; every other choice is a pre-emption while he could.
            bool canGoOn = from is { CanRun: true };
            if (canGoOn)
            {
                ready.Remove(from!);
                ready.Insert(0, from!);
            }
            List<Actor> buffers = [.. _actors.Where(static actor => actor.Held.Count > 0)];
            bool bound = _spent >= _preemptions;
            int choices = canGoOn && bound ? 1 : ready.Count + (bound ? 0 : buffers.Count);
            int choice = Choose(choices);
            if (choice > 0 && (canGoOn || choice >= ready.Count))
                _spent++;
            if (choice < ready.Count)
                return ready[choice];
            buffers[choice - ready.Count].Held.Dequeue();
        }
    }

    private int Choose(int choices)
    {
        if (_step == _choices.Count)
            _choices.Add(0);
        if (_step == _alternatives.Count)
            _alternatives.Add(choices);
        return _choices[_step++];
    }

    /// <summary>What an actor sees of a location: what somebody holds back there, others see as it was.</summary>
    internal static long See(object identity, long stored)
    {
        if (t_actor is not { } me)
            return stored;
        foreach (Actor other in me.Explorer._actors)
        {
            if (ReferenceEquals(other, me))
                continue;
            foreach (HeldStore held in other.Held)
            {
                if (held.Identity.Equals(identity))
                    return held.SeenByOthers;
            }
        }
        return stored;
    }
}

/// <summary>A thread that lives one actor after another: starting threads would cost more than most schedules.</summary>
internal sealed class ActorThread
{
    private readonly Parker _start = new();
    private readonly Parker _finished = new();
    private Explorer.Actor? _actor;

    internal ActorThread() => new Thread(Live) { IsBackground = true, Name = "explorer" }.Start();

    internal void Start(Explorer.Actor actor)
    {
        _actor = actor;
        _start.Unpark();
    }

    internal void Finish() => _finished.Park();

    internal void End()
    {
        _actor = null;
        _start.Unpark();
    }

    private void Live()
    {
        while (true)
        {
            _start.Park();
            if (_actor is not { } actor)
                return;
            actor.Explorer.Live(actor);
            _finished.Unpark();
        }
    }
}

/// <summary>A schedule under which the program is wrong.</summary>
internal sealed class ScheduleException(string message, Exception inner) : Exception(message, inner);
