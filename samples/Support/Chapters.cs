namespace ForkJoin.Samples;

/// <summary>One chapter of a sample: a story that can be run alone.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="About">Its heading.</param>
/// <param name="Run">Its code.</param>
internal sealed record Chapter(string Name, string About, Func<Task> Run)
{
    internal Chapter(string name, string about, Action run) : this(name, about, () => { run(); return Task.CompletedTask; })
    {
    }
}

/// <summary>A program in chapters.</summary>
internal static class Chapters
{
    /// <summary>Runs the chapters that the command line names, all of them if it names none; <c>--list</c> lists them.</summary>
    /// <returns>The exit code: 0, 1 for a chapter that failed, 2 for a name that no chapter has.</returns>
    internal static int Run(string[] args, params IReadOnlyList<Chapter> all)
    {
        if (args is ["--list"])
        {
            foreach (Chapter chapter in all)
                Console.WriteLine($"{chapter.Name}: {chapter.About}");
            return 0;
        }
        if (args.FirstOrDefault(name => all.All(chapter => chapter.Name != name)) is { } unknown)
        {
            Console.Error.WriteLine($"There is no chapter {unknown}. There are: {string.Join(", ", all.Select(static chapter => chapter.Name))}.");
            return 2;
        }
        bool isFirst = true;
        foreach (Chapter chapter in all.Where(chapter => args.Length == 0 || args.Contains(chapter.Name)))
        {
            Console.WriteLine(isFirst ? $"== {chapter.About}" : $"{Environment.NewLine}== {chapter.About}");
            isFirst = false;
            try
            {
                chapter.Run().GetAwaiter().GetResult(); // on this thread, so that each chapter begins where it would alone
            }
            catch (Exception failure) // caught so that every finally has run: an exception that nobody catches ends the process without
            {
                Console.Error.WriteLine($"{chapter.Name} failed: {failure}");
                return 1;
            }
        }
        return 0;
    }
}
