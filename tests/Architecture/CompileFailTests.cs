namespace ForkJoin.Tests.Architecture;

/// <summary>The first line of defence: what the C# compiler refuses. Each snippet with the error that must come, and the reason.</summary>
public sealed class CompileFailTests
{
    public static TheoryData<string, string, string[]> InSection => new()
    {
        { "a lambda may run when the loan is over", "var s = section.BorrowMut(data); Action a = () => s.Span.Clear();", ["CS8175"] },
        { "another fork would share the loan behind the checker's back", "var s = section.BorrowMut(data); section.Fork(() => s.Span.Clear());", ["CS8175"] },
        { "what stays on a stack is not captured: a span", "Span<int> span = data.ToArray(); section.Fork(() => span.Clear());", ["CS8175"] },
        { "what stays on a stack is not captured: a guard", "var guard = new Mutex<int>(1).Lock(); section.Fork(() => guard.Value++);", ["CS8175"] },
        { "a box would outlive the loan", "object o = section.Borrow(data);", ["CS0029"] },
        { "a box by way of a parameter", "Console.WriteLine((object)section.BorrowMut(data));", ["CS0030"] },
        { "a dynamic value is a box", "dynamic d = section.Borrow(data);", ["CS0029"] },
        { "an array lives on the heap", "var all = new SliceMut<int>[2];", ["CS0611"] },
        { "a list lives on the heap", "var all = new List<Slice<int>>();", ["CS9244"] },
        { "a tuple may live on the heap", "var both = (section.Borrow(data), section.BorrowMut(data));", ["CS9244"] },
        { "what is lent for reading is not written: an element", "section.Borrow(data)[0] = 1;", ["CS8331"] },
        { "what is lent for reading is not written: through the span", "section.Borrow(data).Span[0] = 1;", ["CS8331"] },
        { "what is lent for reading is not written: by reference", "ref int x = ref section.Borrow(data)[0];", ["CS8329"] },
        { "reading rights do not become writing rights", "SliceMut<int> s = section.Borrow(data);", ["CS0029"] },
        { "reading rights do not become a writable span", "Span<int> s = section.Borrow(data);", ["CS0029"] },
        { "nobody makes a slice but an owner's loan", "var s = new SliceMut<int>(default);", ["CS1729"] },
        { "a span's memory belongs to this thread: it is no state of a fork", "Span<int> span = data.ToArray(); section.Fork(span, static s => s.Clear());", ["CS9244"] },
        { "a span passes for no slice", "Span<int> span = data.ToArray(); section.Fork(span, span, static (a, b) => a.Clear());", ["CS0315"] },
        { "a slice beside plain state goes as a slice, not as state", "section.Fork((section.Borrow(data), 1), static s => { });", ["CS0315", "CS9244"] },
        { "an element by reference is no state of a fork", "ref int x = ref section.BorrowMut(data)[0]; section.Fork(() => x++);", ["CS8175"] },
        { "the section's lambda ends with the section: captured by a fork", "section.Fork(() => section.Fork(static () => { }));", ["CS9108"] },
        { "an outer section used inside an inner one", "Fork.Section(inner => section.Fork(static () => { }));", ["CS9108"] },
        { "an outer section borrows nothing inside an inner one", "Fork.Section(inner => { section.Borrow(data); });", ["CS9108"] },
        { "an outer section is no state of an inner one", "Fork.Section(section, static (inner, outer) => { });", ["CS9244"] },
        { "an asynchronous body goes on when its fork is over", "section.Fork(section.BorrowMut(data), static async s => await Task.Yield());", ["CS4012"] },
        { "the section's scope does not leave it either", "BorrowScope s = section.Scope; Action a = () => s.Borrow(data);", ["CS8175"] },
    };

