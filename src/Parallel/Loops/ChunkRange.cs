using ForkJoin.Jobs;
using ForkJoin.Loans;
using ForkJoin.Sections;
using ForkJoin.Workers;

namespace ForkJoin.Loops;

/// <summary>Some chunks of a slice, in a row: runs one, or joins its two halves. Cuts only at multiples of the chunk's size.</summary>
internal readonly struct ChunkRange<TSlice>(LentPart part, int size, SliceAction<TSlice> body) : IShape<ChunkRange<TSlice>, Unit>
    where TSlice : struct, ILent<TSlice>, allows ref struct
{
    private readonly LentPart _part = part;
    private readonly int _size = size;
    private readonly SliceAction<TSlice> _body = body;

    public static bool LooksUpWorker => true;

    internal bool IsEmpty => _part.Width == 0;

    internal bool IsOneChunk => _part.Width <= _size;

    public static Unit Invoke(ChunkRange<TSlice> arg, ForkContext fork)
    {
        if (arg.IsOneChunk)
        {
            arg.RunBody();
            return default;
        }
        (ChunkRange<TSlice> left, ChunkRange<TSlice> right) = arg.Halves();
        JoinCore.Run<ChunkRange<TSlice>, ChunkRange<TSlice>, Unit, ChunkRange<TSlice>, ChunkRange<TSlice>, Unit>(fork, left, right);
        return default;
    }

    public static void EndLoans(in ChunkRange<TSlice> arg, LoanScope scope)
    {
        // The arms of a join borrow nothing of their own.
    }

    /// <summary>Runs the body over the one chunk that this is. What it sets around itself ends with it, as on another thread.</summary>
    internal void RunBody()
    {
        Ambient outside = Ambient.Enter(flowed: null);
        try
        {
            _body(TSlice.From(_part));
        }
        finally
        {
            outside.Restore();
        }
    }

    internal (ChunkRange<TSlice> Left, ChunkRange<TSlice> Right) Halves()
    {
        int chunks = (int)(((long)_part.Width + _size - 1) / _size);
        int middle = chunks / 2 * _size;
        return (
            new(SliceMath.Cut(_part, 0, middle), _size, _body),
            new(SliceMath.Cut(_part, middle, _part.Width - middle), _size, _body));
    }
}
