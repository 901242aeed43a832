using System.Runtime.InteropServices;

namespace ForkJoin.Deques;

/// <summary>
/// A word that shares its cache line, and the line that the prefetcher fetches with it, with nothing else: those who write it do
/// not slow down those who write its neighbours.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 192)]
internal struct PaddedLong(long value)
{
    [FieldOffset(64)]
    public long Value = value;
}
