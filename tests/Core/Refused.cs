namespace ForkJoin.Tests;

/// <summary>Asserts that a use is refused. Subjects may be ref structs, which a lambda cannot capture.</summary>
internal static class Refused
{
    internal static BorrowConflictException Conflict(Action use) => Throws<BorrowConflictException>(use);

    internal static BorrowConflictException Conflict<T>(T subject, Action<T> use)
        where T : allows ref struct => Throws<BorrowConflictException, T>(subject, use);

    internal static LifetimeExpiredException Expired<T>(T subject, Action<T> use)
        where T : allows ref struct => Throws<LifetimeExpiredException, T>(subject, use);

    internal static MovedException Moved(Action use) => Throws<MovedException>(use);

    internal static TException Throws<TException, T>(T subject, Action<T> use)
        where TException : Exception
        where T : allows ref struct
    {
        Exception? thrown = null;
        try
        {
            use(subject);
        }
        catch (Exception error)
        {
            thrown = error;
        }
        return Assert.IsType<TException>(thrown);
    }

    private static TException Throws<TException>(Action use)
        where TException : Exception => Throws<TException, Action>(use, static act => act());
}
