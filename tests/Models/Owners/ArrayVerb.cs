namespace ForkJoin.Tests.Models.Owners;

/// <summary>
/// What can be done with owners of arrays, scopes and slices: <c>At</c> is the slot of what does it, <c>To</c> of what comes of it, the
/// number a value, an index or a range. Loans are made in the scope whose slot is the number's remainder.
/// </summary>
internal enum ArrayVerb
{
    Make,
    Read,
    Write,
    ToArray,
    CopyFrom,
    Move,
    IntoArray,
    Drop,
    OpenScope,
    EndScope,
    CopyScope,
    Borrow,
    BorrowMut,
    ReadThroughReader,
    ReadThroughWriter,
    WriteThroughWriter,
    PartOfReader,
    PartOfWriter,
    SplitWriter,
    WriterAsReader,
    ReborrowReader,
    ReborrowWriter,
}

/// <summary>What the number of a step means.</summary>
internal static class Numbers
{
    /// <summary>The arrays' length; indexes and ends of ranges go one beyond what they may.</summary>
    internal const int Length = 6;

    internal static int Index(int number) => number % (Length + 1);

    /// <summary>From and to, in the order in which a range has them; now and then to lies before from.</summary>
    internal static (int From, int To) Range(int number) => (number / 8 % 7, number % 8);

    internal static int Scope(int number) => number % Engine.Programs.Slots;
}
