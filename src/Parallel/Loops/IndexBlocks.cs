using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using CommunityToolkit.HighPerformance.Helpers;

namespace ForkJoin.Loops;

/* The bodies of loops over indices. Each loop has the body in a local of its own or behind a reference, so that nothing but the body and
   the counter is left of it in machine code; and it stands in its block's caller, since a call for each block cost 2 % of a short loop. */

/// <summary>A delegate over indices of either type.</summary>
internal readonly struct EachIndex<TIndex>(Action<TIndex> body) : IBlock
    where TIndex : struct, IBinaryInteger<TIndex>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(long start, long end)
    {
        Action<TIndex> run = body;
        for (long i = start; i < end; i++)
            run(TIndex.CreateTruncating(i));
    }
}

/// <summary>A struct body over indices, which are the body's own or have to be made from those of the loop.</summary>
/// <param name="body">The body.</param>
/// <param name="calls">How it is called.</param>
internal readonly struct EachCall<TBody, TCalls>(Kept<TBody> body, TCalls calls) : IBlock
    where TBody : struct
    where TCalls : struct, ICalls<TBody>
{
    private readonly Kept<TBody> _body = body;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(long start, long end)
    {
        if (Kept<TBody>.IsCopied)
        {
            TBody own = _body.Copy;
            calls.Invoke(ref own, start, end);
        }
        else
        {
            calls.Invoke(ref _body.Shared, start, end);
        }
    }
}

/// <summary>How a struct body is called for indices in a row.</summary>
internal interface ICalls<TBody>
    where TBody : struct
{
    /// <summary>Calls it for the indices [start, end).</summary>
    void Invoke(ref TBody body, long start, long end);
}

/// <summary>With an int.</summary>
internal readonly struct IntCalls<TAction> : ICalls<TAction>
    where TAction : struct, IAction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(ref TAction body, long start, long end)
    {
        for (int i = (int)start, last = (int)end; i < last; i++)
            body.Invoke(i);
    }
}

/// <summary>With a long.</summary>
internal readonly struct LongCalls<TBody> : ICalls<TBody>
    where TBody : struct, IForBody
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(ref TBody body, long start, long end)
    {
        for (long i = start; i < end; i++)
            body.Invoke(i);
    }
}

/// <summary>With the places of a grid, row by row; the engine counts them through.</summary>
internal readonly struct PlaceCalls<TAction>(int top, int left, long width) : ICalls<TAction>
    where TAction : struct, IAction2D
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(ref TAction body, long start, long end)
    {
        foreach (RowPart part in new RowParts(start, end, width))
        {
            int row = (int)(top + part.Row);
            int stop = (int)(left + part.End);
            for (int i = (int)(left + part.Start); i < stop; i++)
                body.Invoke(row, i);
        }
    }
}
