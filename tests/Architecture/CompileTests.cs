namespace ForkJoin.Tests.Architecture;

/// <summary>The positive controls: what must compile, with the overload that is meant, without a type argument written.</summary>
public sealed class CompileTests
{
    [Theory]
    [InlineData("static (long, long) M(Slice<int> l, Slice<int> r) => Fork.Join(l, r, static s => Sum(s));")]
    [InlineData("static (long, long) M(Slice<int> l, Slice<int> r) => Fork.Join(l, r, Sum);")]
    [InlineData("static (long Left, long Right) M(Slice<int> x) { var (left, right) = x.Split(); var (a, b) = Fork.Join(left, right, static s => Sum(s)); return (a, b); }")]
    [InlineData("static void M(SliceMut<int> l, SliceMut<int> r) => Fork.Join(l, r, static s => Sort(s));")]
    [InlineData("static void M(SliceMut<int> l, SliceMut<int> r) => Fork.Join(l, r, Sort);")]
    [InlineData("static (int, int) M(SliceMut<int> l, SliceMut<int> r) => Fork.Join(l, r, static s => { s.Span.Sort(); return s.Length; });")]
    [InlineData("static (int, int) M() => Fork.Join(1, 2, static n => n + 1);")]
    [InlineData("static (int, int) M() => Fork.Join(\"a\", \"b\", static s => s.Length);")]
    [InlineData("static void M() => Fork.Join(1, 2, static n => Console.WriteLine(n));")]
    [InlineData("static (int, string) M() => Fork.Join(static () => 1, static () => \"\");")]
    [InlineData("static void M() => Fork.Join(static () => Check(true), static () => Check(false));")]
    [InlineData("static void M() => Fork.Join(Done, Done); static void Done() { }")]
    [InlineData("static (int, int) M() => Fork.Join(One, One); static int One() => 1;")]
    [InlineData("static void M(Slice<int> a, SliceMut<int> b, SliceMut<int> c) => Fork.Join(a, b, a, c, static (from, to) => from.Span.CopyTo(to.Span));")]
    [InlineData("static (int, int) M(Slice<int> a, SliceMut<int> b, SliceMut<int> c) => Fork.Join(a, b, a, c, static (from, to) => to.Length);")]
    [InlineData("static void M(Slice<int> a, Slice<int> b, SliceMut<int> c, SliceMut<int> d) => Fork.Join(a, b, c, a, b, d, static (x, y, z) => z[0] = x[0] + y[0]);")]
    [InlineData("static (int, int) M(Slice<int> a, Slice<int> b, SliceMut<int> c, SliceMut<int> d) => Fork.Join(a, b, c, a, b, d, static (x, y, z) => x[0] + y[0]);")]
    [InlineData("static void M(SliceMut<int> a, SliceMut<int> b) => Fork.Join(a, 1, b, 2, static (s, n) => s.Span.Fill(n));")]
    [InlineData("static (int, int) M(Slice<int> a, Slice<int> b) => Fork.Join(a, 1, b, 2, static (s, n) => s[0] + n);")]
    [InlineData("static void M(Slice<int> a, SliceMut<int> b, SliceMut<int> c) => Fork.Join(a, b, 1, a, c, 2, static (x, y, n) => y[0] = x[0] + n);")]
    [InlineData("static (int, int) M(Slice<int> a, SliceMut<int> b, SliceMut<int> c) => Fork.Join(a, b, 1, a, c, 2, static (x, y, n) => x[0] + n);")]
    [InlineData("static void M(Slice<int> a, Slice<int> b, SliceMut<int> c, SliceMut<int> d) => Fork.Join(a, b, c, 1, a, b, d, 2, static (x, y, z, n) => z[0] = n);")]
    [InlineData("static (int, int) M(Slice<int> a, Slice<int> b, SliceMut<int> c, SliceMut<int> d) => Fork.Join(a, b, c, 1, a, b, d, 2, static (x, y, z, n) => n);")]
    [InlineData("static void M() => Fork.Invoke(static () => { }, static () => { }, static () => { });")]
    [InlineData("static void M(Action[] all) => Fork.Invoke(all);")]
    [InlineData("static int M() => Fork.Section(static section => 1);")]
    [InlineData("static int M() => Fork.Section(5, static (section, n) => n);")]
    [InlineData("static void M() => Fork.Section(5, static (section, n) => section.Fork(n, static k => { }));")]
    [InlineData("struct Fib : IForkBody<int, long> { public static long Invoke(int n, ForkContext fork) { if (n < 2) return n; var (a, b) = fork.Join<Fib, int, long>(n - 1, n - 2); return a + b; } } static (long, long) M() => Fork.Join<Fib, int, long>(1, 2);")]
    [InlineData("struct Add : ISliceBody<Slice<int>, long> { public static long Invoke(Slice<int> x, ForkContext fork) { if (x.Length < 9) return 0; var (l, r) = x.Split(); var (a, b) = fork.JoinSlices<Add, Slice<int>, long>(l, r); return a + b; } }")]
    [InlineData("readonly struct One : IForkClosure<int> { public int Invoke(ForkContext fork) => 1; } static (int, int) M() => Fork.Join<One, int, One, int>(default, default);")]
    [InlineData("static int Take(ReadOnlySpan<int> s) => s.Length; static int M(Slice<int> a, SliceMut<int> b) => Take(a) + Take(b);")]
    [InlineData("static void Both<TSlice>(ForkJoinSection section, TSlice slice, SliceAction<TSlice> body) where TSlice : struct, ILent<TSlice>, allows ref struct => section.Fork(slice, body);")]
    [InlineData("static int M(Mutex<int> m) { m.Use(static (ref int value) => Console.WriteLine(value)); return m.Use(static (ref int value) => ++value); }")]
    [InlineData("static int M(Mutex<int> m) { m.Use(1, static (ref int value, int n) => Check(value == n)); return m.Use(1, static (ref int value, int n) => value += n); }")]
    [InlineData("static int M(Mutex<int> m, ReadOnlySpan<int> more) => m.Use(more, static (ref int value, ReadOnlySpan<int> more) => value += more[0]);")]
    [InlineData("static async Task M(Mutex<int> m) { using MutexLease<int> lease = await m.LockAsync(); await Task.Yield(); lease.Value++; }")]
    [InlineData("static void M(Mutex<int> m, System.Threading.CancellationToken t) { using var a = m.Lock(t); using var b = m.Lock(TimeSpan.Zero); using var c = m.Lock(TimeSpan.Zero, t); }")]
    [InlineData("static int M(int[]? numbers) { var owner = OwnedArray.Take(ref numbers); return owner.Length; }")]
    public void It_compiles(string members)
    {
        Assert.Empty(Snippet.MessagesInMembers(members));
    }

