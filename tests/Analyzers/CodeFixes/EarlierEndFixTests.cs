extern alias codefixes;

using codefixes::ForkJoin.Analyzers.CodeFixes;

namespace ForkJoin.Tests.Analyzers.CodeFixes;

/// <summary>A guard or scope that nothing needs any more ends before the use of its owner that it is in the way of.</summary>
public sealed class EarlierEndFixTests
{
    private const string Balance = "var balance = Own.Mut(1);\n";

    private const string Writer = "using var writer = balance.BorrowMut();\nwriter.Value++;\n";

    [Fact]
    public void FJ0002_a_guard_ends_before_its_owner_is_read() => FixFixture.Check(
        new EarlierEndFix(), "FJ0002",
        Balance + "// One more.\nusing var writer = balance.BorrowMut(); // so\nwriter.Value++;\n// And now?\nConsole.WriteLine(balance.Value);\nConsole.WriteLine(1);",
        Balance + "// One more.\nusing (var writer = balance.BorrowMut()) // so\n{\n    writer.Value++;\n}\n// And now?\nConsole.WriteLine(balance.Value);\nConsole.WriteLine(1);");

    [Fact]
    public void FJ0003_a_scope_ends_before_what_it_lends_is_changed() => FixFixture.Check(
        new EarlierEndFix(), "FJ0003",
        "int sum = 0;\nusing BorrowScope scope = BorrowScope.Open();\nSlice<int> slice = scope.Borrow(data);\nforeach (int number in slice.Span)\n    sum += number;\ndata[0] = sum;",
        "int sum = 0;\nusing (BorrowScope scope = BorrowScope.Open())\n{\n    Slice<int> slice = scope.Borrow(data);\n    foreach (int number in slice.Span)\n        sum += number;\n}\ndata[0] = sum;");

    [Fact]
    public void FJ0004_a_guard_ends_before_the_next_loan() => FixFixture.Check(
        new EarlierEndFix(), "FJ0004",
        Balance + Writer + "using var reader = balance.Borrow();\nConsole.WriteLine(reader.Value);",
        Balance + "using (var writer = balance.BorrowMut())\n{\n    writer.Value++;\n}\nusing var reader = balance.Borrow();\nConsole.WriteLine(reader.Value);");

    [Fact]
    public void FJ0002_a_guard_on_one_line_ends_there() => FixFixture.Check(
        new EarlierEndFix(), "FJ0002",
        Balance + "{ using var writer = balance.BorrowMut(); writer.Value++; Console.WriteLine(balance.Value); }",
        Balance + "{ using (var writer = balance.BorrowMut()) { writer.Value++; } Console.WriteLine(balance.Value); }");

    [Fact]
    public void FJ0002_strings_keep_their_lines() => FixFixture.Check(
        new EarlierEndFix(), "FJ0002",
        Balance + "using var writer = balance\n    .BorrowMut();\n/* so */        Console.WriteLine(@\"now\n\" +\n    writer.Value);\nConsole.WriteLine(balance.Value);",
        Balance + "using (var writer = balance\n    .BorrowMut())\n{\n    /* so */        Console.WriteLine(@\"now\n\" +\n        writer.Value);\n}\nConsole.WriteLine(balance.Value);");

    public static TheoryData<string, string> Doubtful => new()
    {
        // The guard is still needed.
        { "FJ0002", Balance + Writer + "Console.WriteLine(balance.Value);\nwriter.Value = 2;" },
        // So is what was declared meanwhile.
        { "FJ0002", Balance + Writer + "int before = writer.Value;\nConsole.WriteLine(balance.Value + before);" },
        // And what was put elsewhere.
        { "FJ0002", "scoped Span<int> span = default;\nusing BorrowScope scope = BorrowScope.Open();\nspan = scope.BorrowMut(data).Span;\nConsole.WriteLine(data[0]);\nConsole.WriteLine(span.Length);" },
        // A lock that is held on would be given up.
        { "FJ0002", Balance + "var gate = new Mutex<int>(1);\nusing var writer = balance.BorrowMut();\nusing var held = gate.Lock();\nConsole.WriteLine(balance.Value);" },
        // Another reader stays.
        { "FJ0003", Balance + "using var one = balance.Borrow();\nConsole.WriteLine(one.Value);\nusing (var two = balance.Borrow())\n{\n    balance.Value = 2;\n}" },
        { "FJ0003", Balance + "var one = balance.Borrow();\nusing var two = balance.Borrow();\nConsole.WriteLine(two.Value);\nbalance.Value = 2;\none.Dispose();" },
        // Which lines the block should have nobody knows.
        { "FJ0002", Balance + "using var writer = balance.BorrowMut(); writer.Value++;\nConsole.WriteLine(balance.Value);" },
        // The label would be out of reach.
        { "FJ0002", Balance + "using var writer = balance.BorrowMut();\nagain: writer.Value++;\nif (writer.Value < 3)\n    goto again;\nConsole.WriteLine(balance.Value);" },
        // There would be nothing in the block.
        { "FJ0002", Balance + "using var writer = balance.BorrowMut();\nConsole.WriteLine(balance.Value);" },
        // It is a block already, and the use stands in it.
        { "FJ0002", Balance + "using (var writer = balance.BorrowMut())\n{\n    writer.Value++;\n    Console.WriteLine(balance.Value);\n}" },
    };

    [Theory]
    [MemberData(nameof(Doubtful))]
    public void A_loan_ends_earlier_only_where_nothing_needs_it_and_no_other_stays(string rule, string source) => FixFixture.CheckNone(new EarlierEndFix(), rule, source);
}
