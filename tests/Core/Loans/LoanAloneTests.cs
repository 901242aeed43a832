using ForkJoin.Loans;
using ForkJoin.Tests.Sharing;
using ForkJoin.Tracing;

namespace ForkJoin.Tests.Loans;

/// <summary>The short way of single values and the gate, used at the same time: one rule, whichever way a loan was made.</summary>
[Trait("Needs", "Checks")]
public sealed class LoanAloneTests
{
    private const int Rounds = 100_000;

    private static readonly SourcePlace s_here = new(nameof(LoanAloneTests), 1);

    /// <summary>How a thread asks: the short way, or by the gate as whoever comes second does.</summary>
    private enum Way
    {
        Short,
        Gate,
    }

    [Theory]
    [InlineData(Way.Short, Way.Short)]
    [InlineData(Way.Short, Way.Gate)]
    [InlineData(Way.Gate, Way.Gate)]
    public void R01_two_writers_never_hold_one_value_whichever_way_they_came(object first, object second)
    {
        OwnedMut<Pair> owner = Own.Mut(default(Pair), "owner");
        int[] granted = Contend(thread =>
        {
            if (!TryLend(owner, (Way)(thread == 0 ? first : second), LoanKind.Write, out LoanNode? loan))
                return false;
            owner.Node.Value.Left++;
            owner.Node.Value.Right++;
            return End(loan!);
        });
        Assert.Equal(granted.Sum(), owner.Value.Left);
        Assert.Equal(granted.Sum(), owner.Value.Right);
    }

    [Theory]
    [InlineData(Way.Short, Way.Gate)]
    [InlineData(Way.Gate, Way.Short)]
    public void R19_a_reader_never_sees_half_of_a_write_whichever_way_they_came(object writer, object reader)
    {
        OwnedMut<Pair> owner = Own.Mut(default(Pair), "owner");
        Contend(thread =>
        {
            (Way way, LoanKind kind) = thread == 0 ? ((Way)writer, LoanKind.Write) : ((Way)reader, LoanKind.Read);
            if (!TryLend(owner, way, kind, out LoanNode? loan))
                return false;
            if (thread == 0)
            {
                owner.Node.Value.Left++;
                owner.Node.Value.Right++;
            }
            else
            {
                Assert.Equal(owner.Node.Value.Left, owner.Node.Value.Right);
            }
            return End(loan!);
        });
        Assert.Equal(owner.Value.Left, owner.Value.Right);
    }

    [Fact]
    public void R19_readers_are_never_in_each_others_way_whichever_way_they_came()
    {
        OwnedMut<int> owner = Own.Mut(7, "owner");
        Contend(thread =>
        {
            Assert.True(TryLend(owner, thread == 0 ? Way.Short : Way.Gate, LoanKind.Read, out LoanNode? loan));
            return End(loan!);
        });
        Assert.Equal(OwnerState.Free, owner.State);
    }

    [Fact]
    public void A_refusal_has_a_reason_who_is_refused_was_in_somebodys_way_who_got_it()
    {
        // Each asks once a round. Where nobody holds the value before, somebody must get it: two that back off for each other would both be refused.
        OwnedMut<int> owner = Own.Mut(0, "owner");
        using var start = new Barrier(2);
        bool[] got = new bool[2];
        Threads.RunAll(2, thread =>
        {
            for (int round = 0; round < Rounds / 20; round++)
            {
                start.SignalAndWait();
                got[thread] = TryLend(owner, thread == 0 ? Way.Short : Way.Gate, LoanKind.Write, out LoanNode? loan);
                start.SignalAndWait();
                if (thread == 0)
                    Assert.True(got[0] ^ got[1], $"round {round}: {got[0]}, {got[1]}");
                if (loan is not null)
                    End(loan);
            }
        });
    }

    [Fact]
    public void A_refusal_has_a_reason_neither_a_loan_that_ended_while_it_was_described_nor_a_claim_is_one()
    {
        OwnedMut<int> owner = Own.Mut(0, "owner");
        bool goesOn = true;
        int claims = 0;
        Action join = Threads.Start(() =>
        {
            while (Volatile.Read(ref goesOn))
            {
                if (TryLendAlone(owner.Node, out LoanNode claimer))
                    claimer.End();
                Volatile.Write(ref claims, claims + 1);
            }
        });
        try
        {
            for (int round = 0; round < 2000; round++)
            {
                Described held = null!;
                held = new Described(() =>
                {
                    held.End();
                    int soFar = Volatile.Read(ref claims);
                    SpinWait.SpinUntil(() => Volatile.Read(ref claims) - soFar > 2, Threads.LongEnough);
                });
                while (!owner.Node.TryLendAlone(held, LoanKind.Write, null, s_here))
                    Thread.Yield();
                var asks = new LoanNode(scope: null);
                asks.Renew(Region.One, LoanKind.Write, fork: 0);
                owner.Node.Lend(asks, null, s_here); // held has ended before anybody could be refused for it
                asks.End();
            }
        }
        finally
        {
            Volatile.Write(ref goesOn, false);
            join();
        }

        static bool TryLendAlone(LoanNode owner, out LoanNode loan)
        {
            loan = new LoanNode(scope: null);
            loan.Renew(Region.One, LoanKind.Read, fork: 0);
            return owner.TryLendAlone(loan, LoanKind.Read, null, s_here);
        }
    }

