namespace ForkJoin;

/// <summary>What a loan lets its holder do with the lent elements.</summary>
/// <example><code>
/// if (refused.Wanted == LoanKind.Write) Console.WriteLine("somebody still reads what was to be written");
/// </code></example>
public enum LoanKind
{
    /// <summary>To read. Any number of reading loans may overlap.</summary>
    Read,

    /// <summary>To read and write. Overlaps no other loan.</summary>
    Write,
}
