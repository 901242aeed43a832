extern alias codefixes;

using codefixes::ForkJoin.Analyzers.CodeFixes;

namespace ForkJoin.Tests.Analyzers.CodeFixes;

/// <summary>The attribute that a signature lacks is written where it belongs.</summary>
public sealed class SignatureFixTests
{
    [Fact]
    public void FJ0031_a_source_is_named_beside_the_others() => Check(
        "FJ0031",
        "static class User\n{\n    [return: BorrowsFrom(nameof(a))]\n    static Ref<int> Greater(Ref<int> a, Ref<int> b) => a.Value > b.Value ? a : b;\n}\n",
        "static class User\n{\n    [return: BorrowsFrom(nameof(a), nameof(b))]\n    static Ref<int> Greater(Ref<int> a, Ref<int> b) => a.Value > b.Value ? a : b;\n}\n");

    [Fact]
    public void FJ0031_what_is_stored_is_said() => Check(
        "FJ0031",
        "sealed class Last(Ref<int> first)\n{\n    [BorrowsFrom] private Ref<int> _last = first;\n\n    // The last.\n    public void Set(Ref<int> more) => _last = more;\n\n    public int Read() => _last.Value;\n}\n",
        "sealed class Last(Ref<int> first)\n{\n    [BorrowsFrom] private Ref<int> _last = first;\n\n    // The last.\n    [MayStore(from: nameof(more), into: \"this\")]\n    public void Set(Ref<int> more) => _last = more;\n\n    public int Read() => _last.Value;\n}\n");

    [Fact]
    public void FJ0031_a_local_function_names_its_source() => FixFixture.Check(
        new SignatureFix(), "FJ0031",
        "[return: BorrowsFrom(nameof(a))]\nstatic Ref<int> Second(Ref<int> a, Ref<int> b) => b;\n_ = (Func<Ref<int>, Ref<int>, Ref<int>>)Second;",
        "[return: BorrowsFrom(nameof(a), nameof(b))]\nstatic Ref<int> Second(Ref<int> a, Ref<int> b) => b;\n_ = (Func<Ref<int>, Ref<int>, Ref<int>>)Second;");

    [Fact]
    public void FJ0032_a_result_says_where_it_comes_from() => Check(
        "FJ0032",
        "static class User\n{\n    /// <summary>The same.</summary>\n    internal static Ref<int> Same(Ref<int> @class) => @class;\n}\n",
        "static class User\n{\n    /// <summary>The same.</summary>\n    [return: BorrowsFrom(nameof(@class))]\n    internal static Ref<int> Same(Ref<int> @class) => @class;\n}\n");

    [Fact]
    public void FJ0032_a_parameter_by_reference_says_what_it_may_hold() => Check(
        "FJ0032",
        "static class User\n{\n    static void Exchange(ref Ref<int> current, Ref<int> next) => current = next;\n}\n",
        "static class User\n{\n    [MayStore(from: nameof(next), into: nameof(current))]\n    static void Exchange(ref Ref<int> current, Ref<int> next) => current = next;\n}\n");

    [Fact]
    public void FJ0032_a_function_on_one_line_stays_there() => Check(
        "FJ0032",
        "static class User { internal static Ref<int> Same(Ref<int> a) => a; }\n",
        "static class User { [return: BorrowsFrom(nameof(a))] internal static Ref<int> Same(Ref<int> a) => a; }\n");

    [Fact]
    public void FJ0031_a_source_that_a_constant_names_is_one() => Check(
        "FJ0031",
        "static class User\n{\n    private const string A = \"a\";\n\n    [return: BorrowsFrom(A)]\n    static Ref<int> Greater(Ref<int> a, Ref<int> b) => a.Value > b.Value ? a : b;\n}\n",
        "static class User\n{\n    private const string A = \"a\";\n\n    [return: BorrowsFrom(A, nameof(b))]\n    static Ref<int> Greater(Ref<int> a, Ref<int> b) => a.Value > b.Value ? a : b;\n}\n");

    [Fact]
    public void FJ0032_an_owner_that_is_dropped_is_consumed() => Check(
        "FJ0032",
        "static class User\n{\n    internal static void Drop(\n        // The owner.\n        OwnedArray<int> data) => data.Dispose();\n}\n",
        "static class User\n{\n    internal static void Drop(\n        // The owner.\n        [Consumes] OwnedArray<int> data) => data.Dispose();\n}\n");

