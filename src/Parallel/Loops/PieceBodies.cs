using System;
using System.Runtime.CompilerServices;
using CommunityToolkit.HighPerformance.Helpers;

namespace ForkJoin.Loops;

/// <summary>What is done with elements in a row.</summary>
internal interface IPieceBody<T>
{
    /// <param name="piece">The elements, at least one.</param>
    /// <param name="offset">Where they begin in the whole.</param>
    void Invoke(Span<T> piece, int offset);
}

/// <summary>The pieces of one sequence.</summary>
internal readonly struct Pieces<T, TElements, TBody>(TElements elements, TBody body) : IBlock
    where TElements : struct, IElements<T>
    where TBody : struct, IPieceBody<T>
{
    private readonly TElements _elements = elements;
    private readonly TBody _body = body;

    public void Invoke(long start, long end) => _body.Invoke(_elements.Piece((int)start, (int)(end - start)), (int)start);
}

/// <summary>A delegate that is handed the piece to write.</summary>
internal readonly struct ChunkAction<T>(Action<Span<T>, int> body) : IPieceBody<T>
{
    public void Invoke(Span<T> piece, int offset) => body(piece, offset);
}

/// <summary>A delegate that is handed the piece to read.</summary>
internal readonly struct ReadOnlyChunkAction<T>(Action<ReadOnlySpan<T>, int> body) : IPieceBody<T>
{
    public void Invoke(Span<T> piece, int offset) => body(piece, offset);
}

/// <summary>A struct body that is handed the piece to write.</summary>
internal readonly struct ChunkBody<T, TBody>(Kept<TBody> body) : IPieceBody<T>
    where TBody : struct, IChunkBody<T>
{
    private readonly Kept<TBody> _body = body;

    public void Invoke(Span<T> piece, int offset) => _body.Either.Invoke(piece, offset);
}

/// <summary>A struct body that is handed the piece to read.</summary>
internal readonly struct ReadOnlyChunkBody<T, TBody>(Kept<TBody> body) : IPieceBody<T>
    where TBody : struct, IReadOnlyChunkBody<T>
{
    private readonly Kept<TBody> _body = body;

    public void Invoke(Span<T> piece, int offset) => _body.Either.Invoke(piece, offset);
}

/// <summary>A delegate that is handed each element by reference, and its index.</summary>
internal readonly struct EachRef<T>(RefAction<T> body) : IPieceBody<T>
{
    public void Invoke(Span<T> piece, int offset)
    {
        RefAction<T> run = body;
        for (int i = 0; i < piece.Length; i++)
            run(ref piece[i], offset + i);
    }
}

/// <summary>A struct body that is handed each element.</summary>
internal readonly struct EachElement<T, TAction, TAccess>(Kept<TAction> action) : IPieceBody<T>
    where TAction : struct
    where TAccess : struct, IAccess<T, TAction>
{
    private readonly Kept<TAction> _action = action;

    public void Invoke(Span<T> piece, int offset)
    {
        if (Kept<TAction>.IsCopied)
        {
            TAction own = _action.Copy;
            Run(ref own, piece);
        }
        else
        {
            Run(ref _action.Shared, piece);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run(ref TAction action, Span<T> piece)
    {
        foreach (ref T item in piece)
            TAccess.Invoke(ref action, ref item);
    }
}

/// <summary>How a struct body is handed an element.</summary>
internal interface IAccess<T, TAction>
    where TAction : struct
{
    static abstract void Invoke(ref TAction action, ref T item);
}

/// <summary>To write.</summary>
internal readonly struct ToWrite<T, TAction> : IAccess<T, TAction>
    where TAction : struct, IRefAction<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Invoke(ref TAction action, ref T item) => action.Invoke(ref item);
}

/// <summary>To read.</summary>
internal readonly struct ToRead<T, TAction> : IAccess<T, TAction>
    where TAction : struct, IInAction<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Invoke(ref TAction action, ref T item) => action.Invoke(in item);
}
