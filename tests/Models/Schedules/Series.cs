using ForkJoin.Jobs;
using ForkJoin.Loans;
using ForkJoin.Tests.Models.Engine;

namespace ForkJoin.Tests.Models.Schedules;

/// <summary>The library's sections, on the workers of the pool around.</summary>
internal readonly ref struct InSection(ForkJoinSection section, OwnedArray<int> owner, List<Forked<int>> forks) : ISeries<LentPart>
{
    private readonly ForkJoinSection _section = section;

    public static void Open(Frame<LentPart> frame) => ForkJoin.Fork.Section(
        frame, static (section, frame) => Interpreter.Steps(new InSection(section, (OwnedArray<int>)frame.World, []), frame));

    public static int Length(LentPart part) => part.Width;

    public static bool IsNothing(LentPart part) => part.Node is null;

    public static LentPart Cut(LentPart part, int from, int to) => Slices.Cut(part, from, to);

    public static int Use(LentPart part, LoanKind kind, int index, int number) => Slices.Use(part, kind, index, number);

    public static void JoinBoth(LoanKind kind, LentPart left, LentPart right, Action<LentPart> leftBody, Action<LentPart> rightBody)
    {
        if (kind == LoanKind.Write)
            ForkJoin.Fork.Join(new SliceMut<int>(left), leftBody, new SliceMut<int>(right), rightBody, static (slice, body) => body(Slices.PartOf(slice)));
        else
            ForkJoin.Fork.Join(new Slice<int>(left), leftBody, new Slice<int>(right), rightBody, static (slice, body) => body(Slices.PartOf(slice)));
    }

    public LentPart Borrow(LoanKind kind, int from, int to) => kind == LoanKind.Write
        ? Slices.PartOf(_section.BorrowMut(owner, from..to, owner.Name))
        : Slices.PartOf(_section.Borrow(owner, from..to, owner.Name));

    public LentPart Reborrow(LoanKind kind, LentPart part) => _section.Scope.Reborrow(part, kind, null, 0);

    public int UseOwner(LoanKind kind, int index, int number) => Slices.UseOwner(owner, kind, index, number);

    public void Fork(LoanKind kind, LentPart part, Action<LentPart> body) => forks.Add(kind == LoanKind.Write
        ? _section.Fork(new SliceMut<int>(part), slice => Run(body, Slices.PartOf(slice)))
        : _section.Fork(new Slice<int>(part), slice => Run(body, Slices.PartOf(slice))));

    public void Join(int fork)
    {
        if (forks.Count > 0)
            forks[fork % forks.Count].Join();
    }

    private static int Run(Action<LentPart> body, LentPart part)
    {
        body(part);
        return 0;
    }
}

/// <summary>The serial elision: a fork is a call that is made at once, and holds what it was handed until it is joined.</summary>
internal readonly struct InElision(OwnedArray<int> owner, LoanScope own, List<LoanScope?> forks) : ISeries<LentPart>
{
    public static void Open(Frame<LentPart> frame)
    {
        var own = new LoanScope(isSection: false);
        var forks = new List<LoanScope?>();
        try
        {
            Interpreter.Steps(new InElision((OwnedArray<int>)frame.World, own, forks), frame);
        }
        finally
        {
            foreach (LoanScope? fork in forks)
                fork?.EndAll();
            own.EndAll();
        }
    }

    public static int Length(LentPart part) => part.Width;

    public static bool IsNothing(LentPart part) => part.Node is null;

    public static LentPart Cut(LentPart part, int from, int to) => Slices.Cut(part, from, to);

    public static int Use(LentPart part, LoanKind kind, int index, int number) => Slices.Use(part, kind, index, number);

    public static void JoinBoth(LoanKind kind, LentPart left, LentPart right, Action<LentPart> leftBody, Action<LentPart> rightBody)
    {
        left.CheckUse(kind);
        right.CheckUse(kind);
        if (kind == LoanKind.Write)
            ForkLoans.CheckApart<SliceMut<int>, SliceMut<int>>(left, right);
        leftBody(left);
        rightBody(right);
    }

    public LentPart Borrow(LoanKind kind, int from, int to) => kind == LoanKind.Write
        ? Slices.PartOf(new BorrowScope(own).BorrowMut(owner, from..to, owner.Name))
        : Slices.PartOf(new BorrowScope(own).Borrow(owner, from..to, owner.Name));

    public LentPart Reborrow(LoanKind kind, LentPart part) => new BorrowScope(own).Reborrow(part, kind, null, 0);

    public int UseOwner(LoanKind kind, int index, int number) => Slices.UseOwner(owner, kind, index, number);

    public void Fork(LoanKind kind, LentPart part, Action<LentPart> body)
    {
        var lent = new LoanScope(isSection: false);
        LentPart given = new BorrowScope(lent).Reborrow(part, kind, null, 0);
        forks.Add(lent);
        body(given);
    }

    public void Join(int fork)
    {
        if (forks.Count == 0)
            return;
        int at = fork % forks.Count;
        if (forks[at] is not { } lent)
            throw new RefusedException(Outcome.Expired); // its result was taken before
        lent.EndAll();
        forks[at] = null;
    }
}

/// <summary>Slices as they are kept in tables, and as they are used.</summary>
internal static class Slices
{
    internal static LentPart PartOf<TSlice>(TSlice slice)
        where TSlice : struct, ILent<TSlice>, allows ref struct => slice.Part;

    internal static LentPart Cut(LentPart part, int from, int to) => PartOf(new Slice<int>(part)[from..to]);

    /// <summary>Reads, or writes the number.</summary>
    internal static int Use(LentPart part, LoanKind kind, int index, int number) =>
        kind == LoanKind.Write ? new SliceMut<int>(part)[index] = number : new Slice<int>(part)[index];

    internal static int UseOwner(OwnedArray<int> owner, LoanKind kind, int index, int number) => kind == LoanKind.Write ? owner[index] = number : owner[index];
}
