extern alias codefixes;

using codefixes::ForkJoin.Analyzers.CodeFixes;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ForkJoin.Tests.Analyzers.CodeFixes;

/// <summary>A fix does its work in code of every layout, or is not offered.</summary>
public sealed class LayoutTests
{
    private const string Sort = "static s => s.Span.Sort());";

    private static readonly Dictionary<string, (CodeFixProvider Fix, string Rule, string Source)> s_samples = new()
    {
        ["a guard"] = (new UsingFix(), "FJ0014", "var gate = new Mutex<int>(1);\nvar guard = gate.Lock();\nguard.Value++;"),
        ["an array"] = (new TakeFix(), "FJ0006", "int[] raw = [1];\nvar owner = OwnedArray.Of(raw);\nraw[0] = 2;"),
        ["a loop of a block"] = (new LoopVariableFix(), "FJ0023", "Fork.Section(section =>\n{\n    for (int i = 0; i < 3; i++)\n    {\n        section.Fork(() => Console.WriteLine(i));\n    }\n});"),
        ["a loop of a statement"] = (new LoopVariableFix(), "FJ0023", "Fork.Section(section =>\n{\n    for (int i = 0; i < 3; i++)\n        if (i > 1)\n            section.Fork(() => Console.WriteLine(i));\n});"),
        ["a state"] = (new StateFix(), "FJ0023", "Fork.Section(section =>\n{\n    for (int i = 0; i < 3; i++)\n        section.Fork(() =>\n        {\n            Console.WriteLine(i);\n        });\n});"),
        ["several states"] = (new StateFix(), "FJ0020", "int count = 1, more = 2;\nFork.Section(section =>\n{\n    section.Fork(() => Console.WriteLine(count + more));\n    count++;\n});"),
        ["an end"] = (new AfterSectionFix(), "FJ0002", $"Fork.Section(section =>\n{{\n    section.Fork(section.BorrowMut(data), {Sort}\n    if (data[0] > 1)\n    {{\n        Console.WriteLine(1);\n    }}\n}});"),
        ["a loan"] = (new EarlierEndFix(), "FJ0002", "var balance = Own.Mut(1);\nusing var writer = balance.BorrowMut();\nif (writer.Value > 0)\n    writer.Value++;\nConsole.WriteLine(balance.Value);"),
        ["an owner"] = (new FreezeFix(), "FJ0022", "var limit = Own.Mut(3);\nFork.Section(section => section.Fork(() => Console.WriteLine(limit.Value)));\nConsole.WriteLine(limit.Value);"),
        ["an attribute"] = (new RemoveFix(), "FJ0030", "Count(1);\n[return: BorrowsFrom(\"n\")]\nstatic int Count(int n) => n;"),
        ["an attribute of a parameter"] = (new RemoveFix(), "FJ0030", "Count(1);\nstatic int Count([Consumes] int n) => n;"),
        ["a signature"] = (new SignatureFix(), "FJ0031", "_ = (Func<Ref<int>, Ref<int>, Ref<int>>)Second;\n[return: BorrowsFrom(nameof(a))]\nstatic Ref<int> Second(Ref<int> a, Ref<int> b) => b;"),
        ["a slice"] = (new SplitFix(), "FJ0010", $"Fork.Section(section =>\n{{\n    var all = section.BorrowMut(data);\n    section.Fork(all, {Sort}\n    section.Fork(all, {Sort}\n}});"),
        ["a lent array"] = (new SplitFix(), "FJ0004", $"Fork.Section(section =>\n{{\n    section.Fork(section.BorrowMut(data), {Sort}\n    section.Fork(section.BorrowMut(data), {Sort}\n}});"),
    };

    /// <summary>Where a comment stands in what would go, or is written anew, the fix is not offered.</summary>
    private static readonly HashSet<(string Sample, string Layout)> s_none =
    [
        ("a state", "comments around each word"), ("several states", "comments around each word"), ("a lent array", "comments around each word"),
        ("an attribute", "comments around each word"), ("an attribute", "comments around each line"), ("an attribute of a parameter", "comments around each word"),
    ];

    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (string sample in s_samples.Keys)
            {
                foreach (string layout in Layout.All.Keys)
                    all.Add(sample, layout);
            }
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_fix_cures_code_of_any_layout_and_loses_no_comment(string sample, string layout)
    {
        (CodeFixProvider fix, string rule, string source) = s_samples[sample];
        bool isOffered = FixFixture.CheckLayout(fix, rule, Layout.All[layout](FixFixture.Whole(source)));

        Assert.Equal(!s_none.Contains((sample, layout)), isOffered);
    }
}
