using ForkJoin.Atomics;

namespace ForkJoin.Tests.Explorer;

/// <summary>One run of a program: what its actors do, and what must hold at the end.</summary>
internal sealed record Play(Action[] Actors, Action Check);

/// <summary>What an exploration came to: how many schedules, and what was wrong under the last of them.</summary>
internal sealed record Outcome(int Schedules, string? Failure);

/// <summary>
/// Runs small concurrent programs under chosen schedules. Each actor runs on a thread of its own, one at a time; each atomic or
/// blocking operation is a point at which another may go on instead, and each load may read any value that
/// <see cref="Memory"/> allows. Who goes on and what is read is up to a <see cref="Strategy"/>.
/// </summary>
internal sealed class Explorer
{
    private const int MostPoints = 20_000;

    [ThreadStatic]
    private static Actor? t_actor;

    private readonly Strategy _strategy;
    private readonly Actor[] _actors;
    private readonly List<Actor> _ready = [];
    private readonly Baton _over = new();
    private readonly HashSet<object> _held = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> _set = new(ReferenceEqualityComparer.Instance);
    private int _points;
    private string? _failure;

    private Explorer(Strategy strategy, Action[] bodies)
    {
        _strategy = strategy;
        _actors = [.. bodies.Select((body, index) => new Actor(this, index, body))];
        PickStore = strategy.PickStore;
    }

    internal sealed class Actor(Explorer run, int index, Action body)
    {
        internal readonly Memory.Eyes Eyes = new();
        internal readonly Explorer Run = run;
        internal readonly int Index = index;
        internal readonly Action Body = body;
        internal Baton? Turn;
        internal Func<bool>? BlockedUntil;
        internal bool Done;
        internal int TimesOver;

        internal bool CanRun => !Done && (BlockedUntil is null || BlockedUntil());
    }

    internal Memory Memory { get; } = new();

    internal Func<int, int> PickStore { get; }

    /// <summary>Runs a program until the strategy has no further schedule or one fails.</summary>
    internal static Outcome Explore(Strategy strategy, Func<Play> program)
    {
        var threads = new List<ActorThread>();
        try
        {
            for (int schedules = 1; ; schedules++)
            {
                if (RunUnmoved(strategy, program, threads) is { } failure)
                    return new Outcome(schedules, $"schedule {schedules} [{strategy}]: {failure}");
                if (!strategy.MoveNext())
                    return new Outcome(schedules, null);
            }
        }
        finally
        {
            threads.ForEach(static thread => thread.End());
        }
    }

    /// <summary>One schedule; again if the collector has moved what locations are known by. Schedules are deterministic.</summary>
    private static string? RunUnmoved(Strategy strategy, Func<Play> program, List<ActorThread> threads)
    {
        while (true)
        {
            int collections = GC.CollectionCount(0);
            strategy.Restart();
            string? failure = RunOnce(strategy, program, threads);
            if (GC.CollectionCount(0) == collections)
                return failure;
        }
    }

    private static string? RunOnce(Strategy strategy, Func<Play> program, List<ActorThread> threads)
    {
        try
        {
            Play play = program();
            var run = new Explorer(strategy, play.Actors);
            run.Run(threads);
            if (run._failure is not null)
                return run._failure;
            play.Check();
            return null;
        }
        catch (Exception error)
        {
            return error.Message; // of what stands before the actors begin, or of what must hold at the end
        }
    }

    private void Run(List<ActorThread> threads)
    {
        while (threads.Count < _actors.Length)
            threads.Add(new ActorThread());
        for (int i = 0; i < _actors.Length; i++)
            threads[i].Begin(_actors[i]);
        HandOn(Pick(from: null));
        _over.Take();
    }

    /// <summary>An actor's life, from its first turn on.</summary>
    internal static void Live(Actor actor)
    {
        t_actor = actor;
        Explorer run = actor.Run;
        try
        {
            if (run._failure is null)
                actor.Body();
        }
        catch (Exception error)
        {
            run._failure ??= error.Message;
        }
        t_actor = null;
        actor.Done = true;
        run.HandOn(run.Pick(actor));
    }

    private void HandOn(Actor? next) => (next is null ? _over : next.Turn!).HandOver();

    /// <summary>How many waits of the running actor have ended because their time was over.</summary>
    internal static int TimesOver => t_actor!.TimesOver;

    /// <summary>A point: here another actor may go on. Null outside runs.</summary>
    internal static Actor? Point()
    {
        t_actor?.Run.Yield(t_actor);
        return t_actor;
    }

