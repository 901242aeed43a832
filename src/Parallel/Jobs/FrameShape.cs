using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace ForkJoin.Jobs;

/// <summary>
/// Knows the type of a private frame from the number in its head. Numbers are given once for each type and never taken back;
/// to the JIT they are constants.
/// </summary>
internal abstract unsafe class FrameShape
{
    private static readonly Lock s_gate = new();
    private static FrameShape[] s_all = new FrameShape[64];
    private static int s_count;

    /// <summary>The shape of a private frame, from 1; 0 means published.</summary>
    internal int Number { get; }

    private protected FrameShape()
    {
        lock (s_gate)
        {
            int number = s_count + 1;
            if (number == s_all.Length)
            {
                var larger = new FrameShape[number * 2];
                Array.Copy(s_all, larger, number);
                larger[number] = this;
                Volatile.Write(ref s_all, larger);
            }
            else
            {
                s_all[number] = this;
            }
            s_count = number;
            Number = number;
        }
    }

    // SAFETY: the caller holds a live private frame of its own stack, whose Shape was written by the join that made it.
    internal static FrameShape Of(PrivateFrame* frame) => Volatile.Read(ref s_all)[frame->Shape];

    /// <summary>Copies the frame's work into a job and marks the frame as published. Called by the frame's own thread.</summary>
    internal abstract Job Publish(PrivateFrame* frame, Executor owner);
}

/// <summary>The frames of joins whose right arm is of one shape.</summary>
internal sealed unsafe class FrameShape<TShape, TArg, TResult> : FrameShape
    where TShape : struct, IShape<TArg, TResult>
{
    /// <summary>The number to put into a frame's head.</summary>
    internal static readonly int Id = new FrameShape<TShape, TArg, TResult>().Number;

    /// <summary>Where the runtime has put the head inside a frame.</summary>
    private static readonly nint s_headOffset = HeadOffset();

    internal override Job Publish(PrivateFrame* frame, Executor owner)
    {
        Job<TShape, TArg, TResult> job = owner.Rent<TShape, TArg, TResult>();
        // SAFETY: the head belongs to a live JoinFrame<TArg> on this thread's stack: its Shape, which is not 0, was written by the
        // join that made it, and a join does not return before its frame is unlinked. The stack does not move.
        job.Arg = Unsafe.AsRef<JoinFrame<TArg>>((byte*)frame - s_headOffset).Arg;
        frame->Shape = 0;
        return job;
    }

    private static nint HeadOffset()
    {
        JoinFrame<TArg> frame = default;
        // SAFETY: only the distance between two places in one local is measured; nothing is read through either.
        return Unsafe.ByteOffset(ref Unsafe.As<JoinFrame<TArg>, byte>(ref frame), ref Unsafe.As<PrivateFrame, byte>(ref frame.Head));
    }
}
