namespace ForkJoin.Tests.Explorer;

/// <summary>What mutants do in place of an atomic operation. Calls to it appear in mutated sources only.</summary>
internal static class Weakened
{
    /* Looks, then stores: two steps, between which others can act. */

    internal static long TornCompareExchange(ref long location, long value, long expected)
    {
        Modelled.Fence();
        long old = Modelled.Load(ref location, Order.AcquireRelease);
        if (old == expected)
            Modelled.Store(ref location, value, Order.AcquireRelease);
        Modelled.Fence();
        return old;
    }

    internal static int TornCompareExchange(ref int location, int value, int expected)
    {
        Modelled.Fence();
        int old = Modelled.Load(ref location, Order.AcquireRelease);
        if (old == expected)
            Modelled.Store(ref location, value, Order.AcquireRelease);
        Modelled.Fence();
        return old;
    }

    internal static T? TornCompareExchange<T>(ref T? location, T? value, T? expected)
        where T : class
    {
        Modelled.Fence();
        T? old = Modelled.Load(ref location, Order.AcquireRelease);
        if (ReferenceEquals(old, expected))
            Modelled.Store(ref location, value, Order.AcquireRelease);
        Modelled.Fence();
        return old;
    }

    internal static int TornExchange(ref int location, int value)
    {
        Modelled.Fence();
        int old = Modelled.Load(ref location, Order.AcquireRelease);
        Modelled.Store(ref location, value, Order.AcquireRelease);
        Modelled.Fence();
        return old;
    }

    internal static long TornAdd(ref long location, long value)
    {
        Modelled.Fence();
        long sum = Modelled.Load(ref location, Order.AcquireRelease) + value;
        Modelled.Store(ref location, sum, Order.AcquireRelease);
        Modelled.Fence();
        return sum;
    }

    /* In one step, but orders nothing around it. */

    internal static long RelaxedCompareExchange(ref long location, long value, long expected) =>
        Modelled.Swap(ref location, Order.Relaxed, fence: false, old => old == expected ? value : null);

    internal static int RelaxedCompareExchange(ref int location, int value, int expected) =>
        Modelled.Swap(ref location, Order.Relaxed, fence: false, old => old == expected ? value : null);

    internal static T? RelaxedCompareExchange<T>(ref T? location, T? value, T? expected)
        where T : class => Modelled.Swap(ref location, Order.Relaxed, fence: false, value, expected);

    internal static int RelaxedExchange(ref int location, int value) =>
        Modelled.Swap(ref location, Order.Relaxed, fence: false, _ => value);

    internal static long RelaxedAdd(ref long location, long value) =>
        Modelled.Swap(ref location, Order.Relaxed, fence: false, old => old + value) + value;

    internal static long RelaxedAcquire(ref long location) => Modelled.Load(ref location, Order.Relaxed);

    internal static int RelaxedAcquire(ref int location) => Modelled.Load(ref location, Order.Relaxed);

    internal static T? RelaxedAcquire<T>(ref T? location)
        where T : class => Modelled.Load(ref location, Order.Relaxed);

    internal static void RelaxedRelease(ref long location, long value) => Modelled.Store(ref location, value, Order.Relaxed);

    internal static void RelaxedRelease(ref int location, int value) => Modelled.Store(ref location, value, Order.Relaxed);

    internal static void RelaxedRelease<T>(ref T? location, T? value)
        where T : class => Modelled.Store(ref location, value, Order.Relaxed);
}
