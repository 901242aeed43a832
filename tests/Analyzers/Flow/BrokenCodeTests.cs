using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>Code that does not compile, as it is while it is being typed.</summary>
public sealed class BrokenCodeTests
{
    [Theory]
    [InlineData("void Give() => data.Dispose(); void Give() => data.Move(); Give(); data[0] = 1;")]
    [InlineData("data.Move(; Fork.Section(section => section.Fork(section.BorrowMut(data, ..), s => ));")]
    [InlineData("if (data.TryBorrow(out var x)) x.Value = data[")]
    [InlineData("using var scope = BorrowScope.; scope.Borrow(data, m..)[0]++;")]
    public void Nothing_is_thrown(string statements) =>
        Fixture.Diagnose(Fixture.Compile($"static class User {{ static void Run(OwnedArray<int> data) {{ {statements} }} }}"));
}
