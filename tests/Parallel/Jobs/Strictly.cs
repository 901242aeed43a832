namespace ForkJoin.Tests.Jobs;

/// <summary>Runs a test's body at the strictest level, which is process-wide.</summary>
internal static class Strictly
{
    internal static void Run(Action body)
    {
        BorrowChecking.Captures = CaptureChecking.Strict;
        try
        {
            body();
        }
        finally
        {
            BorrowChecking.Captures = CaptureChecking.Certain;
        }
    }
}
