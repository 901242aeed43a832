using System.Runtime.CompilerServices;
using ForkJoin.Atomics;

namespace ForkJoin.Tests.Explorer;

/// <summary>In what order an operation stands to the others of its actor.</summary>
internal enum Order
{
    /// <summary>Only one value of one location at a time: what a plain access is on ARM64.</summary>
    Relaxed,

    /// <summary>An acquire load or a release store.</summary>
    AcquireRelease,
}

/// <summary>
/// Memory that is as weak as the scheduler's protocols allow for: each location is the list of the values ever stored there, and a
/// load may return any of them that its actor has not yet been ordered behind.
/// <para>
/// A release store carries along what its actor had seen; an acquire load that reads it takes that over. A full fence exchanges it
/// with a view common to all fences. A read-modify-write always reads the latest value. So a store buffer shows (others read what
/// stood there before), and so do loads served early, and stores that reach different readers at different times, which ARM64
/// does not do and the .NET memory model does not forbid. (The strong release-acquire model of Lahav, Giannarakis and Vafeiadis,
/// POPL 2016, with the fences of Kang, Hur, Lahav, Vafeiadis and Dreyer, POPL 2017.) What it leaves out: a value is never read
/// before it is stored, and two stores to one location take effect in the order in which they are executed.
/// </para>
/// <para>
/// Locations are known by their addresses, which hold as long as the collector moves nothing: a run during which it ran is
/// repeated (see <see cref="Explorer"/>). The field itself always holds the latest value, so that plain accesses to what only
/// one actor writes need not be modelled.
/// </para>
/// </summary>
internal sealed class Memory
{
    private readonly Dictionary<nint, Location> _locations = [];
    private readonly Dictionary<nint, object> _gates = [];
    private readonly Dictionary<object, View> _handOvers = new(ReferenceEqualityComparer.Instance);
    private readonly View _fences = new();

    private sealed class Location(int index, Stored first)
    {
        internal readonly int Index = index;
        internal readonly List<Stored> Stores = [first];
    }

    private readonly record struct Stored(long Number, object? Reference, View? Carried);

    /// <summary>What one actor has seen.</summary>
    internal sealed class Eyes
    {
        /// <summary>What its loads are held to.</summary>
        internal readonly View Now = new();

        /// <summary>What they will be held to from its next fence on: also what came along with values that it read relaxed.</summary>
        internal readonly View Acquired = new();

        /// <summary>What its relaxed stores carry: what it had seen at its last fence.</summary>
        internal View Released = new();
    }

    internal long Load(Eyes eyes, ref long location, Order order, Func<int, int> pick) => Read(eyes, At(ref location), order, pick).Number;

    internal int Load(Eyes eyes, ref int location, Order order, Func<int, int> pick) => (int)Read(eyes, At(ref location), order, pick).Number;

    internal T? Load<T>(Eyes eyes, ref T? location, Order order, Func<int, int> pick)
        where T : class => (T?)Read(eyes, At(ref location), order, pick).Reference;

    /// <summary>What stands in a location whenever it is asked, whoever has seen it.</summary>
    internal Func<long> LatestOf(ref int location)
    {
        Location at = At(ref location);
        return () => at.Stores[^1].Number;
    }

    internal void Store(Eyes eyes, ref long location, long value, Order order)
    {
        Append(eyes, At(ref location), value, null, order, carried: null);
        location = value;
    }

    internal void Store(Eyes eyes, ref int location, int value, Order order)
    {
        Append(eyes, At(ref location), value, null, order, carried: null);
        location = value;
    }

    internal void Store<T>(Eyes eyes, ref T? location, T? value, Order order)
        where T : class
    {
        Append(eyes, At(ref location), 0, value, order, carried: null);
        location = value;
    }

    /// <summary>The latest value, and, if wanted, another in its place.</summary>
    internal long Swap(Eyes eyes, ref long location, Order order, bool fence, Func<long, long?> change)
    {
        Location at = At(ref location);
        long old = location;
        long? value = change(old);
        Swap(eyes, at, order, fence, value is not null, value ?? old, null);
        location = value ?? old;
        return old;
    }

