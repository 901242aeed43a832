using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ForkJoin.ShareFacts;

/// <summary>
/// The verdicts about types, each found once: what its attributes say, else what is known of the base library, else what follows from its fields.
/// A type that can be unloaded takes its verdict along.
/// </summary>
internal sealed class TypeFacts
{
    private static readonly ConditionalWeakTable<Type, ShareVerdict> s_found = [];

    /// <summary>Those asked about on the way here. A type that contains itself is as good as its other parts.</summary>
    private readonly HashSet<Type> _open = [];

    private bool _assumed;

    /// <summary>Ahead of time compiled code keeps no list of fields that is sure to be whole: there nothing follows from what is not seen.</summary>
    internal static bool FieldsAreKnown => RuntimeFeature.IsDynamicCodeSupported;

    internal static ShareVerdict Of(Type type) => s_found.TryGetValue(type, out ShareVerdict? found) ? found : new TypeFacts().Find(type);

    private ShareVerdict Find(Type type)
    {
        if (s_found.TryGetValue(type, out ShareVerdict? found))
            return found;
        if (!_open.Add(type))
        {
            _assumed = true;
            return Fine(type);
        }
        ShareVerdict verdict = Judge(type);
        _open.Remove(type);
        // What was found on an assumption is sure once the type that it was about has been judged itself.
        if (_open.Count == 0 || !_assumed)
            s_found.TryAdd(type, verdict);
        return verdict;
    }

    private ShareVerdict Judge(Type type)
    {
        if (Stated(type) is { } statement)
            return Apply(type, statement);
        if (type.IsByRefLike)
            return new(type, ShareKind.NotShareable, type, string.Empty, "it stays on the stack of its thread", "Lend a slice to the fork.");
        if (type.IsValueType)
            return OfParts(type, onlyReadonly: false);
        if (type.IsClass && !type.IsPointer && type != typeof(object) && !typeof(Delegate).IsAssignableFrom(type))
            return OfParts(type, onlyReadonly: true);
        return Unsaid(type, typeof(Delegate).IsAssignableFrom(type) ? "what it captures is not known from its type" : "anything may stand behind it");
    }

    private static Statement? Stated(Type type)
    {
        if (type.GetCustomAttribute<NotShareableAttribute>(inherit: true) is { } not)
            return new(ShareKind.NotShareable, default, not.Why, not.Cure);
        if (type.GetCustomAttribute<ShareableAttribute>(inherit: false) is { } shareable)
            return new(ShareKind.Shareable, shareable.Arguments);
        return type.GetCustomAttribute<SendableAttribute>(inherit: false) is not { } sendable
            ? KnownTypes.Find(type)
            : sendable.Readable
                ? new(ShareKind.Readable, sendable.Arguments, "whoever changes it must be alone with it", "Lend it, or put it into a Mutex<T> or SharedRef<T>.")
                : new(ShareKind.Sendable, sendable.Arguments, "one thread at a time uses it", "Hand it over as the fork's state, or put it into a Mutex<T>.");
    }

    private ShareVerdict Apply(Type type, Statement statement)
    {
        var stated = new ShareVerdict(type, statement.Kind, type, string.Empty, statement.Why, statement.Cure);
        if (statement.Arguments == ShareKind.Unknown || statement.Kind == ShareKind.NotShareable)
            return stated;
        ShareVerdict weakest = stated;
        if (type.IsArray)
            Weaken("[]", type.GetElementType()!);
        Type[] arguments = type.IsGenericType ? type.GetGenericArguments() : [];
        for (int i = 0; i < arguments.Length; i++)
            Weaken($"<{type.GetGenericTypeDefinition().GetGenericArguments()[i].Name}>", arguments[i]);
        return weakest;

        void Weaken(string step, Type argument)
        {
            ShareVerdict found = Find(argument);
            if (IsWeaker(found.Kind, statement.Arguments) && IsWeaker(found.Kind, weakest.Kind))
                weakest = found.Through(type, step);
        }
    }

    private ShareVerdict OfParts(Type type, bool onlyReadonly)
    {
        ShareVerdict weakest = Fine(type);
        for (Type? owner = type; owner is not null && owner != typeof(object) && owner != typeof(ValueType); owner = owner.BaseType)
        {
            if (owner != type && Stated(owner) is { Kind: ShareKind.Shareable })
                break;
            foreach (FieldInfo field in FieldsOf(owner))
            {
                string step = "." + TypeName.OfField(field.Name);
                ShareVerdict part = onlyReadonly && !field.IsInitOnly
                    ? new(type, ShareKind.Unknown, field.FieldType, step, "it may be assigned, by whichever thread", Changing)
                    : Find(field.FieldType).Through(type, step);
                if (IsWeaker(part.Kind, weakest.Kind))
                    weakest = part;
            }
        }
        if (weakest.Kind == ShareKind.Shareable)
            return FieldsAreKnown ? weakest : Unsaid(type, "its fields are not known here");
        // What a class does with its fields is its own business: it may take a lock around them.
        return onlyReadonly ? new(type, ShareKind.Unknown, weakest.Part, weakest.Path, weakest.Why, weakest.Cure) : weakest;
    }

    /// <summary>The fields that a type declares itself.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A field that has been trimmed away is used by nobody; where that cannot be told, FieldsAreKnown says so.")]
    internal static FieldInfo[] FieldsOf(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);

    internal static bool IsWeaker(ShareKind one, ShareKind other) => Rank(one) < Rank(other);

    private static int Rank(ShareKind kind) => kind == ShareKind.NotShareable ? -1 : (int)kind;

    private const string Changing = "Make the field readonly, say [Shareable] where the type sees to it, or put it into a Mutex<T> or SharedRef<T>.";

    private static ShareVerdict Fine(Type type) => new(type, ShareKind.Shareable, type, string.Empty, string.Empty, string.Empty);

    private static ShareVerdict Unsaid(Type type, string why) => new(
        type, ShareKind.Unknown, type, string.Empty, why,
        "Say [Shareable] or [Sendable] where the type is that, declare a type that says more, or put it into a Mutex<T> or SharedRef<T>.");
}
