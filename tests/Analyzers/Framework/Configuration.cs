using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ForkJoin.Tests.Analyzers.Framework;

/// <summary>One line of an <c>.editorconfig</c> that holds for all files.</summary>
internal sealed class Configuration(string option, string setting) : AnalyzerConfigOptionsProvider
{
    private readonly Line _line = new(option, setting);

    public override AnalyzerConfigOptions GlobalOptions => _line;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _line;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _line;

    private sealed class Line(string option, string setting) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value)
        {
            value = KeyComparer.Equals(key, option) ? setting : null!;
            return value is not null;
        }
    }
}
