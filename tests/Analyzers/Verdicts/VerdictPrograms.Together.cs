namespace ForkJoin.Tests.Analyzers.Verdicts;

/// <content>What holds several things at once.</content>
internal static partial class VerdictPrograms
{
    private static (string Name, string Source)[] AcceptedTogether =>
    [
        ("a part of a tuple is replaced in time", """
            OwnedMut<int> one = Own.Mut(1, "one");
            using Lifetime outer = Lifetime.Open();
            var both = (outer.Borrow(one), outer.Borrow(one));
            using (Lifetime inner = Lifetime.Open())
            {
                both.Item1 = inner.Borrow(one);
                both.Item1 = both.Item2;
            }
            _ = both.Item1.Value + both.Item2.Value;
            """),
        ("a field that was initialised gets something else in time", """
            OwnedMut<int> one = Own.Mut(1, "one");
            using Lifetime outer = Lifetime.Open();
            Holder holder;
            using (Lifetime inner = Lifetime.Open())
            {
                holder = new Holder { First = inner.Borrow(one) };
                holder.First = outer.Borrow(one);
            }
            _ = holder.First.Value;

            sealed class Holder
            {
                public required Ref<int> First { get; set; }
            }
            """),
        ("mutexes are locked together, and again", """
            Mutex<int> one = new(1, "one"), two = new(2, "two");
            for (int i = 0; i < 3; i++)
            {
                using MutexGuards<int, int> both = Mutexes.LockAll(one, two);
                both.First += both.Second;
                (one, two) = (two, one);
            }
            one.Use(static (ref int value) => value++);
            """),
        ("a slice is forked in a loop over it that is left then", """
            OwnedArray<int> data = OwnedArray.Create<int>(100, "data");
            Fork.Section(section =>
            {
                SliceMut<int> all = section.BorrowMut(data);
                foreach (ref int element in all.Span)
                {
                    element = 1;
                    section.Fork(all, static s => s.Span.Fill(2));
                    break;
                }
            });
            """),
    ];

    private static (string Name, string Source)[] RefusedTogether =>
    [
        ("a part of a tuple outlives its lifetime", """
            OwnedMut<int> one = Own.Mut(1, "one");
            using Lifetime outer = Lifetime.Open();
            (Ref<int>, Ref<int>) both;
            using (Lifetime inner = Lifetime.Open())
                both = (inner.Borrow(one), outer.Borrow(one));
            _ = both.Item2.Value;
            _ = both.Item1.Value;
            """),
        ("a tuple in a list outlives its lifetime", """
            OwnedMut<int> one = Own.Mut(1, "one");
            var all = new List<(Ref<int> Reference, int Number)>();
            using (Lifetime inner = Lifetime.Open())
                all.Add((inner.Borrow(one), 1));
            foreach ((Ref<int> reference, int number) in all)
                _ = reference.Value + number;
            """),
        ("what an object was initialised with outlives its lifetime", """
            OwnedMut<int> one = Own.Mut(1, "one");
            Holder holder;
            using (Lifetime inner = Lifetime.Open())
                holder = new Holder { First = inner.Borrow(one) };
            _ = holder.First.Value;

            sealed class Holder
            {
                [BorrowsFrom] public required Ref<int> First { get; set; }
            }
            """),
        ("a mutex is locked again that was locked with another", """
            Mutex<int> one = new(1, "one"), two = new(2, "two");
            using MutexGuards<int, int> both = Mutexes.LockAll(one, two);
            two.Use(static (ref int value) => value++);
            """),
        ("mutexes are locked together of which one is locked", """
            Mutex<int> one = new(1, "one"), two = new(2, "two");
            using MutexGuard<int> guard = two.Lock();
            using MutexGuards<int, int> both = Mutexes.LockAll(one, two);
            """),
        ("the guards of several mutexes are used after they were disposed", """
            Mutex<int> one = new(1, "one"), two = new(2, "two");
            MutexGuards<int, int> both = Mutexes.LockAll(one, two);
            both.Dispose();
            both.Second = 2;
            """),
    ];
}
