using ForkJoin.Analyzers.Flow;
using ForkJoin.Analyzers.Model;
using ForkJoin.Tests.Analyzers.Framework;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>How much work code within code is, in blocks entered: it must not double with each level.</summary>
public sealed class WorkTests
{
    [Theory]
    [InlineData("Fork.Section(s# => { SliceMut<int> t# = s#.BorrowMut(data, #..(# + 1)); t#.Span[0] = 1;", "});")]
    [InlineData("Fork.Section(s# => { using BorrowedMut<int> g# = one.BorrowMut(); g#.Value = 1;", "});")]
    [InlineData("Fork.Section(s# => { foreach (SliceMut<int> t# in s#.BorrowMut(data).Chunks(4)) {", "} });")]
    [InlineData("Fork.Section(s# => { try { n += data[#];", "} catch (System.IO.IOException) { data[#] = 2; } });")]
    [InlineData("if (n == #) Fork.Section(s# => { Slice<int> t# = s#.Borrow(data); n--;", "});")]
    [InlineData("try { n += data[#];", "} finally { data[#] = 2; }")]
    [InlineData("try { n += data[#];", "} catch (System.IO.IOException) { data[#] = 2; }")]
    [InlineData("using (one.Borrow()) {", "}")]
    [InlineData("Parallel.For(0, 10, i# => { while (n > #) { Console.WriteLine(i#); }", "});")]
    public void Twice_as_deep_is_about_twice_the_work(string opening, string closing) => Holds(opening, closing, depth: 4, factor: 2.5);

    [Theory]
    [InlineData("for (int i# = 0; i# < 10; i#++) { data[#] += i#;", "}")]
    [InlineData("for (int i# = 0; i# < 10; i#++) Fork.Section(s# => { SliceMut<int> t# = s#.BorrowMut(data, #..(# + 1)); t#.Span[0] = i#;", "});")]
    [InlineData("while (n > #) Fork.Section(s# => { OwnedArray<int> t# = data.Clone(); n--;", "});")]
    public void Loops_in_loops_are_not_walked_anew_for_each_round_of_all_around_them(string opening, string closing) => Holds(opening, closing, depth: 4, factor: 5);

    [Theory]
    [InlineData("try { n += data[#]; } finally {", "data[#]++; }")]
    [InlineData("OwnedArray<int> d# = data.Clone(); try { n += d#.Move()[0]; } finally {", "d#.Dispose(); }")]
    [InlineData("void F#() { data[#] = n;", "} F#(); F#();")]
    [InlineData("void F#() { OwnedArray<int> d# = data.Clone(); try { n += d#.Move()[0]; } finally { d#.Dispose(); }", "} while (n > #) { n--; F#(); } F#();")]
    public void What_several_ways_lead_to_at_each_level_is_walked_for_each_of_them_until_it_is_enough(string opening, string closing)
    {
        Assert.InRange(Work(Nested(opening, closing, 4)), 0, 1000);
        Assert.InRange(Work(Nested(opening, closing, 16)), 10_000, 20_000);
    }

    [Fact]
    public void Twice_as_many_ways_are_twice_the_work()
    {
        Assert.InRange(Work(Arms(200)) / Work(Arms(100)), 0, 2.1);

        static string Arms(int count) => "using BorrowScope all = BorrowScope.Open(); switch (n) {"
            + string.Concat(Enumerable.Range(0, count).Select(static i => $"case {i}: {{ all.BorrowMut(data, {i}..{i + 1}).Span[0] = 1; using BorrowedMut<int> g = one.BorrowMut(); break; }}")) + "}";
    }

    private static void Holds(string opening, string closing, int depth, double factor) =>
        Assert.InRange(Work(Nested(opening, closing, 2 * depth)) / Work(Nested(opening, closing, depth)), 0, factor);

    private static string Nested(string opening, string closing, int depth) =>
        string.Concat(Enumerable.Range(0, depth).Select(i => opening.Replace("#", $"{i}", StringComparison.Ordinal))) + "Console.WriteLine();"
        + string.Concat(Enumerable.Range(0, depth).Reverse().Select(i => closing.Replace("#", $"{i}", StringComparison.Ordinal)));

    /// <summary>The blocks that are entered to judge some statements.</summary>
    private static double Work(string statements)
    {
        CSharpCompilation compilation = Fixture.Compile($"static class User {{ static void Run(OwnedArray<int> data, OwnedMut<int> one, int n) {{ {statements} }} }}");
        Fixture.RequireNoErrors(compilation);
        SyntaxTree tree = compilation.SyntaxTrees[0];
        SemanticModel model = compilation.GetSemanticModel(tree);
        MethodDeclarationSyntax method = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().First();
        var graph = ControlFlowGraph.Create((IMethodBodyOperation)model.GetOperation(method)!);
        Analysis.Run(graph, model.GetDeclaredSymbol(method), Library.Of(compilation), out int entered, CancellationToken.None);
        Assert.InRange(entered, 1, 20_000); // and not given up
        return entered;
    }
}
