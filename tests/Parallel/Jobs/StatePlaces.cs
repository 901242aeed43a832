namespace ForkJoin.Tests.Jobs;

/// <summary>Every way to hand a state to a fork, each with a <typeparamref name="T"/>; the data is lent for the call.</summary>
internal static class StatePlaces<T>
{
    internal static readonly OwnedArray<int> Data = OwnedArray.Create<int>(12, "data");

    /// <summary>Those that take a state for each arm.</summary>
    internal static Dictionary<string, Action<T, T>> OfTwo { get; } = new(StringComparer.Ordinal)
    {
        ["join"] = static (left, right) => Fork.Join(left, right, static _ => { }),
        ["join, function"] = static (left, right) => Fork.Join(left, right, static _ => 1),
        ["join of bodies"] = static (left, right) => Fork.Join<Body, T, int>(left, right),
        ["join of bodies from a context"] = static (left, right) => Within(fork => fork.Join<Body, T, int>(left, right)),
        ["join of slices"] = static (left, right) => Lent(s => Fork.Join(s, left, s, right, static (_, _) => { })),
        ["join of slices, function"] = static (left, right) => Lent(s => Fork.Join(s, left, s, right, static (_, _) => 1)),
        ["join of two slices"] = static (left, right) => Lent(s => Fork.Join(s, s, left, s, s, right, static (_, _, _) => { })),
        ["join of two slices, function"] = static (left, right) => Lent(s => Fork.Join(s, s, left, s, s, right, static (_, _, _) => 1)),
        ["join of three slices"] = static (left, right) => Lent(s => Fork.Join(s, s, s, left, s, s, s, right, static (_, _, _, _) => { })),
        ["join of three slices, function"] = static (left, right) => Lent(s => Fork.Join(s, s, s, left, s, s, s, right, static (_, _, _, _) => 1)),
    };

    /// <summary>Those that take one.</summary>
    internal static Dictionary<string, Action<T>> OfOne { get; } = new(StringComparer.Ordinal)
    {
        ["join of closures, left"] = static it => Fork.Join<Closure, int, Nothing, int>(new(it), default),
        ["join of closures, right"] = static it => Fork.Join<Nothing, int, Closure, int>(default, new(it)),
        ["join of closures from a context, left"] = static it => Within(fork => fork.Join<Closure, int, Nothing, int>(new(it), default)),
        ["join of closures from a context, right"] = static it => Within(fork => fork.Join<Nothing, int, Closure, int>(default, new(it))),
        ["section"] = static it => Fork.Section(section => section.Fork(it, static _ => { })),
        ["section, function"] = static it => Fork.Section(section => { section.Fork(it, static _ => 1); }),
        ["section, body"] = static it => Fork.Section(section => section.Fork<Body, T>(it)),
        ["section, body with result"] = static it => Fork.Section(section => { section.Fork<Body, T, int>(it); }),
        ["section, slice"] = static it => InSection((section, s) => section.Fork(s, it, static (_, _) => { })),
        ["section, slice, function"] = static it => InSection((section, s) => section.Fork(s, it, static (_, _) => 1)),
        ["section, two slices"] = static it => InSection((section, s) => section.Fork(s, s, it, static (_, _, _) => { })),
        ["section, two slices, function"] = static it => InSection((section, s) => section.Fork(s, s, it, static (_, _, _) => 1)),
        ["section, three slices"] = static it => InSection((section, s) => section.Fork(s, s, s, it, static (_, _, _, _) => { })),
        ["section, three slices, function"] = static it => InSection((section, s) => section.Fork(s, s, s, it, static (_, _, _, _) => 1)),
        ["posted"] = static it => Until.Completed(ForkJoinPool.Shared.RunAsync(it, static _ => { })),
        ["posted, function"] = static it => Until.Completed(ForkJoinPool.Shared.RunAsync(it, static _ => 1)),
    };

    private static void Within(Func<ForkContext, (int, int)> body) => Fork.Join<Outer, int, Nothing, int>(new(body), default);

    private static void Lent(SliceAction<Slice<int>> body)
    {
        using BorrowScope scope = BorrowScope.Open();
        body(scope.Borrow(Data));
    }

    private static void InSection(SectionBody body) => Fork.Section(section => body(section, section.BorrowMut(Data)));

    private delegate void SectionBody(ForkJoinSection section, Slice<int> slice);

    private struct Body : IForkBody<T, int>, IForkBody<T, Unit>
    {
        public static int Invoke(T arg, ForkContext fork) => 1;

        static Unit IForkBody<T, Unit>.Invoke(T arg, ForkContext fork) => default;
    }

    private readonly struct Closure(T state) : IForkClosure<int>
    {
        public int Invoke(ForkContext fork) => state is null ? 1 : 0;
    }

    /// <summary>Says that it may be handed on, whatever the state in its body is: what is tested happens within it.</summary>
    [Shareable(Arguments = ShareKind.Unknown)]
    private readonly struct Outer(Func<ForkContext, (int, int)> body) : IForkClosure<int>
    {
        public int Invoke(ForkContext fork) => body(fork).Item1;
    }

    private readonly struct Nothing : IForkClosure<int>
    {
        public int Invoke(ForkContext fork) => 0;
    }
}
