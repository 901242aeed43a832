namespace ForkJoin.Tests.Processes;

/// <summary>The instruments are made once a process, so what their listeners do then is seen in a process of its own.</summary>
public sealed class ListenerTests
{
    [Fact]
    public void P09_a_listener_that_borrows_and_throws_when_the_instruments_are_made_harms_nobody() =>
        Assert.Equal(["LentForWriting", "Free", "Free", "6"], Child.Run("listeners"));
}
