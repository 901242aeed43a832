using System.Globalization;
using ForkJoin.Tests.Models.Linearizability;

namespace ForkJoin.Tests.Models.Sharing;

internal enum SharedOperation
{
    TryRead,
    Read,
    TryWrite,
    Write,
    Get,
    Set,
    EndRead,
    EndWrite,
    Clone,
    Upgrade,
    Count,
    Drop,
}

internal sealed record SharedCall(SharedOperation Operation, int Number);

/// <summary>A shared value as threads see it who come one after the other. Readers are the bits of a word; −1 writes when nobody does.</summary>
internal readonly record struct SharedState(int Value, int Handles, int Readers, int Writer);

/// <summary>
/// The rules of shared references for several threads (R32, R33). Two answers of the try forms are not about the state alone, see the README:
/// a reader is sent away when somebody waits to write; and a writer when somebody waits, or is just coming in to read.
/// </summary>
internal sealed class SharedSpecification(int handles) : ISpecification<SharedState, SharedCall>
{
    public SharedState Initial => new(0, handles, Readers: 0, Writer: -1);

    public bool Allows(SharedState state, Call<SharedCall> call, IEnumerable<Call<SharedCall>> beside, out SharedState next)
    {
        int reader = 1 << call.Thread;
        bool yes = call.Result == "yes";
        next = call.Operation.Operation switch
        {
            SharedOperation.Read => state with { Readers = state.Readers | reader },
            SharedOperation.TryRead when yes => state with { Readers = state.Readers | reader },
            SharedOperation.Write => state with { Writer = call.Thread },
            SharedOperation.TryWrite when yes => state with { Writer = call.Thread },
            SharedOperation.Set => state with { Value = call.Operation.Number },
            SharedOperation.EndRead => state with { Readers = state.Readers & ~reader },
            SharedOperation.EndWrite => state with { Writer = -1 },
            SharedOperation.Clone => state with { Handles = state.Handles + 1 },
            SharedOperation.Upgrade when yes => state with { Handles = state.Handles + 1 },
            SharedOperation.Drop => state with { Handles = state.Handles - 1 },
            _ => state,
        };
        return call.Operation.Operation switch
        {
            SharedOperation.Read => MayRead(state),
            SharedOperation.TryRead => yes ? MayRead(state) : !MayRead(state) || Any(beside, static o => o == SharedOperation.Write),
            SharedOperation.Write => MayWrite(state),
            SharedOperation.TryWrite => yes ? MayWrite(state)
                : !MayWrite(state) || Any(beside, static o => o is SharedOperation.Write or SharedOperation.Read or SharedOperation.TryRead),
            SharedOperation.Get => call.Result == Said(state.Value) && ((state.Readers & reader) != 0 || state.Writer == call.Thread),
            SharedOperation.Set => state.Writer == call.Thread,
            SharedOperation.Upgrade => yes == state.Handles > 0,
            SharedOperation.Count => call.Result == Said(state.Handles),
            _ => true,
        };
    }

    private static bool MayRead(SharedState state) => state.Writer < 0;

    private static bool MayWrite(SharedState state) => state.Writer < 0 && state.Readers == 0;

    private static bool Any(IEnumerable<Call<SharedCall>> calls, Predicate<SharedOperation> isIt) => calls.Any(call => isIt(call.Operation.Operation));

    private static string Said(int number) => number.ToString(CultureInfo.InvariantCulture);
}
