namespace Patterns.Parts;

/// <summary>A directory of one's own, that goes with all that is in it.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    internal string FullName { get; } = Directory.CreateTempSubdirectory("forkjoin-").FullName;

    internal string PathOf(string file) => Path.Combine(FullName, file);

    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
