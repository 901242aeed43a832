using System;
using System.Collections.Generic;

namespace ForkJoin.ShareFacts;

/// <summary>What a delegate captures, and whether a fork may have it.</summary>
/// <param name="Variables">What it uses.</param>
/// <param name="TakesLock">Whether its code takes a lock.</param>
internal readonly record struct Captures(List<CapturedVariable> Variables, bool TakesLock)
{
    /// <summary>Delegates that capture delegates that capture delegates are followed so far. (One that captures itself is not followed.)</summary>
    private const int MostNested = 8;

    /// <param name="body">The delegate.</param>
    /// <param name="byValue">Whether captured delegates are judged by what they capture themselves.</param>
    /// <param name="nesting">How many delegates stand around this one.</param>
    internal static Captures Of(Delegate body, bool byValue, int nesting = 0)
    {
        var variables = new List<CapturedVariable>();
        bool takesLock = false;
        foreach (Delegate one in body.HasSingleTarget ? [body] : body.GetInvocationList())
        {
            if (one.Target is not { } target)
                continue;
            ClosureFacts facts = ClosureFacts.Of(target.GetType());
            LambdaCode? code = facts.CodeOf(one.Method);
            takesLock |= code is { TakesLock: true };
            foreach (ClosureFacts.Variable variable in facts.Used(code))
            {
                bool assigned = code is not null && variable.Way is not [] && code.Assigns(variable.Way[^1]);
                variables.Add(new CapturedVariable(variable.Name, VerdictOn(variable, target, byValue, nesting), assigned, variable.IsOfThis));
            }
        }
        return new Captures(variables, takesLock);
    }

    /// <summary>Refuses what the level refuses.</summary>
    /// <exception cref="NotShareableException">Something is refused; nothing has been done.</exception>
    internal static void Check(Delegate body, CaptureChecking level)
    {
        Captures captures = Of(body, byValue: level == CaptureChecking.Strict);
        List<CapturedVariable> refused = captures.Variables.FindAll(variable => captures.Refuses(variable, level));
        if (refused.Count > 0)
            ShareThrow.Captured(refused, level);
    }

    /// <summary>Refuses a state, unless it is a delegate that captures nothing that the strictest level refuses.</summary>
    /// <exception cref="NotShareableException">It is not; nothing has been done.</exception>
    internal static void RefuseHanded(Type declared, object? state, string argument)
    {
        ShareVerdict verdict = state is Delegate body ? VerdictOn(body, TypeFacts.Of(declared), nesting: 0) : TypeFacts.Of(declared);
        if (!verdict.IsShareable)
            ShareThrow.Handed(argument, verdict);
    }

    private bool Refuses(CapturedVariable variable, CaptureChecking level) => variable.Verdict.Kind switch
    {
        ShareKind.NotShareable => true,
        ShareKind.Sendable => level == CaptureChecking.Strict || !TakesLock,
        ShareKind.Shareable => level == CaptureChecking.Strict && variable.IsAssigned,
        _ => level == CaptureChecking.Strict && (variable.IsAssigned || !variable.IsOfThis), // the object around answers for its fields
    };

    private static ShareVerdict VerdictOn(ClosureFacts.Variable variable, object target, bool byValue, int nesting)
    {
        ShareVerdict declared = variable.Declared;
        if (!KnownTypes.IsFace(declared.Type) && !(byValue && typeof(Delegate).IsAssignableFrom(declared.Type)))
            return declared;
        return variable.ValueIn(target) switch
        {
            null => Shareable(declared.Type), // nothing is nobody's
            Delegate inner when ReferenceEquals(inner.Target, target) => Shareable(declared.Type), // what it captures is looked at here
            Delegate inner => nesting == MostNested ? declared : VerdictOn(inner, declared, nesting + 1),
            { } value when KnownTypes.IsSynchronised(value) => Shareable(declared.Type),
            { } value => TypeFacts.Of(value.GetType()),
        };
    }

    /// <summary>A captured delegate is as good as the least of what it captures.</summary>
    private static ShareVerdict VerdictOn(Delegate inner, ShareVerdict declared, int nesting)
    {
        Captures captures = Of(inner, byValue: true, nesting);
        foreach (CapturedVariable variable in captures.Variables)
        {
            if (captures.Refuses(variable, CaptureChecking.Strict))
            {
                return variable.Verdict.Kind == ShareKind.Shareable
                    ? new(declared.Type, ShareKind.Unknown, variable.Verdict.Type, "." + variable.Name, "it is assigned", declared.Cure)
                    : variable.Verdict.Through(declared.Type, "." + variable.Name);
            }
        }
        return Shareable(declared.Type);
    }

    private static ShareVerdict Shareable(Type type) => new(type, ShareKind.Shareable, type, string.Empty, string.Empty, string.Empty);
}
