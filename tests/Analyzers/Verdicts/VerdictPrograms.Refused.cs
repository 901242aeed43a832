namespace ForkJoin.Tests.Analyzers.Verdicts;

internal static partial class VerdictPrograms
{
    private static (string Name, string Source)[] Refused =>
    [
        ("the whole array goes to two forks", """
            OwnedArray<int> data = OwnedArray.Create<int>(100, "data");
            Fork.Section(section =>
            {
                section.Fork(section.BorrowMut(data), static all => all.Span.Fill(1));
                section.Fork(section.BorrowMut(data), static all => all.Span.Fill(2));
            });
            """),
        ("ranges that overlap by one element", """
            OwnedArray<int> data = OwnedArray.Create<int>(100, "data");
            Fork.Section(section =>
            {
                section.Fork(section.BorrowMut(data, ..51), static half => half.Span.Fill(1));
                section.Fork(section.BorrowMut(data, 50..), static half => half.Span.Fill(2));
            });
            """),
        ("ranges that overlap only as the numbers come out", """
            OwnedArray<int> data = OwnedArray.Create<int>(100, "data");
            int middle = Math.Max(data.Length / 2, 50);
            Fork.Section(section =>
            {
                section.Fork(section.BorrowMut(data, ..(middle + 1)), static half => half.Span.Fill(1));
                section.Fork(section.BorrowMut(data, middle..), static half => half.Span.Fill(2));
            });
            """),
        ("the owner is read while a fork writes", """
            OwnedArray<int> data = OwnedArray.Create<int>(100, "data");
            Fork.Section(section =>
            {
                section.Fork(section.BorrowMut(data), static all => all.Span.Fill(1));
                _ = data[0];
            });
            """),
        ("the owner is written while a fork reads", """
            OwnedArray<int> data = OwnedArray.Create<int>(100, "data");
            Fork.Section(section =>
            {
                section.Fork(section.Borrow(data), static all => { _ = all.Span[0]; });
                data[0] = 1;
            });
            """),
        ("a slice is used that a fork has", """
            OwnedArray<int> data = OwnedArray.Create<int>(100, "data");
            Fork.Section(section =>
            {
                SliceMut<int> all = section.BorrowMut(data);
                section.Fork(all, static part => part.Span.Fill(1));
                all.Span[0] = 2;
            });
            """),
        ("one slice goes to two forks", """
            OwnedArray<int> data = OwnedArray.Create<int>(100, "data");
            Fork.Section(section =>
            {
                SliceMut<int> all = section.BorrowMut(data);
                section.Fork(all, static part => part.Span.Fill(1));
                section.Fork(all, static part => part.Span.Fill(2));
            });
            """),
        ("one slice goes to both arms of a join", """
            OwnedArray<int> data = OwnedArray.Create<int>(100, "data");
            using BorrowScope scope = BorrowScope.Open();
            SliceMut<int> all = scope.BorrowMut(data);
            Fork.Join(all, all, static part => part.Span.Fill(1));
            """),
        ("a result is read before the section ends", """
            OwnedArray<int> data = OwnedArray.Create<int>(100, "data");
            Fork.Section(section =>
            {
                Forked<int> first = section.Fork(section.Borrow(data), static x => x.Span[0]);
                _ = first.Result;
            });
            """),
        ("the owner is written in the scope that lends it", """
            OwnedArray<int> data = OwnedArray.Create<int>(10, "data");
            using BorrowScope scope = BorrowScope.Open();
            SliceMut<int> all = scope.BorrowMut(data);
            data[0] = 2;
            all.Span[0] = 1;
            """),
        ("the owner is moved while it is lent for reading", """
            OwnedArray<int> data = OwnedArray.Create<int>(10, "data");
            using BorrowScope scope = BorrowScope.Open();
            Slice<int> all = scope.Borrow(data);
            OwnedArray<int> moved = data.Move();
            _ = all[0] + moved.Length;
            """),
        ("a slice is used while it is lent on", """
            OwnedArray<int> data = OwnedArray.Create<int>(10, "data");
            using BorrowScope outer = BorrowScope.Open();
            SliceMut<int> all = outer.BorrowMut(data);
            using BorrowScope inner = BorrowScope.Open();
            SliceMut<int> part = all.Reborrow(inner);
            all.Span[1] = 2;
            part.Span[0] = 1;
            """),
        ("a mutex is locked by who holds it", """
            var count = new Mutex<int>(1, "count");
            using MutexGuard<int> guard = count.Lock();
            count.Use(static (ref int value) => value++);
            guard.Value++;
            """),
        ("a shared value is written by who reads it", """
            using SharedRef<int> count = SharedRef.Of(1, "count");
            using SharedReadGuard<int> reader = count.Read();
            using SharedWriteGuard<int> writer = count.Write();
            writer.Value = reader.Value;
            """),
        ("a tile overlaps another", """
            OwnedArray<int> data = OwnedArray.Create<int>(100, "data");
            using BorrowScope scope = BorrowScope.Open();
            TileMut<int> one = scope.BorrowTileMut(data, 10, ..5, ..5);
            Tile<int> other = scope.BorrowTile(data, 10, 4.., 4..);
            one.Row(0)[0] = other.Row(0)[0];
            """),
        ("what comes out of a list is used after its lifetime", """
            OwnedMut<int> owner = Own.Mut(1, "owner");
            var list = new List<Ref<int>>();
            using (Lifetime lifetime = Lifetime.Open())
                list.Add(lifetime.Borrow(owner));
            foreach (Ref<int> one in list)
                _ = one.Value;
            """),
        ("two writers", """
            OwnedMut<int> number = Own.Mut(1, "number");
            using BorrowedMut<int> first = number.BorrowMut();
            using BorrowedMut<int> second = number.BorrowMut();
            first.Value = second.Value;
            """),
        ("the owner is read beside its writer", """
            OwnedMut<int> number = Own.Mut(1, "number");
            using BorrowedMut<int> guard = number.BorrowMut();
            _ = number.Value;
            guard.Value++;
            """),
        ("a guard is used while it is lent on", """
            OwnedMut<int> number = Own.Mut(1, "number");
            using BorrowedMut<int> guard = number.BorrowMut();
            using BorrowedMut<int> child = guard.ReborrowMut();
            guard.Value++;
            child.Value++;
            """),
        ("used after it was moved", """
            OwnedArray<int> data = OwnedArray.Create<int>(10, "data");
            OwnedArray<int> moved = data.Move();
            data[0] = moved.Length;
            """),
        ("used after it was moved in one of two branches", """
            OwnedArray<int> data = OwnedArray.Create<int>(10, "data");
            if (data[0] == 0)
                data.Move()[0] = 1;
            data[0] = 2;
            """),
        ("moved again in the second round", """
            OwnedArray<int> data = OwnedArray.Create<int>(10, "data");
            for (int i = 0; i < 3; i++)
                data.Move()[0] = i;
            """),
        ("written after it was frozen", """
            OwnedMut<int[]> list = Own.Mut(new int[] { 1 }, "list");
            Owned<int[]> done = list.Freeze();
            list.Value = [];
            _ = done.Value.Length;
            """),
        ("used after it was taken apart", """
            OwnedArray<int> data = OwnedArray.Create<int>(3, "data");
            int[] plain = data.IntoArray();
            data[0] = plain.Length;
            """),
        ("a reference is used after its lifetime", """
            OwnedMut<string> owner = Own.Mut("1", "owner");
            Ref<string> reference;
            using (Lifetime life = Lifetime.Open())
                reference = life.Borrow(owner);
            _ = reference.Value;
            """),
        ("a reference in a list is used after its lifetime", """
            OwnedMut<string> owner = Own.Mut("1", "owner");
            var kept = new List<Ref<string>>();
            using (Lifetime life = Lifetime.Open())
                kept.Add(life.Borrow(owner));
            _ = kept[0].Value;
            """),
        ("the target of a reference is written while it is used later", """
            OwnedMut<string> owner = Own.Mut("1", "owner");
            using Lifetime life = Lifetime.Open();
            Ref<string> reference = life.Borrow(owner);
            owner.Value = "2";
            _ = reference.Value;
            """),
        ("a reference that was pointed elsewhere protects what it points at now", """
            OwnedMut<string> first = Own.Mut("1", "first"), second = Own.Mut("2", "second");
            using Lifetime life = Lifetime.Open();
            Ref<string> reference = life.Borrow(first);
            life.Repoint(ref reference, second);
            second.Value = "taken";
            _ = reference.Value;
            """),
        ("one owner twice for one call", """
            OwnedMut<List<int>> list = Own.Mut(new List<int>(), "list");
            Borrow.Call(Borrow.Mut(list), Borrow.Read(list), static (a, b) => a.Value.AddRange(b.Value));
            """),
        ("an owner is used while it is drained", """
            OwnedArray<int> data = OwnedArray.Create<int>(3, "data");
            foreach (int item in data.Drain())
                data[0] = item;
            """),
        ("a value that stays with its thread goes to a fork", """
            var canvas = new Canvas();
            Fork.Section(section => { section.Fork(() => canvas.Draw()); });

            [NotShareable("it draws on the thread that made it")]
            sealed class Canvas
            {
                public void Draw() { }
            }
            """),
        ("the last use of a slice does not give back its part before its scope ends", """
            OwnedArray<int> data = OwnedArray.Create<int>(10, "data");
            using BorrowScope scope = BorrowScope.Open();
            scope.BorrowMut(data).Span[0] = 1;
            data[0] = 2;
            """),
        ("disposed while it is lent", """
            OwnedArray<int> data = OwnedArray.Create<int>(10, "data");
            using BorrowScope scope = BorrowScope.Open();
            Slice<int> all = scope.Borrow(data);
            data.Dispose();
            _ = all[0];
            """),
        ("used after it was disposed", """
            OwnedMut<List<int>> list = Own.Mut(new List<int> { 1 }, "list");
            list.Dispose();
            _ = list.Value.Count;
            """),
        ("moved in a try and used in its finally", """
            OwnedArray<int> data = OwnedArray.Create<int>(10, "data");
            try
            {
                data.Move()[0] = 1;
            }
            finally
            {
                data[0] = 2;
            }
            """),
        ("a reference is pointed by a switch at what is written while it is used later", """
            OwnedMut<int> first = Own.Mut(1, "first"), second = Own.Mut(2, "second");
            using Lifetime life = Lifetime.Open();
            Ref<int> reference = first.Value switch
            {
                1 => life.Borrow(first),
                _ => life.Borrow(second),
            };
            first.Value = 3;
            _ = reference.Value;
            """),
        ("a reference returned by a call that says what it borrows from", """
            OwnedMut<int> first = Own.Mut(1, "first"), second = Own.Mut(2, "second");
            using Lifetime life = Lifetime.Open();
            Ref<int> greater = Greater(life.Borrow(first), life.Borrow(second));
            second.Value = 0;
            _ = greater.Value;

            [return: BorrowsFrom("a", "b")]
            static Ref<int> Greater(Ref<int> a, Ref<int> b) => a.Value >= b.Value ? a : b;
            """),
        ("used after a call that consumes it", """
            OwnedArray<int> data = OwnedArray.Create<int>(10, "data");
            Keep(data);
            data[0] = 1;

            static void Keep([Consumes] OwnedArray<int> x) => x.Move()[0] = 1;
            """),
        ("borrowed by way of a call that says nothing", """
            OwnedMut<int> number = Own.Mut(1, "number");
            Ref<int> reference = Lent(number);
            number.Value = 2;
            _ = reference.Value;

            static Ref<int> Lent(OwnedMut<int> owner) => Lifetime.Open().Borrow(owner);
            """),
        ("the owner by another name", """
            OwnedArray<int> data = OwnedArray.Create<int>(10, "data");
            var a = new Holder { Data = data };
            var b = new Holder { Data = data };
            using BorrowScope scope = BorrowScope.Open();
            SliceMut<int> all = scope.BorrowMut(a.Data);
            b.Data[0] = 1;
            all.Span[0] = 2;

            sealed class Holder
            {
                public required OwnedArray<int> Data;
            }
            """),
    ];
}
