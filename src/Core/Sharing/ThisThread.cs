using System;
using System.Runtime.CompilerServices;

namespace ForkJoin.Sharing;

/// <summary>The number of the thread that asks, kept where it is read without a call: the slot of a reader waits for it.</summary>
internal static class ThisThread
{
    [ThreadStatic]
    private static int t_id;

    internal static int Id
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            int id = t_id;
            return id != 0 ? id : Ask();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Ask() => t_id = Environment.CurrentManagedThreadId;
}
