namespace ForkJoin.Tests.Explorer;

/// <summary>Makes the choices of a run.</summary>
internal abstract class Strategy
{
    /// <summary>Begins the current schedule, perhaps again.</summary>
    internal abstract void Restart();

    /// <summary>Goes on to the next schedule, if there is one.</summary>
    internal abstract bool MoveNext();

    /// <summary>Which of those that can run goes on. The first is the one that is running, if it can go on.</summary>
    internal abstract int PickActor(List<Explorer.Actor> ready, bool canGoOn);

    /// <summary>How many stores back from the latest a load reads; below the number of visible ones.</summary>
    internal abstract int PickStore(int visible);
}

/// <summary>
/// Every schedule with at most so many pre-emptions, that is switches from an actor that could have gone on, and at most so many
/// loads of another value than the latest; depth first. (Musuvathi and Qadeer, «Iterative context bounding», PLDI 2007.)
/// </summary>
internal sealed class Exhaustive(int preemptions, int stale) : Strategy
{
    private readonly List<(int Chosen, int Of)> _choices = [];
    private int _decided;
    private int _step;
    private int _preempted;
    private int _outdated;

    internal override void Restart()
    {
        _step = _preempted = _outdated = 0;
        _choices.RemoveRange(_decided, _choices.Count - _decided);
    }

    internal override bool MoveNext()
    {
        for (int i = _choices.Count - 1; i >= 0; i--)
        {
            var (chosen, of) = _choices[i];
            _choices.RemoveAt(i);
            if (chosen + 1 < of)
            {
                _choices.Add((chosen + 1, of));
                _decided = _choices.Count;
                return true;
            }
        }
        return false;
    }

    internal override int PickActor(List<Explorer.Actor> ready, bool canGoOn)
    {
        if (canGoOn && _preempted >= preemptions)
            return 0;
        int chosen = Choose(ready.Count);
        if (canGoOn && chosen > 0)
            _preempted++;
        return chosen;
    }

    internal override int PickStore(int visible)
    {
        if (_outdated >= stale)
            return 0;
        int chosen = Choose(visible);
        if (chosen > 0)
            _outdated++;
        return chosen;
    }

    private int Choose(int of)
    {
        if (of == 1)
            return 0;
        if (_step == _choices.Count)
            _choices.Add((0, of));
        // Fewer than when it was decided: only in a run that the collector has disturbed, which does not count.
        return Math.Min(_choices[_step++].Chosen, of - 1);
    }

    public override string ToString() => string.Join(' ', _choices.Select(static choice => choice.Chosen));
}

/// <summary>
/// Random schedules: the actor of the highest priority runs; priorities are random, and at a few random points whoever runs gets the
/// lowest. A bug that needs d such decisions is found with a probability of at least 1/(n k^(d-1)) for n actors and k points.
/// (Burckhardt, Kothari, Musuvathi, Nagarakatte, «A randomized scheduler with probabilistic guarantees of finding bugs», ASPLOS
/// 2010.) Which visible value a load reads is random too, the latest most often. One seed is one schedule.
/// </summary>
internal sealed class Pct(int firstSeed, int runs, int changes, int points) : Strategy
{
    private int _run;
    private int _point;
    private Random _random = new(0);
    private readonly HashSet<int> _changes = [];
    private readonly Dictionary<int, int> _priorities = [];
    private int _lowest;
    private int _staleOneIn;

    private int Seed => firstSeed + _run;

    internal override void Restart()
    {
        _random = new Random(Seed);
        _point = _lowest = 0;
        _priorities.Clear();
        _changes.Clear();
        for (int i = 0; i < changes; i++)
            _changes.Add(_random.Next(points));
        _staleOneIn = _random.Next(2, 10);
    }

    internal override bool MoveNext() => ++_run < runs;

    internal override int PickActor(List<Explorer.Actor> ready, bool canGoOn)
    {
        if (canGoOn && _changes.Contains(_point++))
            _priorities[ready[0].Index] = --_lowest;
        int best = 0;
        for (int i = 1; i < ready.Count; i++)
        {
            if (Priority(ready[i]) > Priority(ready[best]))
                best = i;
        }
        return best;
    }

    private int Priority(Explorer.Actor actor)
    {
        if (!_priorities.TryGetValue(actor.Index, out int priority))
            _priorities.Add(actor.Index, priority = _random.Next(1, int.MaxValue));
        return priority;
    }

    internal override int PickStore(int visible) => _random.Next(_staleOneIn) == 0 ? _random.Next(visible) : 0;

    public override string ToString() => $"seed {Seed}";
}
