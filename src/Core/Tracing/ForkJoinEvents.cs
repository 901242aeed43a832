using System;
using System.Diagnostics.Tracing;

namespace ForkJoin.Tracing;

/// <summary>The event source <c>ForkJoin</c>, for tools outside the process. Nothing is made up for it while nobody listens.</summary>
[EventSource(Name = "ForkJoin")]
internal sealed class ForkJoinEvents : EventSource
{
    internal static readonly ForkJoinEvents Log = new();

    private ForkJoinEvents()
    {
    }

    /// <summary>Tells of an exception that code of the user's has thrown where it could harm others. Whatever it is, nothing comes of it here.</summary>
    [NonEvent]
    internal static void Tell(Exception failed)
    {
        string message;
        try
        {
            message = failed.Message;
        }
        catch (Exception)
        {
            message = "its message could not be read";
        }
        Log.HandlerFailed(failed.GetType().Name, message);
    }

    [Event(1, Level = EventLevel.Warning)]
    public void Refused(string exception, string owner, string message) => WriteEvent(1, exception, owner, message);

    [Event(2, Level = EventLevel.Informational)]
    public void Waited(string owner, long microseconds) => WriteEvent(2, owner, microseconds);

    [Event(3, Level = EventLevel.Warning)]
    public void LeftBehind(string owner, string loan, string by) => WriteEvent(3, owner, loan, by);

    /// <summary>A handler of <c>LoanLedger.LeftBehind</c> threw. It is told here and nowhere else.</summary>
    [Event(4, Level = EventLevel.Error)]
    public void HandlerFailed(string exception, string message) => WriteEvent(4, exception, message);

    [Event(5, Level = EventLevel.Verbose)]
    public void SectionStart() => WriteEvent(5);

    [Event(6, Level = EventLevel.Verbose)]
    public void SectionStop() => WriteEvent(6);
}
