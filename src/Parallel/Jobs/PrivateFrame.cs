using System.Runtime.InteropServices;

namespace ForkJoin.Jobs;

/// <summary>
/// The head of a join's frame on its owner's stack: everything a join that nobody steals ever writes. Frames are linked from the
/// newest to the oldest; only the thread whose stack they stand on reads or writes them. .NET's memory model leaves access to
/// managed references on another thread's stack undefined, so a thief never sees a frame: when somebody is hungry, the owner
/// copies its oldest frame into a heap job (<see cref="FrameShape.Publish"/>) and clears <see cref="Shape"/>.
/// </summary>
internal unsafe struct PrivateFrame
{
    /// <summary>The next older frame, or null.</summary>
    internal PrivateFrame* Older;

    /// <summary>Which <see cref="FrameShape"/> the frame has; 0 once it has been published.</summary>
    internal int Shape;

    /// <summary>1 once a poll has found this join to be the outermost one at work.</summary>
    internal int Asked;
}

/// <summary>A join's frame: the head, and what the right arm will be handed.</summary>
/// <remarks>
/// Both begin with the same two fields of plain data, in sequence. A struct that contains references is laid out by the runtime as
/// it pleases, so the head is a field of its own and its address is taken from that field, never assumed to be the frame's.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal struct JoinFrame<TArg>
{
    internal PrivateFrame Head;
    internal TArg Arg;
}
