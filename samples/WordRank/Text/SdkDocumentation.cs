using System.Runtime.InteropServices;

namespace WordRank.Text;

/// <summary>Finds text that is on every machine with a .NET SDK: the XML documentation of the framework's public types.</summary>
internal static class SdkDocumentation
{
    internal static string Folder()
    {
        foreach (string root in PossibleRoots())
        {
            string packs = Path.Combine(root, "packs");
            if (Directory.Exists(packs) && Directory.EnumerateFiles(packs, "*.xml", SearchOption.AllDirectories).Any())
                return packs;
        }
        throw new UsageException("no argument: the .NET SDK's documentation (packs below the dotnet folder) was not found; name text files or folders.");
    }

    private static IEnumerable<string> PossibleRoots()
    {
        // <root>/shared/Microsoft.NETCore.App/<version>/
        yield return Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } configured)
            yield return configured;
        string host = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        foreach (string folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            var file = new FileInfo(Path.Combine(folder, host));
            if (file.Exists && (file.ResolveLinkTarget(returnFinalTarget: true) ?? file) is FileInfo { DirectoryName: { } root })
                yield return root;
        }
    }
}
