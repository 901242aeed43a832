using System;
using System.Collections.Generic;

namespace ForkJoin.ShareFacts;

/// <summary>What a delegate captures, and whether a fork may have it.</summary>
/// <param name="Variables">What it uses.</param>
/// <param name="MayLock">Whether its code takes a lock, or cannot be read.</param>
internal readonly record struct Captures(List<CapturedVariable> Variables, bool MayLock)
{
    /// <summary>Delegates that capture delegates that capture delegates are followed so far.</summary>
    private const int MostNested = 8;

    /// <param name="body">The delegate.</param>
    /// <param name="byValue">Whether captured delegates are judged by what they capture themselves.</param>
    /// <param name="around">The delegates that led here, each captured by the one before it.</param>
    internal static Captures Of(Delegate body, bool byValue, params ReadOnlySpan<Delegate> around)
    {
        var variables = new List<CapturedVariable>();
        bool mayLock = false;
        foreach (Delegate one in body.HasSingleTarget ? [body] : body.GetInvocationList())
        {
            if (one.Target is not { } target)
                continue;
            ClosureFacts facts = ClosureFacts.Of(target.GetType());
            LambdaCode? code = facts.CodeOf(one);
            mayLock |= code?.TakesLock ?? ClosureFacts.IsLambda(one);
            foreach (ClosureFacts.Variable variable in facts.Used(code))
            {
                bool assigned = code is not null && variable.Way is not [] && code.Assigns(variable.Way[^1]);
                variables.Add(new CapturedVariable(variable.Name, VerdictOn(variable, target, byValue, [.. around, one]), assigned, variable.IsOfThis));
            }
        }
        return new Captures(variables, mayLock);
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
        ShareVerdict verdict = state is Delegate body ? VerdictOn(body, TypeFacts.Of(declared), []) : TypeFacts.Of(declared);
        if (!verdict.IsShareable)
            ShareThrow.Handed(argument, verdict);
    }

    private bool Refuses(CapturedVariable variable, CaptureChecking level) => variable.Verdict.Kind switch
    {
        ShareKind.NotShareable => true,
        ShareKind.Sendable => level == CaptureChecking.Strict || !MayLock,
        ShareKind.Shareable => level == CaptureChecking.Strict && variable.IsAssigned,
        _ => level == CaptureChecking.Strict && (variable.IsAssigned || !variable.IsOfThis), // the object around answers for its fields
    };

    private static ShareVerdict VerdictOn(ClosureFacts.Variable variable, object target, bool byValue, Delegate[] around)
    {
        ShareVerdict declared = variable.Declared;
        if (!KnownTypes.IsFace(declared.Type) && !(byValue && typeof(Delegate).IsAssignableFrom(declared.Type)))
            return declared;
        return variable.ValueIn(target) switch
        {
            null => Shareable(declared.Type), // nothing is nobody's
            Delegate inner when around.AsSpan().Contains(inner) => Shareable(declared.Type), // what it captures is being looked at
            Delegate inner => around.Length > MostNested ? declared : VerdictOn(inner, declared, around),
            { } value when KnownTypes.IsSynchronised(value) => Shareable(declared.Type),
            { } value => TypeFacts.Of(value.GetType()),
        };
    }

    /// <summary>A captured delegate is as good as the least of what it captures.</summary>
    private static ShareVerdict VerdictOn(Delegate inner, ShareVerdict declared, Delegate[] around)
    {
        Captures captures = Of(inner, byValue: true, around);
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
