using ForkJoin.Tests.Models.Engine;
using ForkJoin.Tests.Models.Rules;

namespace ForkJoin.Tests.Models.Schedules;

/// <summary>A model's owner, and its elements.</summary>
internal sealed class ModelWorld
{
    internal const string Name = "data";

    internal int[] Elements { get; } = new int[Interpreter.Length];

    internal Lender Loans { get; } = Lender.Owner(Interpreter.Length);
}

/// <summary>A model's slice; without a loan it is of nothing.</summary>
internal readonly record struct ModelPart(ModelWorld World, Lender? Loan, int From, int To);

/// <summary>
/// The rules of sections (R01, R05, R19, R56), as docs/guide states them: a fork holds what it was handed until it is joined, and a join
/// of two arms lends nothing, but wants them apart where they may write.
/// </summary>
internal readonly struct InModel(ModelWorld world, List<Lender> own, List<Lender?> forks) : ISeries<ModelPart>
{
    public static void Open(Frame<ModelPart> frame)
    {
        var own = new List<Lender>();
        var forks = new List<Lender?>();
        Interpreter.Steps(new InModel((ModelWorld)frame.World, own, forks), frame);
        foreach (Lender? fork in forks)
            fork?.Return();
        foreach (Lender loan in own)
            loan.Return();
    }

    public static int Length(ModelPart part) => part.To - part.From;

    public static bool IsNothing(ModelPart part) => part.Loan is null;

    public static ModelPart Cut(ModelPart part, int from, int to) => part with { From = part.From + from, To = part.From + to };

    public static int Use(ModelPart part, LoanKind kind, int index, int number)
    {
        Check(part, kind);
        if (index >= Length(part))
            throw new RefusedException(new(nameof(IndexOutOfRangeException)));
        int[] elements = part.World.Elements;
        return kind == LoanKind.Write ? elements[part.From + index] = number : elements[part.From + index];
    }

    public static void JoinBoth(LoanKind kind, ModelPart left, ModelPart right, Action<ModelPart> leftBody, Action<ModelPart> rightBody)
    {
        Check(left, kind);
        Check(right, kind);
        if (kind == LoanKind.Write && Math.Max(left.From, right.From) < Math.Min(left.To, right.To))
            Refuse(LoanKind.Write);
        leftBody(left);
        rightBody(right);
    }

    public ModelPart Borrow(LoanKind kind, int from, int to)
    {
        if (world.Loans.Forbids(kind, from, to) != InTheWay.Unsaid)
            Refuse(kind);
        return new ModelPart(world, Kept(world.Loans.Lend(kind, from, to)), from, to);
    }

    public ModelPart Reborrow(LoanKind kind, ModelPart part)
    {
        Check(part, kind);
        return part.Loan is null ? part : part with { Loan = Kept(part.Loan.Lend(kind, part.From, part.To)) };
    }

    public int UseOwner(LoanKind kind, int index, int number)
    {
        if (world.Loans.ForbidsAccess(kind) != InTheWay.Unsaid)
            Refuse(kind);
        return kind == LoanKind.Write ? world.Elements[index] = number : world.Elements[index];
    }

    public void Fork(LoanKind kind, ModelPart part, Action<ModelPart> body)
    {
        Check(part, kind);
        Lender lent = part.Loan!.Lend(kind, part.From, part.To);
        forks.Add(lent);
        body(part with { Loan = lent });
    }

    public void Join(int fork)
    {
        if (forks.Count == 0)
            return;
        int at = fork % forks.Count;
        if (forks[at] is not { } lent)
            throw new RefusedException(Outcome.Expired);
        lent.Return();
        forks[at] = null;
    }

    private static void Check(ModelPart part, LoanKind kind)
    {
        if (part.Loan is { } loan && loan.Forbids(kind, part.From, part.To) != InTheWay.Unsaid)
            Refuse(kind);
    }

    private static void Refuse(LoanKind kind) => throw new RefusedException(Outcome.Conflict(ModelWorld.Name, kind, InTheWay.Unsaid));

    private Lender Kept(Lender loan)
    {
        own.Add(loan);
        return loan;
    }
}
