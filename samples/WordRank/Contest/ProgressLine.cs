using Spectre.Console;

namespace WordRank.Contest;

/// <summary>One line that says what is going on, on a terminal; nothing where the output goes to a file or a pipe.</summary>
internal static class ProgressLine
{
    internal static void While(string task, Action<Action<string>> work)
    {
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            work(static _ => { });
            return;
        }
        // Redrawn only when told something new, between two measurements: a timer would disturb them.
        AnsiConsole.Status().AutoRefresh(false).Start(Markup.Escape(task), context =>
            work(news =>
            {
                context.Status(Markup.Escape($"{task}: {news}"));
                context.Refresh();
            }));
    }
}
