extern alias codefixes;

using codefixes::ForkJoin.Analyzers.CodeFixes;

namespace ForkJoin.Tests.Analyzers.CodeFixes;

/// <summary>What an editor offers to do about a rule.</summary>
public sealed class FixTests
{
    [Fact]
    public void FJ0014_a_guard_is_declared_with_using() => FixFixture.Check(
        new UsingFix(), "FJ0014",
        "var gate = new Mutex<int>(1);\n// Locked from here on.\nvar guard = gate.Lock(); // so\nguard.Value++;",
        "var gate = new Mutex<int>(1);\n// Locked from here on.\nusing var guard = gate.Lock(); // so\nguard.Value++;");

    [Fact]
    public void FJ0014_where_there_is_no_declaration_nothing_is_offered() => FixFixture.CheckNone(new UsingFix(), "FJ0014", "new Mutex<int>(1).Lock().Value = 2;");

    [Fact]
    public void FJ0006_an_array_is_taken_and_its_variable_may_be_null() => FixFixture.Check(
        new TakeFix(), "FJ0006",
        "int[] raw = [1];\nvar owner = OwnedArray.Of(raw);\nraw[0] = 2;",
        "int[]? raw = [1];\nvar owner = OwnedArray.Take(ref raw);\nraw[0] = 2;");

    [Fact]
    public void FJ0006_so_is_any_object() => FixFixture.Check(
        new TakeFix(), "FJ0006",
        "var raw = new List<int>();\nvar owner = Own.Mut(raw, name: \"list\");\nraw.Add(2);",
        "var raw = new List<int>();\nvar owner = Own.TakeMut(ref raw, name: \"list\");\nraw.Add(2);");

    [Theory]
    // No declaration can be one with using in a section of a switch, or between a goto and its label, nor for a variable that gets another guard.
    [InlineData("switch (data.Length)\n{\n    case 1:\n        var guard = gate.Lock();\n        guard.Value++;\n        break;\n}")]
    [InlineData("if (data.Length > 1)\n    goto end;\nvar guard = gate.Lock();\nguard.Value++;\nend:\nConsole.WriteLine();")]
    [InlineData("var guard = gate.Lock();\nguard.Value++;\nguard = gate.Lock();")]
    [InlineData("MutexGuard<int> guard = gate.Lock(), other;\nguard.Value++;")]
    public void FJ0014_where_using_would_not_compile_it_is_not_offered(string statements) => FixFixture.CheckNone(new UsingFix(), "FJ0014", "var gate = new Mutex<int>(1);\n" + statements);

    [Fact]
    public void FJ0014_all_guards_are_declared_with_using_at_once() => FixFixture.CheckAll(
        new UsingFix(), "FJ0014",
        "var gate = new Mutex<int>(1);\nvar other = new Mutex<int>(1);\nvar one = gate.Lock(); var two = other.Lock();\none.Value = two.Value;",
        "var gate = new Mutex<int>(1);\nvar other = new Mutex<int>(1);\nusing var one = gate.Lock(); using var two = other.Lock();\none.Value = two.Value;");

    [Theory]
    [InlineData("foreach (int[] raw in new int[][] { [1] })\n{\n    var owner = OwnedArray.Of(raw);\n    raw[0] = 2;\n}")]
    [InlineData("using var raw = new MemoryStream();\nvar owner = Own.Mut(raw);\nraw.WriteByte(2);")]
    // The other one must not be null.
    [InlineData("int[] raw = [1], other = [2];\nvar owner = OwnedArray.Of(raw);\nraw[0] = other[0];")]
    // It finds null some time, without a word of the compiler.
    [InlineData("int[] raw = [1];\nAction print = () => Console.WriteLine(raw[0]);\nvar owner = OwnedArray.Of(raw);\nraw[0] = 2;\nprint();")]
    // The caller has it still.
    [InlineData("Take([1]);\nstatic void Take(int[] raw)\n{\n    var owner = OwnedArray.Of(raw);\n    raw[0] = 2;\n}")]
    public void FJ0006_what_cannot_be_null_or_has_other_users_is_not_taken(string source) => FixFixture.CheckNone(new TakeFix(), "FJ0006", source);
}
