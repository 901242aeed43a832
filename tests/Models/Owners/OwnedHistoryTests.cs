using System.Globalization;
using ForkJoin.Tests.Models.Linearizability;

namespace ForkJoin.Tests.Models.Owners;

/// <summary>An owner from which several threads borrow at once: whatever they are told, they could have been told one after the other.</summary>
public sealed class OwnedHistoryTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void R01_R19_R30_what_several_threads_borrow_from_one_owner_is_linearizable(int threads) =>
        Rounds.Run(threads, rounds: 3000 / threads, static () => Own.Mut(0, "value"), Use, new OwnedSpecification());

    /// <summary>Borrows, reads, writes and looks, as chance has it, and rarely drops the owner. Guards end on their threads.</summary>
    private static void Use(OwnedMut<int> owner, int thread, Random random, History<OwnedCall> history)
    {
        Borrowed<int> reading = default;
        BorrowedMut<int> writing = default;
        bool reads = false, writes = false;
        for (int i = 0; i < Rounds.CallsOfEach; i++)
        {
            if (random.Next(3) == 0)
                Thread.Yield();
            Do(Choose(random, reads, writes), (thread * 100) + i, ref reading, ref writing);
        }
        if (reads)
            Do(OwnedOperation.EndRead, 0, ref reading, ref writing);
        if (writes)
            Do(OwnedOperation.EndWrite, 0, ref reading, ref writing);

        void Do(OwnedOperation operation, int number, ref Borrowed<int> reading, ref BorrowedMut<int> writing)
        {
            string result = "";
            long start = history.Now();
            try
            {
                switch (operation)
                {
                    case OwnedOperation.TryBorrow:
                        reads = owner.TryBorrow(out reading);
                        result = Said(reads);
                        break;
                    case OwnedOperation.TryBorrowMut:
                        writes = owner.TryBorrowMut(out writing);
                        result = Said(writes);
                        break;
                    case OwnedOperation.Get:
                        result = Said(writes ? writing.Value : reading.Value);
                        break;
                    case OwnedOperation.Set:
                        result = Said(writing.Replace(number));
                        break;
                    case OwnedOperation.EndRead:
                        reading.Dispose();
                        reads = false;
                        break;
                    case OwnedOperation.EndWrite:
                        writing.Dispose();
                        writes = false;
                        break;
                    case OwnedOperation.State:
                        result = owner.State.ToString();
                        break;
                    default:
                        owner.Dispose();
                        result = Said(true);
                        break;
                }
            }
            catch (MovedException)
            {
                result = "gone";
            }
            catch (BorrowConflictException)
            {
                result = Said(false);
            }
            history.Add(thread, new OwnedCall(operation, number), result, start);
        }
    }

    private static OwnedOperation Choose(Random random, bool reads, bool writes) => random.Next(20) switch
    {
        0 => OwnedOperation.Drop,
        < 4 => OwnedOperation.State,
        < 10 when writes => OwnedOperation.Set,
        < 12 when reads || writes => OwnedOperation.Get,
        _ when writes => OwnedOperation.EndWrite,
        _ when reads => OwnedOperation.EndRead,
        < 13 => OwnedOperation.TryBorrowMut,
        _ => OwnedOperation.TryBorrow,
    };

    private static string Said(bool yes) => yes ? "yes" : "no";

    private static string Said(int number) => number.ToString(CultureInfo.InvariantCulture);
}
