using ForkJoin.Atomics;
using ForkJoin.Waiting;

namespace ForkJoin.Sharing;

/// <summary>
/// Who reads and who writes one cell: the lock of shared references, with its name, the ways to wait for it, and who is in the way.
/// </summary>
internal abstract partial class SharedAccess(string name) : PhaseLock<HardwareSync>, IAwaited
{
    public string Name { get; } = name;

    private protected override void RefuseGone(LoanKind wanted) => SharedThrow.HandleGone(Name, SharedThrow.Verb(wanted));
}
