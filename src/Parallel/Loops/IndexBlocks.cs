using System;
using System.Runtime.CompilerServices;
using CommunityToolkit.HighPerformance.Helpers;

namespace ForkJoin.Loops;

/* The bodies of loops over indices. Each loop stands in a method without a handler and has the body in a local of its own or behind a
   reference, so that nothing but the body and the counter is left of it in machine code. */

/// <summary>A struct body over int.</summary>
internal readonly struct EachAction<TAction>(Kept<TAction> action) : IBlock
    where TAction : struct, IAction
{
    private readonly Kept<TAction> _action = action;

    public void Invoke(long start, long end)
    {
        if (Kept<TAction>.IsCopied)
        {
            TAction own = _action.Copy;
            Run(ref own, (int)start, (int)end);
        }
        else
        {
            Run(ref _action.Shared, (int)start, (int)end);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run(ref TAction action, int start, int end)
    {
        for (int i = start; i < end; i++)
            action.Invoke(i);
    }
}

/// <summary>A struct body over long.</summary>
internal readonly struct EachForBody<TBody>(Kept<TBody> body) : IBlock
    where TBody : struct, IForBody
{
    private readonly Kept<TBody> _body = body;

    public void Invoke(long start, long end)
    {
        if (Kept<TBody>.IsCopied)
        {
            TBody own = _body.Copy;
            Run(ref own, start, end);
        }
        else
        {
            Run(ref _body.Shared, start, end);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run(ref TBody body, long start, long end)
    {
        for (long i = start; i < end; i++)
            body.Invoke(i);
    }
}

/// <summary>A struct body over the places of a grid, row by row; the engine counts them through.</summary>
internal readonly struct EachAction2D<TAction>(Kept<TAction> action, int top, int left, long width) : IBlock
    where TAction : struct, IAction2D
{
    private readonly Kept<TAction> _action = action;

    public void Invoke(long start, long end)
    {
        if (Kept<TAction>.IsCopied)
        {
            TAction own = _action.Copy;
            Run(ref own, start, end);
        }
        else
        {
            Run(ref _action.Shared, start, end);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Run(ref TAction action, long start, long end)
    {
        foreach (RowPart part in new RowParts(start, end, width))
        {
            int row = (int)(top + part.Row);
            int stop = (int)(left + part.End);
            for (int i = (int)(left + part.Start); i < stop; i++)
                action.Invoke(row, i);
        }
    }
}

/// <summary>A delegate over int.</summary>
internal readonly struct EachInt(Action<int> body) : IBlock
{
    public void Invoke(long start, long end)
    {
        Action<int> run = body;
        for (int i = (int)start, last = (int)end; i < last; i++)
            run(i);
    }
}

/// <summary>A delegate over long.</summary>
internal readonly struct EachLong(Action<long> body) : IBlock
{
    public void Invoke(long start, long end)
    {
        Action<long> run = body;
        for (long i = start; i < end; i++)
            run(i);
    }
}
