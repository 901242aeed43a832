namespace AnalyzerSpeed;

/// <summary>A way to build the generated project.</summary>
internal interface IBuild
{
    /// <summary>For the table.</summary>
    string Name { get; }

    /// <summary>Builds once, all of it, and throws if anything is reported: the project is correct.</summary>
    void Build(bool analyzed);
}
