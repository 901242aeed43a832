using System;

namespace ForkJoin;

/// <summary>
/// Says of a type: its values stay with the thread that made them. A fork that would capture one, or be handed one as its state, is refused with
/// <see cref="NotShareableException"/>. Inherited.
/// </summary>
/// <param name="why">Why, as a clause of the message: <c>"it draws on the thread that made it"</c>.</param>
/// <example><code>
/// [NotShareable("it draws on the thread that made it", Cure = "Hand the picture's data to the fork and draw afterwards.")]
/// sealed class Canvas;
/// </code></example>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Delegate)]
public sealed class NotShareableAttribute(string why) : Attribute
{
    /// <summary>Why, as a clause.</summary>
    public string Why { get; } = why;

    /// <summary>What to do instead, as a sentence; empty unless set.</summary>
    public string Cure { get; init; } = string.Empty;
}
