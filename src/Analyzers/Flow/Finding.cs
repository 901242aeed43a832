using System;
using System.Collections.Generic;
using ForkJoin.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace ForkJoin.Analyzers.Flow;

/// <summary>What the flow finds; each is one rule.</summary>
internal enum FindingKind : byte
{
    /// <summary>An owner used that may have been moved away or dropped.</summary>
    UseAfterMove,

    /// <summary>An owner accessed directly while it is lent for writing.</summary>
    UseWhileLentForWriting,

    /// <summary>An owner changed, moved or dropped while it is lent.</summary>
    ChangeWhileLent,

    /// <summary>Two loans of one owner, or two arms of one join, that overlap.</summary>
    Conflict,

    /// <summary>The same where that depends on values.</summary>
    PerhapsConflict,

    /// <summary>A handle used of which part is lent on.</summary>
    GivenAway,

    /// <summary>A copy of a slice used whose original was given away.</summary>
    CopyGivenAway,

    /// <summary>A span or reference used although the loan it looks at has ended or is lent on.</summary>
    StaleView,

    /// <summary>A handle used, returned or kept beyond its loan.</summary>
    Outlives,

    /// <summary>A body that does not keep to what its signature says.</summary>
    SignatureBroken,

    /// <summary>Arguments that overlap where the signature wants them apart.</summary>
    NotDistinct,

    /// <summary>What is kept, returned or used up although no signature says so.</summary>
    Silent,
}

/// <summary>One thing that the flow found.</summary>
/// <param name="Kind">Which.</param>
/// <param name="At">The conflicting use.</param>
/// <param name="Name">The owner, or handle, as the source calls it.</param>
/// <param name="Verb">What cannot be done to it; {0} stands for its name where that is not the end.</param>
/// <param name="Reason">Why, to follow "because it".</param>
/// <param name="Help">The one line of help.</param>
/// <param name="Because">The places that explain it.</param>
/// <param name="Missing">The attribute that would make it right; none where no attribute alone does.</param>
/// <param name="From">The parameter that it is to name or to stand on.</param>
/// <param name="Into">The parameter, or field, that keeps it.</param>
/// <param name="Later">What becomes of the loan that is in the way, or is over; null where none is, or it is not seen.</param>
internal sealed record Finding(
    FindingKind Kind, SyntaxNode At, string Name, string Verb, string Reason, string Help, IReadOnlyList<(SyntaxNode Place, string Label)> Because,
    SignatureAttribute Missing = SignatureAttribute.None, string From = "", string Into = "",
    Later? Later = null)
{
    /// <summary>What cannot be done, to follow "cannot".</summary>
    internal string Deed => Verb.IndexOf("{0}", StringComparison.Ordinal) < 0 ? $"{Verb} {Name}" : Verb.Replace("{0}", Name);
}

/// <summary>What becomes of a loan after a conflict with it, or became of it before a use.</summary>
/// <param name="Place">Where it is needed again, or ends.</param>
/// <param name="Label">Which of both.</param>
/// <param name="CanEnd">Whether nothing needs it, and it is the method's to end it before.</param>
internal sealed record Later(Location Place, string Label, bool CanEnd);
