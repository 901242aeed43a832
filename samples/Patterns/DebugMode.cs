using System.Runtime.CompilerServices;
using ForkJoin;

namespace Patterns;

/// <summary>
/// <b>Debug mode.</b> A refusal always names the two lines that conflict. Where the line of the loan is a helper that everybody calls, that is
/// not enough: with <see cref="BorrowTracingLevel.StackTraces"/> each loan keeps the whole stack of the call that made it.
/// <para>Use it in tests, and in a program that shows a refusal nobody understands. It costs microseconds for each loan.</para>
/// <para>The rule it shows: every refusal says who has what, and since where.</para>
/// </summary>
internal static class DebugMode
{
    internal static void Run()
    {
        Console.WriteLine($"As it is: does the refusal name who called the helper? {RefusalNames(nameof(PrepareReport))}");
        BorrowTracingLevel before = BorrowTracing.Level;
        BorrowTracing.Level = BorrowTracingLevel.StackTraces;
        try
        {
            Console.WriteLine($"In debug mode: {RefusalNames(nameof(PrepareReport))}");
        }
        finally
        {
            BorrowTracing.Level = before;
        }
    }

    private static bool RefusalNames(string method)
    {
        OwnedArray<int> sales = OwnedArray.Of([3, 1, 2], "sales");
        try
        {
            using BorrowScope scope = BorrowScope.Open();
            PrepareReport(sales, scope);
            sales[0] = 4;
            throw new InvalidOperationException("The sales are lent, and could be written.");
        }
        catch (BorrowConflictException refused)
        {
            return refused.Message.Contains(method, StringComparison.Ordinal);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // a call that was inlined is on no stack
    private static void PrepareReport(OwnedArray<int> sales, BorrowScope scope) => LendAll(sales, scope);

    /// <summary>The helper that everybody calls.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LendAll(OwnedArray<int> sales, BorrowScope scope) => scope.Borrow(sales);
}
