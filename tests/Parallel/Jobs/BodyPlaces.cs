namespace ForkJoin.Tests.Jobs;

/// <summary>Something that can be run, of a type that forks may capture or not.</summary>
internal interface IRunnable
{
    int Run();
}

/// <summary>Every way to fork a body, each with a lambda that captures a <typeparamref name="T"/> and runs it; the data is lent for the call.</summary>
internal static class BodyPlaces<T>
    where T : class, IRunnable
{
    internal static readonly OwnedArray<int> Data = OwnedArray.Create<int>(12, "data");

    internal static Dictionary<string, Action<T>> All { get; } = new(StringComparer.Ordinal)
    {
        ["join, left"] = static it => Fork.Join(() => { it.Run(); }, static () => { }),
        ["join, right"] = static it => Fork.Join(static () => { }, () => { it.Run(); }),
        ["join of functions, left"] = static it => Fork.Join(() => it.Run(), static () => 1),
        ["join of functions, right"] = static it => Fork.Join(static () => 1, () => it.Run()),
        ["join of states"] = static it => Fork.Join(1, 2, _ => { it.Run(); }),
        ["join of states, function"] = static it => Fork.Join(1, 2, _ => it.Run()),
        ["join of slices"] = static it => Lent(s => Fork.Join(s, s, _ => { it.Run(); })),
        ["join of slices, function"] = static it => Lent(s => Fork.Join(s, s, _ => it.Run())),
        ["join of two slices"] = static it => Lent(s => Fork.Join(s, s, s, s, (_, _) => { it.Run(); })),
        ["join of two slices, function"] = static it => Lent(s => Fork.Join(s, s, s, s, (_, _) => it.Run())),
        ["join of three slices"] = static it => Lent(s => Fork.Join(s, s, s, s, s, s, (_, _, _) => { it.Run(); })),
        ["join of three slices, function"] = static it => Lent(s => Fork.Join(s, s, s, s, s, s, (_, _, _) => it.Run())),
        ["join of slices and arguments"] = static it => Lent(s => Fork.Join(s, 1, s, 2, (_, _) => { it.Run(); })),
        ["join of slices and arguments, function"] = static it => Lent(s => Fork.Join(s, 1, s, 2, (_, _) => it.Run())),
        ["join of two slices and arguments"] = static it => Lent(s => Fork.Join(s, s, 1, s, s, 2, (_, _, _) => { it.Run(); })),
        ["join of two slices and arguments, function"] = static it => Lent(s => Fork.Join(s, s, 1, s, s, 2, (_, _, _) => it.Run())),
        ["join of three slices and arguments"] = static it => Lent(s => Fork.Join(s, s, s, 1, s, s, s, 2, (_, _, _, _) => { it.Run(); })),
        ["join of three slices and arguments, function"] = static it => Lent(s => Fork.Join(s, s, s, 1, s, s, s, 2, (_, _, _, _) => it.Run())),
        ["chunks"] = static it => Lent(s => Fork.ForEachChunk(s, 3, _ => it.Run())),
        ["chunks, only one"] = static it => Lent(s => Fork.ForEachChunk(s, 100, _ => it.Run())),
        ["chunks to write"] = static it =>
        {
            using BorrowScope scope = BorrowScope.Open();
            Fork.ForEachChunk(scope.BorrowMut(Data), 3, _ => it.Run());
        },
        ["section"] = static it => Fork.Section(section => section.Fork(() => { it.Run(); })),
        ["section, function"] = static it => Fork.Section(section => { section.Fork(() => it.Run()); }),
        ["section with state"] = static it => Fork.Section(section => section.Fork(1, _ => { it.Run(); })),
        ["section with state, function"] = static it => Fork.Section(section => { section.Fork(1, _ => it.Run()); }),
        ["section, slice"] = static it => InSection((section, s) => section.Fork(s, _ => { it.Run(); })),
        ["section, slice, function"] = static it => InSection((section, s) => section.Fork(s, _ => it.Run())),
        ["section, two slices"] = static it => InSection((section, s) => section.Fork(s, s, (_, _) => { it.Run(); })),
        ["section, two slices, function"] = static it => InSection((section, s) => section.Fork(s, s, (_, _) => it.Run())),
        ["section, three slices"] = static it => InSection((section, s) => section.Fork(s, s, s, (_, _, _) => { it.Run(); })),
        ["section, three slices, function"] = static it => InSection((section, s) => section.Fork(s, s, s, (_, _, _) => it.Run())),
        ["section, slice and argument"] = static it => InSection((section, s) => section.Fork(s, 1, (_, _) => { it.Run(); })),
        ["section, slice and argument, function"] = static it => InSection((section, s) => section.Fork(s, 1, (_, _) => it.Run())),
        ["section, two slices and argument"] = static it => InSection((section, s) => section.Fork(s, s, 1, (_, _, _) => { it.Run(); })),
        ["section, two slices and argument, function"] = static it => InSection((section, s) => section.Fork(s, s, 1, (_, _, _) => it.Run())),
        ["section, three slices and argument"] = static it => InSection((section, s) => section.Fork(s, s, s, 1, (_, _, _, _) => { it.Run(); })),
        ["section, three slices and argument, function"] = static it => InSection((section, s) => section.Fork(s, s, s, 1, (_, _, _, _) => it.Run())),
        ["posted"] = static it => Until.Completed(ForkJoinPool.Shared.RunAsync(() => { it.Run(); })),
        ["posted, function"] = static it => Until.Completed(ForkJoinPool.Shared.RunAsync(() => it.Run())),
        ["posted with state"] = static it => Until.Completed(ForkJoinPool.Shared.RunAsync(1, _ => { it.Run(); })),
        ["posted with state, function"] = static it => Until.Completed(ForkJoinPool.Shared.RunAsync(1, _ => it.Run())),
        ["invoke, one"] = static it => Fork.Invoke(() => it.Run()),
        ["invoke, two"] = static it => Fork.Invoke(static () => { }, () => it.Run()),
        ["invoke, three"] = static it => Fork.Invoke(static () => { }, static () => { }, () => it.Run()),
    };

    /// <summary>How many of them are there for more than one form of the same parameter: one chunk or several, one body of an array or several.</summary>
    internal const int Repeated = 3;

    private static void Lent(SliceAction<Slice<int>> body)
    {
        using BorrowScope scope = BorrowScope.Open();
        body(scope.Borrow(Data));
    }

    private static void InSection(SectionBody body) => Fork.Section(section => body(section, section.Borrow(Data)));

    private delegate void SectionBody(ForkJoinSection section, Slice<int> slice);
}
