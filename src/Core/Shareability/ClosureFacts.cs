using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ForkJoin.ShareFacts;

/// <summary>
/// What stands in the objects that delegates of one kind are bound to: the variables of a closure, or the object whose method it is. Found once for each type;
/// one that can be unloaded takes it along.
/// </summary>
internal sealed class ClosureFacts
{
    private const string ThisField = "<>4__this";

    private static readonly ConditionalWeakTable<Type, ClosureFacts> s_found = [];

    private readonly List<Variable> _variables = [];
    private readonly ConcurrentDictionary<nint, LambdaCode> _code = new();

    private ClosureFacts(Type type)
    {
        bool isClosure = IsMadeByCompiler(type);
        if (isClosure)
            AddVariables(type, []);
        else
            AddThis(type, [], "this");
        IsStateless = isClosure && TypeFacts.FieldsAreKnown && _variables.Count == 0;
        IsSuspicious = _variables.Exists(static v => v.Declared.Kind is ShareKind.NotShareable or ShareKind.Sendable || KnownTypes.IsFace(v.Declared.Type));
    }

    /// <summary>Whether lambdas of this type capture nothing at all.</summary>
    internal bool IsStateless { get; }

    /// <summary>Whether <see cref="CaptureChecking.Certain"/> could find anything to refuse.</summary>
    internal bool IsSuspicious { get; }

    internal static ClosureFacts Of(Type type) => s_found.GetValue(type, static type => new ClosureFacts(type));

    /// <summary>The code of a lambda of this type; null where it cannot be read, or is a method of the user's, who wrote it as a whole.</summary>
    internal LambdaCode? CodeOf(Delegate body) =>
        IsLambda(body) && TypeFacts.FieldsAreKnown
            && _code.GetOrAdd(body.Method.MethodHandle.Value, static (_, method) => LambdaCode.Read(method), body.Method) is { IsReadable: true } code ? code : null;

    /// <summary>Whether the compiler made the method: a lambda or local function. Yes where methods have no names.</summary>
    internal static bool IsLambda(Delegate body) => !TypeFacts.FieldsAreKnown || LambdaCode.IsMadeByCompiler(body.Method);

    /// <summary>The variables that the code uses, or all of the closure's where there is no code to be read.</summary>
    internal IEnumerable<Variable> Used(LambdaCode? code)
    {
        foreach (Variable variable in _variables)
        {
            // Of the fields of the object around nothing is said without code: its methods are its own.
            if (code is null ? !variable.IsOfThis : variable.Way is [] || code.Uses(variable.Way[^1]))
                yield return variable;
        }
    }

    internal static bool IsMadeByCompiler(Type type) => type.Name.StartsWith('<') && type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private void AddVariables(Type closure, FieldInfo[] way)
    {
        foreach (FieldInfo field in TypeFacts.FieldsOf(closure))
        {
            if (field.Name.StartsWith("<>9", StringComparison.Ordinal))
                continue; // where the compiler keeps a delegate that it has made before
            FieldInfo[] here = [.. way, field];
            if (string.Equals(field.Name, ThisField, StringComparison.Ordinal))
                AddThis(field.FieldType, here, "this");
            else if (IsMadeByCompiler(field.FieldType) && field.FieldType.IsClass)
                AddVariables(field.FieldType, here); // the closure of the block around
            else
                _variables.Add(new Variable(TypeName.OfField(field.Name), here, TypeFacts.Of(field.FieldType), IsOfThis: false));
        }
    }

    private void AddThis(Type type, FieldInfo[] way, string name)
    {
        ShareVerdict verdict = TypeFacts.Of(type);
        _variables.Add(new Variable(name, way, verdict, IsOfThis: false));
        if (verdict.Kind != ShareKind.Unknown)
            return; // its type answers for what is in it
        for (Type? owner = type; owner is not null && owner != typeof(object); owner = owner.BaseType)
        {
            foreach (FieldInfo field in TypeFacts.FieldsOf(owner))
                _variables.Add(new Variable($"{name}.{TypeName.OfField(field.Name)}", [.. way, field], TypeFacts.Of(field.FieldType), IsOfThis: true));
        }
    }

    /// <param name="Name">As the source has it.</param>
    /// <param name="Way">The fields from the delegate's target to the variable; none for the target itself.</param>
    /// <param name="Declared">About its declared type.</param>
    /// <param name="IsOfThis">Whether it is a field of the object around the lambda.</param>
    internal sealed record Variable(string Name, FieldInfo[] Way, ShareVerdict Declared, bool IsOfThis)
    {
        internal object? ValueIn(object target)
        {
            object? value = target;
            foreach (FieldInfo field in Way)
                value = value is null ? null : field.GetValue(value);
            return value;
        }
    }
}
