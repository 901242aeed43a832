namespace ForkJoin.Tests.Models.DropIn;

/// <summary>
/// What must hold of every call, whatever the schedule; both libraries are held to it. It is judged by what the bodies did,
/// not by what they were meant to do: which of them came to run is the schedule's.
/// </summary>
internal static class LoopRules
{
    internal static List<string> Broken(LoopProgram program, LoopRun run, bool isBcl)
    {
        List<string> wrong = [.. run.Wrong];
        long length = Math.Max(0, program.To - program.From);
        if (program is { Extent: Extent.Everything })
            length = long.MaxValue;

        // No iteration twice, none that is not of the range, no more at one time than the degree.
        if (run.Ran.Distinct().Count() != run.Ran.Count)
            wrong.Add("an iteration ran twice");
        if (program.Extent != Extent.Everything && run.Ran.Exists(at => at < 0 || at >= length))
            wrong.Add("an iteration ran that is not of the range");
        if (program.Degree > 0 && run.Most > program.Degree)
            wrong.Add($"{run.Most} at one time");

        Surfaces(program, run, isBcl, wrong);
        if (program.Form != LoopForm.Invoke)
            Ends(program, run, length, wrong);
        else if (!run.IsCancelled && run.Ran.Count != length)
            wrong.Add($"{run.Ran.Count} actions of {length} ran");

        // Each local that was made is ended, and none counts an iteration that another counts too.
        if (program.HasLocal && run.Inits >= 0)
        {
            if (run.Inits != run.Finals)
                wrong.Add($"{run.Inits} locals were made and {run.Finals} ended");
            if (run.Counted != run.ToCount)
                wrong.Add($"the locals counted {run.Counted} iterations of {run.ToCount}");
        }
        return wrong;
    }

    /// <summary>Everything thrown surfaces together; a cancellation does if nothing else has been thrown than it.</summary>
    private static void Surfaces(LoopProgram program, LoopRun run, bool isBcl, List<string> wrong)
    {
        bool onlyCancelled = run.IsCancelled && run.Thrown.TrueForAll(run.IsOfToken);
        if (program.IsCancelledBefore && run.Ran.Count == 0)
            return; // nothing has happened: compared with the other library
        if (onlyCancelled)
        {
            bool mayEndWell = isBcl && program.Form == LoopForm.Invoke && run.Thrown.Count == 0; // of its tasks all had started
            if (!(run.Error is not null && run.IsOfToken(run.Error)) && !(mayEndWell && run.Error is null))
                wrong.Add($"cancelled, but {run.Words(run.Error)} surfaces");
        }
        else if (run.Thrown.Count == 0)
        {
            if (run.Error is not null)
                wrong.Add($"nothing was thrown, but {run.Words(run.Error)} surfaces");
        }
        else
        {
            List<Exception> surfaced = [.. (run.Error as AggregateException)?.InnerExceptions ?? []];
            foreach (Exception error in run.Thrown)
            {
                // Where the BCL's last action throws too, what its worker's body threw is lost.
                // And of its actions, one that throws the token's cancellation is a cancelled task, for which that one's exception stands.
                if (!surfaced.Remove(error) && !(isBcl && (run.FinalThrew || (program.Form == LoopForm.Invoke && run.IsOfToken(error)))))
                    wrong.Add($"{run.Words(error)} was thrown but does not surface");
            }
            if (isBcl && program.Form == LoopForm.Invoke)
                surfaced.RemoveAll(run.IsOfToken); // actions that had not started
            if (surfaced.Count != 0)
                wrong.Add($"{run.Words(surfaced[0])} surfaces but was not thrown");
        }
    }

    /// <summary>A loop that threw nothing has run all, but for what it was told not to.</summary>
    private static void Ends(LoopProgram program, LoopRun run, long length, List<string> wrong)
    {
        if (run.End is not { } end)
            return;
        bool stopped = run.Stops > 0;
        long? lowest = run.Broken.Count > 0 ? run.Broken.Min() : null;
        if (end.IsCompleted != (!stopped && lowest is null))
            wrong.Add($"completed: {end.IsCompleted}");
        if (end.LowestBreak != lowest + program.From)
            wrong.Add($"the lowest break is {end.LowestBreak}, of {lowest} from the start");
        if (!stopped && run.Ran.Count(at => (ulong)at < (ulong)(lowest ?? length)) != (lowest ?? length))
            wrong.Add("an iteration below the lowest break did not run");
    }
}
