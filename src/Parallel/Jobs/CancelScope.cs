using System;
using System.Threading;

namespace ForkJoin.Jobs;

/// <summary>
/// The tokens that can stop the work of a section: its own, and those of the sections around it. Jobs look before they start,
/// joins at each poll; what runs is not interrupted.
/// </summary>
internal sealed class CancelScope(CancelScope? outer, CancellationToken token)
{
    internal bool IsCancelled => token.IsCancellationRequested || outer is { IsCancelled: true };

    /// <summary>The token that was cancelled, the innermost first.</summary>
    internal CancellationToken CancelledToken => token.IsCancellationRequested || outer is null ? token : outer.CancelledToken;

    internal OperationCanceledException Exception() => new(CancelledToken);

    /// <summary>Calls back when any of the tokens is cancelled, or at once if one has been; until the link is cut.</summary>
    internal Link Tell(Action<object?> callback, object state) => new(token.UnsafeRegister(callback, state), outer?.Tell(callback, state));

    /// <summary>Registrations with several tokens.</summary>
    internal sealed class Link(CancellationTokenRegistration own, Link? outer)
    {
        internal void Cut()
        {
            own.Dispose();
            outer?.Cut();
        }
    }

    /// <summary>Whether an exception is no more than this cancellation passing through.</summary>
    internal bool Explains(Exception error) =>
        IsCancelled && error is OperationCanceledException cancelled && cancelled.CancellationToken == CancelledToken;
}
