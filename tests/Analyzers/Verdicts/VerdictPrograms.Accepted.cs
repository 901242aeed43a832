namespace ForkJoin.Tests.Analyzers.Verdicts;

internal static partial class VerdictPrograms
{
    private static (string Name, string Source)[] Accepted =>
    [
        ("a mutex is locked once more when its guard is disposed", """
            var count = new Mutex<int>(1, "count");
            using (MutexGuard<int> guard = count.Lock())
                guard.Value++;
            count.Use(static (ref int value) => value++);
            """),
        ("tiles beside each other", """
            OwnedArray<int> data = OwnedArray.Create<int>(100, "data");
            Fork.Section(section =>
            {
                section.Fork(section.BorrowTileMut(data, 10, ..5, ..5), static tile => tile.Row(0).Fill(1));
                section.Fork(section.BorrowTileMut(data, 10, ..5, 5..), static tile => tile.Row(0).Fill(2));
                section.Fork(section.BorrowTileMut(data, 10, 5.., ..), static tile => tile.Row(0).Fill(3));
            });
            """),
        ("halves of one array go to two forks", """
            OwnedArray<int> data = OwnedArray.Create<int>(100, "data");
            Fork.Section(section =>
            {
                section.Fork(section.BorrowMut(data, ..50), static half => half.Span.Fill(1));
                section.Fork(section.BorrowMut(data, 50..), static half => half.Span.Fill(2));
            });
            _ = data[0] + data[99];
            """),
        ("two forks and the section's code read the same", """
            OwnedArray<int> data = OwnedArray.Create<int>(100, "data");
            Fork.Section(section =>
            {
                Slice<int> all = section.Borrow(data);
                section.Fork(all, static x => { _ = x.Span[0]; });
                section.Fork(all, static x => { _ = x.Span[99]; });
                _ = all[1] + data[2];
            });
            """),
        ("a result is read after the section", """
            OwnedArray<int> data = OwnedArray.Create<int>(100, "data");
            Forked<int> first = default;
            Fork.Section(section => { first = section.Fork(section.Borrow(data), static x => x.Span[0]); });
            _ = first.Result;
            """),
        ("a result is joined inside the section", """
            OwnedArray<int> data = OwnedArray.Create<int>(100, "data");
            _ = Fork.Section(section => section.Fork(section.Borrow(data), static x => x.Span[0]).Join());
            """),
        ("a part beside the one that was forked goes on working", """
            OwnedArray<int> data = OwnedArray.Create<int>(100, "data");
            Fork.Section(section =>
            {
                var (mine, theirs) = section.BorrowMut(data).SplitAt(40);
                section.Fork(theirs, static part => part.Span.Fill(2));
                mine.Span.Fill(1);
            });
            """),
        ("recursion over halves", """
            OwnedArray<int> data = OwnedArray.Of(Enumerable.Range(0, 1000).ToArray(), "data");
            using (BorrowScope scope = BorrowScope.Open())
                Double(scope.BorrowMut(data));
            _ = data[999];

            static void Double(SliceMut<int> x)
            {
                if (x.Length <= 100) { foreach (ref int item in x.Span) item *= 2; return; }
                var (left, right) = x.Split();
                Fork.Join(left, right, static half => Double(half));
            }
            """),
        ("the owner is written when the scope has ended", """
            OwnedArray<int> data = OwnedArray.Create<int>(10, "data");
            using (BorrowScope scope = BorrowScope.Open())
                scope.BorrowMut(data).Span[0] = 1;
            data[0] = 2;
            """),
        ("the owner is read while it is lent for reading", """
            OwnedArray<int> data = OwnedArray.Create<int>(10, "data");
            using BorrowScope scope = BorrowScope.Open();
            Slice<int> all = scope.Borrow(data);
            _ = data[0] + all[1];
            """),
        ("a slice that was lent on is used again when that has ended", """
            OwnedArray<int> data = OwnedArray.Create<int>(10, "data");
            using BorrowScope outer = BorrowScope.Open();
            SliceMut<int> all = outer.BorrowMut(data);
            using (BorrowScope inner = BorrowScope.Open())
                all.Reborrow(inner).Span[0] = 1;
            all.Span[1] = 2;
            """),
        ("any number of readers", """
            OwnedMut<List<int>> list = Own.Mut(new List<int> { 1 }, "list");
            using (Borrowed<List<int>> first = list.Borrow())
            using (Borrowed<List<int>> second = list.Borrow())
                _ = first.Value.Count + second.Value.Count + list.Value.Count;
            list.Value = [];
            """),
        ("one writer after another", """
            OwnedMut<int> number = Own.Mut(1, "number");
            using (BorrowedMut<int> first = number.BorrowMut()) first.Value++;
            using (BorrowedMut<int> second = number.BorrowMut()) second.Value++;
            _ = number.Value;
            """),
        ("a guard that is lent on is used when the child is gone", """
            OwnedMut<int> number = Own.Mut(1, "number");
            using BorrowedMut<int> guard = number.BorrowMut();
            using (BorrowedMut<int> child = guard.ReborrowMut()) child.Value++;
            guard.Value++;
            """),
        ("what was moved is used by its new name", """
            OwnedArray<int> data = OwnedArray.Create<int>(10, "data");
            OwnedArray<int> moved = data.Move();
            moved[0] = 1;
            """),
        ("moved in a branch that does not come back", """
            OwnedArray<int> data = OwnedArray.Create<int>(10, "data");
            if (data[0] > 0)
            {
                data.Move()[0] = 1;
                return;
            }
            data[0] = 2;
            """),
        ("moved and filled anew in each round", """
            OwnedArray<int> data = OwnedArray.Create<int>(10, "data");
            for (int i = 0; i < 3; i++)
            {
                data.Move()[0] = i;
                data = OwnedArray.Create<int>(10, "data");
            }
            data[0] = 4;
            """),
        ("frozen and then read", """
            OwnedMut<List<int>> list = Own.Mut(new List<int> { 1 }, "list");
            Owned<List<int>> done = list.Freeze();
            _ = done.Value.Count;
            """),
        ("a reference that is pointed elsewhere releases what it held", """
            OwnedMut<string> first = Own.Mut("1", "first"), second = Own.Mut("2", "second");
            using Lifetime life = Lifetime.Open();
            Ref<string> reference = life.Borrow(first);
            life.Repoint(ref reference, second);
            first.Value = "free";
            _ = reference.Value;
            """),
        ("a reference that has expired is revived", """
            OwnedMut<string> first = Own.Mut("1", "first"), second = Own.Mut("2", "second");
            Ref<string> reference;
            using (Lifetime inner = Lifetime.Open())
                reference = inner.Borrow(first);
            first.Value = "free";
            using Lifetime life = Lifetime.Open();
            life.Repoint(ref reference, second);
            _ = reference.Value;
            """),
        ("a reference is kept in a list inside its lifetime", """
            OwnedMut<string> owner = Own.Mut("1", "owner");
            var kept = new List<Ref<string>>();
            using (Lifetime life = Lifetime.Open())
            {
                kept.Add(life.Borrow(owner));
                _ = kept[0].Value;
            }
            owner.Value = "free";
            """),
        ("elements lent each by a reference of its own", """
            OwnedArray<int> data = OwnedArray.Create<int>(10, "data");
            using Lifetime life = Lifetime.Open();
            RefMut<int> first = life.BorrowMut(data, 0), second = life.BorrowMut(data, 1);
            first.Value = second.Value + 1;
            """),
        ("what is needed of a lifetime is taken before it ends", """
            OwnedMut<string> owner = Own.Mut("1", "owner");
            string value;
            using (Lifetime life = Lifetime.Open())
                value = life.Borrow(owner).Value;
            owner.Value = value + "2";
            """),
        ("several owners for one call", """
            OwnedMut<List<int>> list = Own.Mut(new List<int>(), "list");
            OwnedMut<string> title = Own.Mut("three", "title");
            Borrow.Call(Borrow.Mut(list), Borrow.Read(title), Borrow.Plain(3), static (list, title, times) => list.Value.Add(title.Value.Length * times));
            _ = list.Value.Count;
            """),
        ("elements are taken one by one", """
            OwnedArray<int> data = OwnedArray.Create<int>(3, "data");
            int sum = 0;
            foreach (int item in data.Drain())
                sum += item;
            """),
        ("moved in a branch that is not taken", """
            OwnedArray<int> data = OwnedArray.Create<int>(10, "data");
            if (data.Length > 10)
                data.Move()[0] = 1;
            data[0] = 2;
            """),
        ("ranges that overlap in a branch that is not taken", """
            OwnedArray<int> data = OwnedArray.Create<int>(100, "data");
            Fork.Section(section =>
            {
                section.Fork(section.BorrowMut(data, ..50), static half => half.Span.Fill(1));
                if (Environment.ProcessorCount < 1)
                    section.Fork(section.BorrowMut(data, 40..), static half => half.Span.Fill(2));
            });
            """),
        ("a reference returned by a call protects what it borrows from and nothing else", """
            OwnedMut<int> first = Own.Mut(1, "first"), second = Own.Mut(2, "second");
            using Lifetime life = Lifetime.Open();
            Ref<int> same = Same(life.Borrow(first));
            second.Value = 0;
            _ = same.Value;

            [return: BorrowsFrom("a")]
            static Ref<int> Same(Ref<int> a) => a;
            """),
        ("given back before the owner is written", """
            OwnedMut<int> number = Own.Mut(1, "number");
            using Lifetime life = Lifetime.Open();
            Ref<int> reference = life.Borrow(number);
            _ = reference.Value;
            reference.Release();
            number.Value = 2;
            """),
    ];
}
