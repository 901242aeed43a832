using System;
using ForkJoin.ShareFacts;

namespace ForkJoin;

/// <summary>What is known about a type, and which part of it decides.</summary>
/// <example><code>
/// ShareVerdict verdict = Shareability.Of&lt;(string Name, List&lt;int&gt; Hits)&gt;();
/// Console.WriteLine(verdict);   // Readable: (string, List&lt;int&gt;).Item2 (List&lt;int&gt;): whoever changes it must be alone with it
/// </code></example>
public sealed record ShareVerdict
{
    internal ShareVerdict(Type type, ShareKind kind, Type part, string path, string why, string cure)
    {
        Type = type;
        Kind = kind;
        Part = part;
        Path = path;
        Why = why;
        Cure = cure;
    }

    /// <summary>The type in question.</summary>
    public Type Type { get; }

    /// <summary>What threads may do with its values.</summary>
    public ShareKind Kind { get; }

    /// <summary>The type of the part that decides: the type itself, a field's, or a type argument's.</summary>
    public Type Part { get; }

    /// <summary>The way from a value down to the part that decides: <c>.Customer.Tags</c>; a type argument as <c>&lt;T&gt;</c>; empty for the value itself.</summary>
    public string Path { get; }

    /// <summary>Why it is no better, as a clause; empty where all is well.</summary>
    public string Why { get; }

    /// <summary>What to do instead, as a sentence; empty where all is well.</summary>
    public string Cure { get; }

    /// <summary>Whether several threads may use a value at once.</summary>
    public bool IsShareable => Kind == ShareKind.Shareable;

    /// <summary>Whether a value may be handed to another thread that then has it for itself.</summary>
    public bool IsSendable => Kind >= ShareKind.Sendable;

    /// <summary>The verdict in one line.</summary>
    /// <returns>For example <c>Readable: Order.Lines (List&lt;OrderLine&gt;): whoever changes it must be alone with it</c>.</returns>
    public override string ToString() =>
        Why.Length == 0 ? $"{Kind}: {TypeName.Of(Type)}" : $"{Kind}: {Named(TypeName.Of(Type))}: {Why}";

    /// <summary>The part that decides, beginning at what <paramref name="root"/> names, with its type.</summary>
    internal string Named(string root) => $"{root}{Path} ({TypeName.Of(Part)})";

    /// <summary>This verdict, reached through a part of a larger thing.</summary>
    internal ShareVerdict Through(Type whole, string step) => new(whole, Kind, Part, step + Path, Why, Cure);
}
