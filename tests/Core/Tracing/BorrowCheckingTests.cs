namespace ForkJoin.Tests.Tracing;

/// <summary>On unless switched off. What the switch does is tested in a process of its own: tests/Process.</summary>
public sealed class BorrowCheckingTests
{
    [Trait("Needs", "Checks")]
    [Fact]
    public void R26_checking_is_on_unless_switched_off()
    {
        Assert.True(BorrowChecking.Enabled);
        Assert.Equal("ForkJoin.BorrowChecking", BorrowChecking.SwitchName);
    }
}
