using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace ForkJoin.ShareFacts;

/// <summary>
/// Remembers of which types of closures every lambda passes at <see cref="CaptureChecking.Certain"/>: a table of type handles without a lock. Two types
/// that fall on one place push each other out, and are then judged again.
/// </summary>
/// <remarks>
/// An entry is one word and is written and read whole: either what a type is, or what another one is, which no reader takes for its own. A handle
/// stands for one type as long as the process lives, since types that can be unloaded are not entered.
/// </remarks>
internal static class CleanClosures
{
    private const int Size = 1024;
    private const nint StatelessMark = 1; // handles are addresses of words

    private static readonly nint[] s_entries = new nint[Size];

    /// <summary>What is remembered.</summary>
    internal enum Entry
    {
        /// <summary>Nothing.</summary>
        Unknown,

        /// <summary>Its lambdas capture, and nothing that could be refused.</summary>
        Clean,

        /// <summary>Its lambdas capture nothing.</summary>
        Stateless,
    }

    /// <summary>What is remembered of the type of a delegate's target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Entry Look(object target)
    {
        // Asked for in one go: the JIT then sees that GetType returns no other kind of Type, and calls nothing.
        nint handle = target.GetType().TypeHandle.Value;
        nint entry = Volatile.Read(ref s_entries[Place(handle)]);
        return entry == handle ? Entry.Clean : entry == (handle | StatelessMark) ? Entry.Stateless : Entry.Unknown;
    }

    /// <summary>Judges the body, and remembers the type of its closure where that is clean.</summary>
    /// <exception cref="NotShareableException">It captures what the level in force refuses.</exception>
    internal static void Check(Delegate body)
    {
        var level = (CaptureChecking)BorrowChecking.CaptureLevel;
        if (body.HasSingleTarget && body.Target?.GetType() is { } closure)
        {
            ClosureFacts facts = ClosureFacts.Of(closure);
            if (!closure.IsCollectible && !facts.IsSuspicious)
            {
                nint handle = closure.TypeHandle.Value;
                Volatile.Write(ref s_entries[Place(handle)], facts.IsStateless ? handle | StatelessMark : handle);
            }
            if (facts.IsStateless || (level == CaptureChecking.Certain && !facts.IsSuspicious))
                return;
        }
        Captures.Check(body, level);
    }

    private static int Place(nint handle) => (int)(((nuint)handle >> 3) ^ ((nuint)handle >> 13)) & (Size - 1);
}
