using System.Runtime.CompilerServices;
using ForkJoin.Loans;
using ForkJoin.Tracing;

namespace ForkJoin.Jobs;

/// <summary>
/// Loans to forks. A part to write that is handed to a fork becomes a loan of its own under the one it came from, until the fork
/// is joined; meanwhile every other handle that overlaps it is refused. A part to read needs none where what it came from
/// outlives the fork anyway: nothing that could conflict with reading can be lent until then.
/// </summary>
internal static class ForkLoans
{
    /// <summary>Lends a slice to the fork with this number, in a section whose loans are <paramref name="scope"/>.</summary>
    internal static LentPart Lend<TSlice>(TSlice slice, LoanScope scope, int fork, SourcePlace site)
        where TSlice : struct, ILent<TSlice>, allows ref struct
    {
        if (!BorrowChecking.Enabled || slice.Lender is not { } lender)
            return slice.Part;
        Region region = slice.Region;
        if (!lender.IsUndisturbed)
            lender.CheckUse(TSlice.Kind, region);
        if (TSlice.Kind == LoanKind.Read && lender.Kind == LoanKind.Read && lender.Scope!.IsSection)
            return slice.Part;
        return new LentPart(scope.LendToFork(lender, region, TSlice.Kind, fork, site), region.Start, region.Width);
    }

    /// <summary>Ends a loan made by <see cref="Lend"/>; leaves alone a part that was handed on as it was.</summary>
    internal static void End(in LentPart part, LoanScope scope)
    {
        if (BorrowChecking.Enabled && part.Node is { Fork: > 0 } loan && ReferenceEquals(loan.Scope, scope))
            scope.EndFork(loan);
    }

    /// <summary>The check before a join: the slice is usable now. The caller of a join stands still, so this is all it needs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static LentPart Check<TSlice>(TSlice slice)
        where TSlice : struct, ILent<TSlice>, allows ref struct
    {
        LentPart part = slice.Part;
        part.CheckUse(TSlice.Kind);
        return part;
    }

    /// <summary>Two arms of a join may overlap only when both read: a comparison of two ranges.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void CheckApart<TFirst, TSecond>(in LentPart first, in LentPart second)
        where TFirst : struct, ILent<TFirst>, allows ref struct
        where TSecond : struct, ILent<TSecond>, allows ref struct
    {
        if (BorrowChecking.Enabled && (TFirst.Kind == LoanKind.Write || TSecond.Kind == LoanKind.Write) && first.Overlaps(second))
            BorrowThrow.ArgumentsOverlap(
                first.Node?.Name ?? "a slice", Show(first), Show(second));
    }

    private static string Show(in LentPart part) => part.Node?.Show(part.Region) ?? part.Region.ToString();
}