    [Theory]
    [InlineData("private readonly Ref<int> _first")]
    [InlineData("public Ref<int> First { get; }")]
    public void FJ0032_a_type_declares_that_it_holds_references(string member)
    {
        string name = member.Contains('_', StringComparison.Ordinal) ? "_first" : "First", end = name == "First" ? "" : ";";
        string Of(string attribute) =>
            $"sealed class Holder\n{{\n    // What is held.\n    {attribute}{member}{end}\n\n    public Holder(Ref<int> first) => {name} = first;\n\n    public int Read() => {name}.Value;\n}}\n";
        Check("FJ0032", Of(""), Of("[BorrowsFrom] "));
    }

    [Fact]
    public void A_namespace_that_is_not_imported_is() => FixFixture.CheckFile(
        new SignatureFix(), "FJ0032",
        "using System;\n\nstatic class User\n{\n    internal static ForkJoin.Ref<int> Same(ForkJoin.Ref<int> a) => a;\n}\n",
        "using System;\nusing ForkJoin;\n\nstatic class User\n{\n    [return: BorrowsFrom(nameof(a))]\n    internal static ForkJoin.Ref<int> Same(ForkJoin.Ref<int> a) => a;\n}\n",
        withUsings: false);

    [Fact]
    public void In_a_file_without_usings_the_name_is_written_in_full() => FixFixture.CheckFile(
        new SignatureFix(), "FJ0032",
        "static class User\n{\n    internal static ForkJoin.Ref<int> Same(ForkJoin.Ref<int> a) => a;\n}\n",
        "static class User\n{\n    [return: ForkJoin.BorrowsFrom(nameof(a))]\n    internal static ForkJoin.Ref<int> Same(ForkJoin.Ref<int> a) => a;\n}\n",
        withUsings: false);

    [Theory]
    // No signature can speak of a static field, nor anybody for a callee that is not here; what waits for a task is not known.
    [InlineData("FJ0032", "static class User\n{\n    static Ref<int> s_last;\n    static void Keep(Ref<int> more) => s_last = more;\n    static int Read() => s_last.Value;\n}\n")]
    [InlineData("FJ0032", "static class User\n{\n    static void Put(System.Collections.Concurrent.ConcurrentBag<Ref<int>> bag, Ref<int> more, OwnedMut<int> data)\n    {\n        using Lifetime life = Lifetime.Open();\n        bag.Add(life.Borrow(data));\n    }\n}\n")]
    [InlineData("FJ0032", "static class User\n{\n    static void Start(Ref<int> more) => _ = System.Threading.Tasks.Task.Run(() => more.Value);\n}\n")]
    // Callers see the signature of an interface, or of a base.
    [InlineData("FJ0032", "interface ISame\n{\n    Ref<int> Same(Ref<int> a);\n}\nsealed class User : ISame\n{\n    public Ref<int> Same(Ref<int> a) => a;\n}\n")]
    [InlineData("FJ0032", "abstract class Base\n{\n    public abstract Ref<int> Same(Ref<int> a);\n}\nsealed class User : Base\n{\n    public override Ref<int> Same(Ref<int> a) => a;\n}\n")]
    // Two fields are declared at once.
    [InlineData("FJ0032", "sealed class Holder\n{\n    private readonly Ref<int> _a, _b;\n    public Holder(Ref<int> a, OwnedMut<int> b) => _a = a;\n    public int Read() => _a.Value + _b.Value;\n}\n")]
    // What is promised is not kept: which of the two is wrong nobody knows.
    [InlineData("FJ0031", "static class User\n{\n    [MayStore(from: nameof(next), into: nameof(current))]\n    static void Exchange([Replaces] ref Ref<int> current, Ref<int> next)\n    {\n        if (next.Value > 0)\n            current = next;\n    }\n}\n")]
    public void Where_no_attribute_alone_is_right_nothing_is_offered(string rule, string source) => FixFixture.CheckNoneInFile(new SignatureFix(), rule, source);

    private static void Check(string rule, string before, string after) => FixFixture.CheckFile(new SignatureFix(), rule, before, after);
}
