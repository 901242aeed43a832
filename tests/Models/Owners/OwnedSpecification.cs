using ForkJoin.Tests.Models.Linearizability;

namespace ForkJoin.Tests.Models.Owners;

internal enum OwnedOperation
{
    TryBorrow,
    TryBorrowMut,
    Get,
    Set,
    EndRead,
    EndWrite,
    State,
    Drop,
}

internal sealed record OwnedCall(OwnedOperation Operation, int Number);

/// <summary>An owner as threads see it who come one after the other. Readers are the bits of a word; −1 writes when nobody does.</summary>
internal readonly record struct OwnedState(int Value, int Readers, int Writer, bool IsGone);

/// <summary>The rules of an owner for several threads (R01, R19, R30): nothing waits, so every answer is about the state alone.</summary>
internal sealed class OwnedSpecification : ISpecification<OwnedState, OwnedCall>
{
    public OwnedState Initial => new(0, Readers: 0, Writer: -1, IsGone: false);

    public bool Allows(OwnedState state, Call<OwnedCall> call, IEnumerable<Call<OwnedCall>> beside, out OwnedState next)
    {
        int reader = 1 << call.Thread;
        bool yes = call.Result == "yes";
        bool isFree = state.Readers == 0 && state.Writer < 0;
        next = call.Operation.Operation switch
        {
            OwnedOperation.TryBorrow when yes => state with { Readers = state.Readers | reader },
            OwnedOperation.TryBorrowMut when yes => state with { Writer = call.Thread },
            OwnedOperation.Set => state with { Value = call.Operation.Number },
            OwnedOperation.EndRead => state with { Readers = state.Readers & ~reader },
            OwnedOperation.EndWrite => state with { Writer = -1 },
            OwnedOperation.Drop when yes => state with { IsGone = true },
            _ => state,
        };
        return call.Operation.Operation switch
        {
            OwnedOperation.TryBorrow => call.Result == Answer(state, state.Writer < 0),
            OwnedOperation.TryBorrowMut => call.Result == Answer(state, isFree),
            OwnedOperation.Get or OwnedOperation.Set => call.Result == $"{state.Value}",
            OwnedOperation.State => call.Result == $"{Seen(state)}",
            OwnedOperation.Drop => yes == (isFree || state.IsGone), // once more does nothing
            _ => true,
        };
    }

    private static string Answer(OwnedState state, bool may) => state.IsGone ? "gone" : may ? "yes" : "no";

    private static OwnerState Seen(OwnedState state) => state.IsGone ? OwnerState.Gone
        : state.Writer >= 0 ? OwnerState.LentForWriting
        : state.Readers != 0 ? OwnerState.LentForReading
        : OwnerState.Free;
}
