using System;

namespace ForkJoin.Loops;

/// <summary>What is done with pieces of two sequences in step.</summary>
internal interface IZipPieceBody<TSource, TTarget>
{
    void Invoke(ReadOnlySpan<TSource> source, Span<TTarget> target, int offset);
}

/// <summary>The pieces of two sequences of one length.</summary>
internal readonly struct ZipPieces<TSource, TTarget, TSources, TTargets, TBody>(TSources sources, TTargets targets, TBody body) : IBlock
    where TSources : struct, IElements<TSource>
    where TTargets : struct, IElements<TTarget>
    where TBody : struct, IZipPieceBody<TSource, TTarget>
{
    private readonly TSources _sources = sources;
    private readonly TTargets _targets = targets;
    private readonly TBody _body = body;

    public void Invoke(long start, long end)
    {
        int at = (int)start, length = (int)(end - start);
        _body.Invoke(_sources.Piece(at, length), _targets.Piece(at, length), at);
    }
}

/// <summary>A delegate.</summary>
internal readonly struct ZipAction<TSource, TTarget>(Action<ReadOnlySpan<TSource>, Span<TTarget>, int> body) : IZipPieceBody<TSource, TTarget>
{
    public void Invoke(ReadOnlySpan<TSource> source, Span<TTarget> target, int offset) => body(source, target, offset);
}

/// <summary>A struct body.</summary>
internal readonly struct ZipBody<TSource, TTarget, TBody>(Kept<TBody> body) : IZipPieceBody<TSource, TTarget>
    where TBody : struct, IZipBody<TSource, TTarget>
{
    private readonly Kept<TBody> _body = body;

    public void Invoke(ReadOnlySpan<TSource> source, Span<TTarget> target, int offset) => _body.Either.Invoke(source, target, offset);
}
