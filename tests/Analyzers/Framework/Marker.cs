using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ForkJoin.Tests.Analyzers.Framework;

/// <summary>
/// What is expected of a place: written as a comment under it, in the manner of rustc. <c>// ^^^^ FJ0001</c> is a diagnostic whose place
/// is what stands above the carets; after a colon may follow the beginning of its message. <c>// ---- moved here</c>, anywhere, is an
/// additional place of a diagnostic, with its label; where several diagnostics have such places, <c>// ---- FJ0001 moved here</c>.
/// Several marker lines may follow one line of code, and other comments may stand between them. A place of more than one line, or at the beginning of one (where the comment itself
/// stands), is written <c>// ^ FJ0001 @ text</c>: the first occurrence of the text in the line above. So is a label: <c>// -- ends here @ }</c>.
/// </summary>
/// <param name="Id">The rule; empty for a label that does not name one.</param>
/// <param name="Label">Null for the place of a diagnostic itself.</param>
/// <param name="Message">How the message must begin; empty where that is not looked at.</param>
/// <param name="Line">The line of the place, from 0.</param>
/// <param name="Start">Its first column, from 0.</param>
/// <param name="Length">How many columns.</param>
internal sealed partial record Marker(string Id, string? Label, string Message, int Line, int Start, int Length)
{
    /// <summary>All markers of a source, in order.</summary>
    internal static List<Marker> Read(SourceText source)
    {
        var markers = new List<Marker>();
        int code = -1;
        foreach (TextLine line in source.Lines)
        {
            string text = line.ToString();
            Match match = Form().Match(text);
            if (!match.Success)
            {
                if (!text.TrimStart().StartsWith("//", StringComparison.Ordinal))
                    code = line.LineNumber;
                continue;
            }
            Assert.True(code >= 0, $"A marker stands above all code: {text}");
            int start = match.Groups["place"].Index, length = match.Groups["place"].Length;
            if (match.Groups["at"].Success)
            {
                string wanted = match.Groups["at"].Value;
                start = source.Lines[code].ToString().IndexOf(wanted, StringComparison.Ordinal);
                length = wanted.Length;
                Assert.True(start >= 0, $"The line above a marker does not contain '{wanted}': {source.Lines[code]}");
            }
            string? label = match.Groups["place"].Value[0] == '-' ? match.Groups["label"].Value.Trim() : null;
            markers.Add(new(match.Groups["id"].Value, label, match.Groups["message"].Value.Trim(), code, start, length));
        }
        return markers;
    }

    internal static (int Line, int Start, int Length) PlaceOf(Location location)
    {
        FileLinePositionSpan span = location.GetLineSpan();
        LinePosition start = span.StartLinePosition, end = span.EndLinePosition;
        // Of a place of several lines its first counts, to that line's end.
        int length = start.Line == end.Line
            ? end.Character - start.Character
            : location.SourceTree!.GetText().Lines[start.Line].ToString().TrimEnd().Length - start.Character;
        return (start.Line, start.Character, length);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"({Line + 1},{Start + 1}) for {Length}: {Id}{(Label is null ? "" : $" \"{Label}\"")}{(Message.Length == 0 ? "" : $": {Message}")}");

    [GeneratedRegex(@"^\s*//\s*(?<place>\^+|-{2,})\s*(?<id>FJ\d{4})?(\s*@\s*(?<at>.+?)\s*$|\s*:(?<message>.*)|(?<label>[^@]*)(@\s*(?<at>.+?)\s*)?)$")]
    private static partial Regex Form();
}