    [Fact]
    public void R12_a_value_is_moved_or_lent_and_never_both()
    {
        int moved = 0, lent = 0;
        OwnedMut<int> owner = Own.Mut(0, "owner");
        bool goesOn = true;
        using var start = new Barrier(2, _ => goesOn = moved < 500 || lent < 500);
        Threads.RunAll(2, thread =>
        {
            var random = new Random(thread);
            while (true)
            {
                start.SignalAndWait();
                if (!goesOn)
                    return;
                OwnedMut<int> mine = owner;
                start.SignalAndWait();
                Thread.SpinWait(random.Next(100));
                if (thread == 0)
                {
                    try
                    {
                        owner = mine.Move();
                        moved++;
                        Assert.Equal(OwnerState.Gone, mine.State);
                    }
                    catch (BorrowConflictException)
                    {
                        Assert.NotEqual(OwnerState.Gone, mine.State);
                    }
                    continue;
                }
                try
                {
                    using BorrowedMut<int> guard = mine.BorrowMut();
                    lent++;
                    guard.Value++; // of a value that was moved away meanwhile it would be lost
                }
                catch (MovedException)
                {
                    Assert.Equal(OwnerState.Gone, mine.State);
                }
            }
        });
        Assert.Equal(lent, owner.Value);
    }

    [Fact]
    public void R37_a_loan_made_the_short_way_is_named_as_any_other()
    {
        OwnedMut<int> owner = Own.Mut(0, "owner");
        using BorrowedMut<int> guard = owner.BorrowMut();
        BorrowConflictException direct = Refused.Conflict(() => _ = owner.Value), second = Refused.Conflict(() => owner.Borrow()), moved = Refused.Conflict(() => owner.Move());
        Assert.All([direct, second, moved], refused =>
        {
            Assert.Equal(LoanKind.Write, refused.Existing!.Kind);
            Assert.Equal("owner", refused.Existing.Owner);
            Assert.StartsWith("LoanAloneTests.cs:", refused.Existing.MadeAt, StringComparison.Ordinal);
            Assert.StartsWith("a guard on thread ", refused.Existing.Holder, StringComparison.Ordinal);
        });
    }

    private static bool TryLend(OwnedMut<Pair> owner, Way way, LoanKind kind, out LoanNode? loan) => TryLend(owner.Node, way, kind, out loan);

    private static bool TryLend(OwnedMut<int> owner, Way way, LoanKind kind, out LoanNode? loan) => TryLend(owner.Node, way, kind, out loan);

    private static bool TryLend(LoanNode owner, Way way, LoanKind kind, out LoanNode? loan)
    {
        loan = new LoanNode(scope: null);
        loan.Renew(Region.One, kind, fork: 0);
        if ((way == Way.Short && owner.TryLendAlone(loan, kind, null, s_here)) || owner.TryLend(loan, null, s_here))
            return true;
        loan = null;
        return false;
    }

    private static bool End(LoanNode loan) => loan.End();

    /// <summary>Two threads ask again and again, each until both have asked often.</summary>
    /// <returns>How often each was granted what it asked for.</returns>
    private static int[] Contend(Func<int, bool> ask)
    {
        int[] granted = new int[2];
        int done = 0;
        using var start = new Barrier(2);
        Threads.RunAll(2, thread =>
        {
            start.SignalAndWait();
            try
            {
                for (int round = 0; round < Rounds; round++)
                    granted[thread] += ask(thread) ? 1 : 0;
            }
            finally
            {
                Interlocked.Increment(ref done);
            }
            while (Volatile.Read(ref done) < 2)
                granted[thread] += ask(thread) ? 1 : 0;
        });
        Assert.NotEqual(0, granted.Sum());
        return granted;
    }

    private struct Pair
    {
        public long Left;
        public long Right;
    }

    /// <summary>A loan that notices when it is described.</summary>
    private sealed class Described(Action notice) : LoanNode(scope: null)
    {
        private protected override string Holder
        {
            get
            {
                notice();
                return "a test";
            }
        }
    }
}
