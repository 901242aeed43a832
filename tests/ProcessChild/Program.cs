using System.Globalization;
using ForkJoin;
using ForkJoin.Tests.ProcessChild;

// Prints one line for each finding; the test compares them. A scenario that fails throws, and the process ends with a stack.
IEnumerable<string> findings = args switch
{
    ["enabled"] => [BorrowChecking.Enabled.ToString()],
    ["conflicts"] => Conflicts.All(),
    ["results"] => Results.All(),
    ["copies"] => Copies.All(),
    ["copies by sight"] => Copies.BySight(),
    ["shared"] => Shared.All(),
    ["shared by sight"] => Shared.BySight(),
    ["hotloops"] => HotLoops.All(),
    ["listeners"] => Listeners.BeforeTheFirstLoan(),
    ["allocations"] => [Allocations.OfLoans().ToString(CultureInfo.InvariantCulture)],
    _ => throw new ArgumentException($"No such scenario: {string.Join(' ', args)}"),
};
foreach (string finding in findings)
    Console.WriteLine(finding);