    [Theory]
    [InlineData("section.Fork(static () => { });")]
    [InlineData("Forked<int> r = section.Fork(static () => 1);")]
    [InlineData("section.Fork(7, static n => Console.WriteLine(n));")]
    [InlineData("Forked<int> r = section.Fork(7, static n => n + 1);")]
    [InlineData("section.Fork(section.BorrowMut(data), static s => s.Span.Sort());")]
    [InlineData("section.Fork(section.BorrowMut(data, ..50), Sort);")]
    [InlineData("Forked<long> r = section.Fork(section.Borrow(data), static s => Sum(s));")]
    [InlineData("Forked<long> r = section.Fork(section.Borrow(data), Sum);")]
    [InlineData("section.Fork(section.Borrow(data), 5, static (s, k) => Check(s.Length == k));")]
    [InlineData("Forked<int> r = section.Fork(section.Borrow(data), 5, static (s, k) => s.Length + k);")]
    [InlineData("section.Fork(section.Borrow(data, ..50), section.BorrowMut(data, 50..), static (from, to) => from.Span.CopyTo(to.Span));")]
    [InlineData("Forked<int> r = section.Fork(section.Borrow(data), section.Borrow(data), static (a, b) => a.Length + b.Length);")]
    [InlineData("section.Fork(section.Borrow(data, ..50), section.BorrowMut(data, 50..), 5, static (a, b, k) => b.Span.Fill(k));")]
    [InlineData("Forked<int> r = section.Fork(section.Borrow(data), section.Borrow(data), 5, static (a, b, k) => a.Length + k);")]
    [InlineData("section.Fork(section.Borrow(data), section.Borrow(data), section.Borrow(data), static (a, b, c) => Check(a[0] == b[0]));")]
    [InlineData("Forked<int> r = section.Fork(section.Borrow(data), section.Borrow(data), section.Borrow(data), static (a, b, c) => c.Length);")]
    [InlineData("section.Fork(section.Borrow(data), section.Borrow(data), section.Borrow(data), \"k\", static (a, b, c, k) => Check(k == \"\"));")]
    [InlineData("Forked<int> r = section.Fork(section.Borrow(data), section.Borrow(data), section.Borrow(data), 5, static (a, b, c, k) => c.Length + k);")]
    [InlineData("foreach (SliceMut<int> part in section.BorrowMut(data).Chunks(10)) section.Fork(part, static s => s.Span.Sort());")]
    [InlineData("var (left, right) = section.BorrowMut(data).Split(); section.Fork(left, Sort); section.Fork(right, Sort);")]
    [InlineData("section.Fork(section.Borrow(data), static s => { var (l, r) = s.Split(); Fork.Join(l, r, static x => Sum(x)); });")]
    public void Inside_a_section_it_compiles(string statements)
    {
        Assert.Empty(Snippet.MessagesInSection(statements));
    }
}