    /// <summary>The latest value, and, if wanted, another in its place.</summary>
    internal int Swap(Eyes eyes, ref int location, Order order, bool fence, Func<long, long?> change)
    {
        Location at = At(ref location);
        int old = location;
        long? value = change(old);
        Swap(eyes, at, order, fence, value is not null, value ?? old, null);
        location = (int)(value ?? old);
        return old;
    }

    /// <summary>The latest reference, and another in its place if it is the one expected.</summary>
    internal T? Swap<T>(Eyes eyes, ref T? location, Order order, bool fence, T? value, T? expected)
        where T : class
    {
        T? old = location;
        bool changes = ReferenceEquals(old, expected);
        Swap(eyes, At(ref location), order, fence, changes, 0, value);
        if (changes)
            location = value;
        return old;
    }

    private void Swap(Eyes eyes, Location at, Order order, bool fence, bool changes, long number, object? reference)
    {
        Stored latest = Read(eyes, at, order, static _ => 0);
        if (changes)
            Append(eyes, at, number, reference, order, latest.Carried);
        if (fence)
            Fence(eyes);
    }

    internal void Fence(Eyes eyes)
    {
        eyes.Now.Join(eyes.Acquired);
        eyes.Now.Join(_fences);
        _fences.Join(eyes.Now);
        eyes.Acquired.Join(eyes.Now);
        eyes.Released = eyes.Now.Copy();
    }

    /// <summary>Lets whoever takes something over (a lock, a signal) see what the actor has seen.</summary>
    internal void GiveOver(Eyes eyes, object what)
    {
        if (!_handOvers.TryGetValue(what, out View? view))
            _handOvers.Add(what, view = new View());
        view.Join(eyes.Now);
    }

    internal void TakeOver(Eyes eyes, object what)
    {
        if (!_handOvers.TryGetValue(what, out View? view))
            return;
        eyes.Now.Join(view);
        eyes.Acquired.Join(view);
    }

    private static Stored Read(Eyes eyes, Location at, Order order, Func<int, int> pick)
    {
        int latest = at.Stores.Count - 1;
        int visible = at.Stores.Count - eyes.Now[at.Index];
        int read = latest - (visible > 1 ? pick(visible) : 0);
        Stored stored = at.Stores[read];
        eyes.Now.Raise(at.Index, read);
        eyes.Acquired.Raise(at.Index, read);
        eyes.Acquired.Join(stored.Carried);
        if (order == Order.AcquireRelease)
            eyes.Now.Join(stored.Carried);
        return stored;
    }

    private static void Append(Eyes eyes, Location at, long number, object? reference, Order order, View? carried)
    {
        int index = at.Stores.Count;
        eyes.Now.Raise(at.Index, index);
        eyes.Acquired.Raise(at.Index, index);
        View view = (order == Order.AcquireRelease ? eyes.Now : eyes.Released).Copy();
        view.Raise(at.Index, index);
        view.Join(carried);
        at.Stores.Add(new Stored(number, reference, view));
    }

    private Location At(ref long location) => Known(Address(ref location)) ?? New(Address(ref location), new Stored(location, null, null));

    private Location At(ref int location) => Known(Address(ref location)) ?? New(Address(ref location), new Stored(location, null, null));

    private Location At<T>(ref T? location)
        where T : class => Known(Address(ref location)) ?? New(Address(ref location), new Stored(0, location, null));

    private Location? Known(nint address) => _locations.GetValueOrDefault(address);

    private Location New(nint address, Stored first)
    {
        var location = new Location(_locations.Count, first);
        _locations.Add(address, location);
        return location;
    }

    /// <summary>What a gate is known by, like a location: one object for each address.</summary>
    internal object NameOf(ref SpinGate gate)
    {
        if (!_gates.TryGetValue(Address(ref gate), out object? name))
            _gates.Add(Address(ref gate), name = new object());
        return name;
    }

    // SAFETY: the address is compared, never followed.
    private static unsafe nint Address<T>(ref T location) => (nint)Unsafe.AsPointer(ref location);
}