    /// <summary>The running actor goes on only when something holds. Orders nothing.</summary>
    internal static void Until(Func<bool> holds)
    {
        Actor actor = t_actor!;
        actor.BlockedUntil = holds;
        actor.Run.Yield(actor);
        actor.BlockedUntil = null;
    }

    /// <summary>The running actor goes on only when none of the bits is set. Orders nothing.</summary>
    internal static void UntilClear(ref int location, int bits)
    {
        if (t_actor is not { } actor)
            throw new InvalidOperationException("a wait outside a run");
        Func<long> latest = actor.Run.Memory.LatestOf(ref location);
        if ((latest() & bits) != 0)
            Until(() => (latest() & bits) == 0);
    }

    internal static void Enter(ref SpinGate gate)
    {
        if (t_actor is { } actor)
            Enter(actor.Run.Memory.NameOf(ref gate));
    }

    internal static void Exit(ref SpinGate gate)
    {
        if (t_actor is { } actor)
            Exit(actor.Run.Memory.NameOf(ref gate));
    }

    internal static void Enter<T>(T gate)
        where T : class
    {
        if (Point() is not { } actor)
            return;
        Explorer run = actor.Run;
        if (run._held.Contains(gate))
            Until(() => !run._held.Contains(gate));
        run._held.Add(gate);
        run.Memory.TakeOver(actor.Eyes, gate);
    }

    internal static void Exit<T>(T gate)
        where T : class
    {
        if (Point() is not { } actor)
            return;
        actor.Run.Memory.GiveOver(actor.Eyes, gate);
        actor.Run._held.Remove(gate);
    }

    internal static void Wait(object signal)
    {
        if (Point() is not { } actor)
            throw new InvalidOperationException("a wait outside a run");
        Explorer run = actor.Run;
        if (!run._set.Contains(signal))
            Until(() => run._set.Contains(signal));
        run._set.Remove(signal);
        run.Memory.TakeOver(actor.Eyes, signal);
    }

    /// <summary>The time may be over at any moment: an actor that waits is simply not picked for so long.</summary>
    internal static bool Wait(object signal, int milliseconds)
    {
        if (Point() is not { } actor || milliseconds < 0)
            throw new InvalidOperationException("a wait outside a run");
        if (!actor.Run._set.Remove(signal))
        {
            actor.TimesOver++;
            return false;
        }
        actor.Run.Memory.TakeOver(actor.Eyes, signal);
        return true;
    }

    internal static void Set(object signal)
    {
        if (Point() is not { } actor)
            throw new InvalidOperationException("a signal outside a run");
        actor.Run.Memory.GiveOver(actor.Eyes, signal);
        actor.Run._set.Add(signal);
    }

    private void Yield(Actor actor)
    {
        if (_failure is null && ++_points > MostPoints)
            _failure = "it goes round in circles";
        Actor? next = _failure is null ? Pick(actor) : actor;
        if (!ReferenceEquals(next, actor))
        {
            HandOn(next);
            actor.Turn!.Take();
        }
        if (_failure is not null)
            throw new OperationCanceledException(_failure);
    }

    /// <summary>Who goes on; null when all are done. After a failure everybody once, to come to his end.</summary>
    private Actor? Pick(Actor? from)
    {
        if (_failure is null)
        {
            _ready.Clear();
            foreach (Actor actor in _actors)
            {
                if (actor.CanRun)
                    _ready.Add(actor);
            }
            if (_ready.Count > 0)
            {
                // Whoever runs comes first, so that choice 0 is to go on; every other choice is a pre-emption while he could.
                bool canGoOn = from is not null && _ready.Remove(from);
                if (canGoOn)
                    _ready.Insert(0, from!);
                return _ready[_strategy.PickActor(_ready, canGoOn)];
            }
            if (!_actors.All(static actor => actor.Done))
                _failure = "everybody sleeps and nobody will wake them";
        }
        return Array.Find(_actors, static actor => !actor.Done);
    }
}

/// <summary>
/// A thread that lives one actor after another: starting threads would cost more than most schedules. An actor's first turn begins its
/// life. Its last act is to hand on: whom the thread lives next it reads only when that one's first turn has come.
/// </summary>
internal sealed class ActorThread
{
    private readonly Baton _turn = new();
    private Explorer.Actor? _actor;

    internal ActorThread() => new Thread(Live) { IsBackground = true, Name = "explorer" }.Start();

    internal void Begin(Explorer.Actor actor)
    {
        actor.Turn = _turn;
        _actor = actor;
    }

    internal void End()
    {
        _actor = null;
        _turn.HandOver();
    }

    private void Live()
    {
        while (true)
        {
            _turn.Take();
            if (_actor is not { } actor)
                return;
            Explorer.Live(actor);
        }
    }
}
