using System;
using System.Runtime.CompilerServices;
using ForkJoin.ShareFacts;

namespace ForkJoin.Jobs;

/// <summary>
/// The check of what a fork gets besides lent parts: what its body captures, and the state handed to it. It stands where the fork is made,
/// whoever runs it in the end, so that no verdict depends on the schedule. What is certainly clean – a static lambda seen before, a state whose type
/// is shareable – costs a compare or nothing.
/// </summary>
internal static class ForkCaptures
{
    /// <summary>Among so many static lambdas that are not remembered, one takes the place of the one that is.</summary>
    private const int RememberOneIn = 64;

    private const int MostStrict = (int)CaptureChecking.Strict;

    [ThreadStatic]
    private static int t_missed;

    /// <summary>Refuses a body that captures what a fork must not have.</summary>
    /// <exception cref="NotShareableException">It does.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Check<TBody>(TBody body)
        where TBody : Delegate
    {
        if (BorrowChecking.Enabled && !ReferenceEquals(body, Proven<TBody>.Latest))
            CheckOther(body, ref Proven<TBody>.Latest);
    }

    /// <summary>
    /// The same where bodies are taken on trust unless the caller has asked for the utmost: in the overloads that are the BCL's, which refuse nothing.
    /// </summary>
    /// <exception cref="NotShareableException">It does.</exception>
    internal static void CheckIfStrict<TBody>(TBody body)
        where TBody : Delegate
    {
        if (BorrowChecking.Enabled && BorrowChecking.CaptureLevel >= MostStrict)
            Check(body);
    }

    /// <summary>Refuses a right arm that captures what a fork must not have; beside <see cref="Check{TBody}"/> for the left one.</summary>
    /// <exception cref="NotShareableException">It does.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void CheckRight<TBody>(TBody body)
        where TBody : Delegate
    {
        if (BorrowChecking.Enabled && !ReferenceEquals(body, Proven<TBody>.LatestRight))
            CheckOther(body, ref Proven<TBody>.LatestRight);
    }

    /// <summary>Refuses a state that a fork must not be handed.</summary>
    /// <exception cref="NotShareableException">It must not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void CheckState<TState>(TState state, [CallerArgumentExpression(nameof(state))] string argument = "")
    {
        if (BorrowChecking.Enabled && StateFacts<TState>.RefusedFrom <= MostStrict && BorrowChecking.CaptureLevel >= StateFacts<TState>.RefusedFrom)
            RefuseState(state, argument);
    }

    /// <summary>Refuses a state that must not be handed to another thread; whoever hands it over does not wait.</summary>
    /// <exception cref="NotShareableException">It must not.</exception>
    internal static void CheckSent<TState>(TState state, [CallerArgumentExpression(nameof(state))] string argument = "")
    {
        if (BorrowChecking.Enabled && StateFacts<TState>.NotSentFrom <= MostStrict && BorrowChecking.CaptureLevel >= StateFacts<TState>.NotSentFrom)
            RefuseState(state, argument);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CheckOther<TBody>(TBody body, ref TBody? latest)
        where TBody : Delegate
    {
        if (body.HasSingleTarget)
        {
            CleanClosures.Entry entry = body.Target is { } target ? CleanClosures.Look(target) : CleanClosures.Entry.Stateless;
            if (entry == CleanClosures.Entry.Stateless)
            {
                if (latest is null || ++t_missed % RememberOneIn == 0)
                    Remember(body, ref latest);
                return;
            }
            if (entry == CleanClosures.Entry.Clean && BorrowChecking.CaptureLevel == (int)CaptureChecking.Certain)
                return;
        }
        CleanClosures.Check(body);
    }

    /// <summary>One that captures is never remembered, since that would keep what it captures; nor one whose code can be unloaded, since that would keep the code.</summary>
    private static void Remember<TBody>(TBody body, ref TBody? latest)
        where TBody : Delegate
    {
        // A closure that can be unloaded has no entry as stateless; a static method may stand anywhere.
        if (body.Target is not null || !RuntimeFeature.IsDynamicCodeSupported || !body.Method.Module.Assembly.IsCollectible)
            latest = body;
    }

    /// <summary>A delegate may be judged by what it captures itself.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RefuseState<TState>(TState state, string argument) => Captures.RefuseHanded(typeof(TState), state, argument);

    /// <summary>The static lambdas of this type that came last. Whoever writes writes one that is clean, so it does not matter who is first.</summary>
    private static class Proven<TBody>
        where TBody : Delegate
    {
        internal static TBody? Latest;
        internal static TBody? LatestRight;
    }

    /// <summary>From which level on a state of this type is refused; one above the strictest where never. To the JIT a constant.</summary>
    private static class StateFacts<TState>
    {
        internal static readonly int RefusedFrom = TypeFacts.Of(typeof(TState)).Kind switch
        {
            ShareKind.NotShareable => (int)CaptureChecking.Certain,
            ShareKind.Shareable => MostStrict + 1,
            _ => MostStrict,
        };

        internal static readonly int NotSentFrom = TypeFacts.Of(typeof(TState)).Kind switch
        {
            ShareKind.NotShareable => (int)CaptureChecking.Certain,
            ShareKind.Unknown => MostStrict,
            _ => MostStrict + 1,
        };
    }
}
