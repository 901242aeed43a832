using System.Globalization;
using AnalyzerSpeed;

// What the analyzers add to a build: the same project built with and without them, in turns, so that whatever else happens on the machine happens to both.
int files = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1000;
int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 7;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string directory = Directory.CreateTempSubdirectory("forkjoin-").FullName;
try
{
    File.WriteAllText(Path.Combine(directory, "Usings.cs"), GeneratedProject.Usings);
    int lines = 0;
    for (int i = 0; i < files; i++)
    {
        string text = GeneratedProject.File(i);
        lines += text.Count(static c => c == '\n') + 1;
        File.WriteAllText(Path.Combine(directory, $"File{i}.cs"), text);
    }
    Console.WriteLine($"{files} files, {lines} lines, half of the files use the library; {Environment.ProcessorCount} processors; median of {rounds}, in turns");
    Console.WriteLine();
    Console.WriteLine("| build | without, s | with, s | added | range of the pairs |");
    Console.WriteLine("|---|---:|---:|---:|---|");
    foreach (IBuild build in new IBuild[] { new SdkBuild(directory), new CompilerRun(directory, files, isServer: true), new CompilerRun(directory, files, isServer: false) })
    {
        var comparison = new Comparison(rounds);
        comparison.Run(build);
        Console.WriteLine($"| {build.Name} | {comparison.Columns(static build => build.Elapsed)} |");
        Console.WriteLine($"| – the processors' work | {comparison.Columns(static build => build.Worked)} |");
    }
}
finally
{
    Directory.Delete(directory, recursive: true);
}
