using ForkJoin.Jobs;
using ForkJoin.Loans;
using ForkJoin.Workers;

namespace ForkJoin.Tests.Faults;

/// <summary>P21: a fault of the scheduler's own ends the process with a message, never in a silent hang.</summary>
public sealed class SchedulerFaultTests
{
    [Theory]
    [InlineData("worker")]
    [InlineData("guest")]
    [InlineData("section")]
    public void P21_a_fault_in_the_scheduler_ends_the_process_with_a_message(string where)
    {
        ChildProcess.Outcome outcome = Child.Run($"fault {where}");
        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Equal(string.Empty, outcome.Output);
        Assert.Contains("ForkJoin: internal fault", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains("planted", outcome.Errors, StringComparison.Ordinal);
    }

    /// <summary>The program of the child.</summary>
    internal static string Plant(string where)
    {
        using var pool = new ForkJoinPool(where == "section" ? 1 : 2);
        using var never = new ManualResetEventSlim();
        pool.Run(() =>
        {
            switch (where)
            {
                case "worker":
                    Worker.Current!.Push(new FaultyJob());
                    break;
                case "guest":
                    Worker.Current!.RunOnFreshStack(new FaultyJob());
                    break;
                default:
                    Fork.Section(static section =>
                    {
                        Forked<int> fork = section.Fork(static () => 1);
                        var own = Worker.Current!.TakeNewest();
                        Worker.Current!.Push(new FaultyJob { Section = own!.Section });
                    });
                    break;
            }
            never.Wait(TimeSpan.FromSeconds(30));
        });
        return "it went on";
    }

    /// <summary>Throws where a job never does: outside the one place that catches the exceptions of bodies.</summary>
    private sealed class FaultyJob : Job
    {
        internal override int KindId { get; } = JobKinds.Next();

        internal override bool BorrowsParts => false;

        internal override void Run(ForkContext fork) => throw new InvalidTimeZoneException("planted");

        internal override void EndLoans(LoanScope scope)
        {
        }
    }
}