    public static TheoryData<string, string, string[]> InMembers => new()
    {
        { "a field of a class lives on the heap", "class C { Slice<int> kept; }", ["CS8345"] },
        { "a field of a struct may live on the heap", "struct S { SliceMut<int> kept; }", ["CS8345"] },
        { "a static field lives forever", "static SliceMut<int> kept;", ["CS8345"] },
        { "a section is not kept in a class", "class C { ForkJoinSection kept; }", ["CS8345"] },
        { "a scope is not kept in a class", "class C { BorrowScope kept; }", ["CS8345"] },
        { "a fork's context stays on its thread", "class C { ForkContext kept; }", ["CS8345"] },
        {
            "an await may go on when the loan is over",
            "static async Task M() { var scope = BorrowScope.Open(); var s = scope.Borrow(data); await Task.Yield(); _ = s.Length; }", ["CS4007"]
        },
        { "an asynchronous section would go on when it is over", "static void M() => Fork.Section(async section => await Task.Yield());", ["CS4012"] },
        {
            "an iterator goes on when the loan is over",
            "static IEnumerable<int> M() { var scope = BorrowScope.Open(); var s = scope.Borrow(data); yield return s[0]; yield return s[1]; }", ["CS4007"]
        },
        { "a slice handed out of its section", "static void M() { Slice<int> kept = Fork.Section<Slice<int>>(section => section.Borrow(data)); }", ["CS9244"] },
        { "a section handed out of itself", "static void M() => Fork.Section<ForkJoinSection>(section => section);", ["CS9244"] },
        { "a slice stored outside its section", "static void M() { Slice<int> kept = default; Fork.Section(section => { kept = section.Borrow(data); }); }", ["CS8175"] },
        { "a section stored outside itself", "static void M() { ForkJoinSection kept = default; Fork.Section(section => { kept = section; }); }", ["CS8175"] },
        { "a fork's result is no slice", "static void M(Slice<int> x) => Fork.Join<Slice<int>, Slice<int>>(x, x, static s => s);", ["CS9244"] },
        { "a span is no argument of a join", "static void M(Span<int> x) => Fork.Join(x, x, static s => s.Clear());", ["CS9244"] },
        { "a slice is no argument of a struct body over plain state",
            "struct B : IForkBody<Slice<int>, int> { public static int Invoke(Slice<int> x, ForkContext fork) => x.Length; }", ["CS9244"] },
        { "a guard is not kept in a class", "class C { MutexGuard<int> kept; }", ["CS8345"] },
        { "a guard does not cross an await", "static async Task M(Mutex<int> m) { using var guard = m.Lock(); await Task.Yield(); guard.Value++; }", ["CS4007"] },
        { "a guard stays on its thread", "static Action M(Mutex<int> m) { var guard = m.Lock(); return () => guard.Dispose(); }", ["CS8175"] },
        { "a reference to the value of a mutex dies with its guard", "static ref int M(Mutex<int> m) { using var guard = m.Lock(); return ref guard.Value; }", ["CS8168"] },
        { "a reference to the value of a mutex does not leave the block of its guard",
            "static void M(Mutex<int> m, ref int kept) { using (var guard = m.Lock()) { kept = ref guard.Value; } }", ["CS8374"] },
        { "a reference to the value of a lease dies with the lease's variable", "static ref int M(Mutex<int> m) { using var lease = m.LockAsync().Result; return ref lease.Value; }", ["CS8168"] },
        { "a reference to a borrowed value does not leave the block of its guard",
            "static void M(OwnedMut<int> m, ref int kept) { using (var guard = m.BorrowMut()) { kept = ref guard.Value; } }", ["CS8374"] },
        { "a span of a lent array does not leave the block of its guard",
            "static Span<int> M(OwnedMut<int[]> m) { using (var guard = m.BorrowMut()) { return guard.AsSpan(); } }", ["CS8168", "CS8347"] },
        { "what is lent for reading is no span to write", "static void M(Borrowed<int[]> x) { Span<int> s = x.AsSpan(); }", ["CS0029"] },
        { "a reference to a value lent for reading dies with its guard",
            "static ref readonly int M(Owned<int> m) { using var guard = m.Borrow(); return ref guard.Value; }", ["CS8168"] },
        { "what is lent for reading is not written", "static void M(Borrowed<int> x) => x.Value = 1;", ["CS8331"] },
        { "what never changes is not lent for writing", "static void M(Owned<int> x) => x.BorrowMut();", ["CS0411"] },
        { "a read guard stays on its thread", "class C { SharedReadGuard<int> kept; }", ["CS8345"] },
        { "a write guard stays on its thread", "class C { SharedWriteGuard<int> kept; }", ["CS8345"] },
        { "a reference to a shared value dies with its read guard", "static ref readonly int M(SharedRef<int> s) { using var guard = s.Read(); return ref guard.Value; }", ["CS8168"] },
        { "a reference to a shared value does not leave the block of its read guard",
            "static void M(SharedRef<int> s, ref readonly int kept) { using (var guard = s.Read()) { kept = ref guard.Value; } }", ["CS8374"] },
        { "a reference to a shared value dies with its write guard", "static ref int M(SharedRef<int> s) { using var guard = s.Write(); return ref guard.Value; }", ["CS8168"] },
        { "a reference to a shared value does not leave the block of its write guard",
            "static void M(SharedRef<int> s, ref int kept) { using (var guard = s.Write()) { kept = ref guard.Value; } }", ["CS8374"] },
        { "a reference to a shared value dies with the variable of its read lease",
            "static ref readonly int M(SharedRef<int> s) { using var lease = s.ReadAsync().Result; return ref lease.Value; }", ["CS8168"] },
        { "a reference to a shared value dies with the variable of its write lease",
            "static ref int M(SharedRef<int> s) { using var lease = s.WriteAsync().Result; return ref lease.Value; }", ["CS8168"] },
        { "an await may go on when another thread holds the guard",
            "static async Task M(SharedRef<int> shared) { var guard = shared.Read(); await Task.Yield(); _ = guard.Value; }", ["CS4007"] },
        { "nobody else's type passes for a slice", "ref struct Mine : ILent<Mine> { }", ["CS0535"] },
    };

    [Theory]
    [MemberData(nameof(InSection))]
    public void Inside_a_section_it_does_not_compile(string because, string statements, string[] errors)
    {
        Assert.True(errors.SequenceEqual(Snippet.ErrorsInSection(statements)),
            $"Because {because}, {string.Join(' ', errors)} was expected: {string.Join(Environment.NewLine, Snippet.MessagesInSection(statements))}");
    }

    [Theory]
    [MemberData(nameof(InMembers))]
    public void It_does_not_compile(string because, string members, string[] errors)
    {
        Assert.True(errors.SequenceEqual(Snippet.ErrorsInMembers(members)),
            $"Because {because}, {string.Join(' ', errors)} was expected: {string.Join(Environment.NewLine, Snippet.MessagesInMembers(members))}");
    }

    [Theory]
    [InlineData("its guard", "static void M(Owned<int> m) { using var guard = m.BorrowMut(); }", "CS0411")]
    [InlineData("its value", "static void M(Owned<int> m) => m.Value = 1;", "CS0200")]
    [InlineData("what a guard gives", "static void M(Owned<int> m) { using var guard = m.Borrow(); guard.Value = 1; }", "CS8331")]
    [InlineData("what a reference gives", "static void M(Lifetime life, Owned<int> m) => life.Borrow(m).Value = 1;", "CS8331")]
    public void R15_writing_to_an_immutable_owner_does_not_compile(string through, string members, string error) =>
        It_does_not_compile($"an Owned<T> is not written through {through}", members, [error]);
}
