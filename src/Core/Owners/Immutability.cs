using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using ForkJoin.ShareFacts;

namespace ForkJoin.Owners;

/// <summary>
/// Which values nobody can change, down to the last part: two owners may have the same one. Stricter than <see cref="ShareKind.Shareable"/>, which
/// a lock is too.
/// </summary>
internal static class Immutability
{
    private static readonly HashSet<Type> s_known =
    [
        typeof(string), typeof(Uri), typeof(Version), typeof(BigInteger), // they keep what they have worked out, or an array
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableDictionary<,>), typeof(ImmutableHashSet<>), typeof(ImmutableQueue<>),
        typeof(ImmutableStack<>), typeof(ImmutableSortedDictionary<,>), typeof(ImmutableSortedSet<>), typeof(FrozenDictionary<,>), typeof(FrozenSet<>),
    ];

    private static readonly ConditionalWeakTable<Type, object> s_found = [];

    internal static bool Of(Type type) => (bool)s_found.GetValue(type, static type => Judge(type, []));

    private static bool Judge(Type type, HashSet<Type> open)
    {
        if (type.IsPrimitive || type.IsEnum)
            return true;
        if (Known(type) is { } known)
            return known.GetGenericArguments().All(argument => Judge(argument, open));
        if (!type.IsValueType && !(type.IsSealed && type.IsClass && !type.IsArray && !typeof(Delegate).IsAssignableFrom(type)))
            return false; // anything may stand behind it, or its elements may be assigned
        if (typeof(IDisposable).IsAssignableFrom(type) || !TypeFacts.FieldsAreKnown)
            return false;
        return !open.Add(type) || FieldsAre(type, open); // a type that contains itself is as good as its other parts
    }

    /// <summary>The type that is known, or the one that it is derived from within the base library: there the classes of frozen collections are hidden.</summary>
    private static Type? Known(Type type)
    {
        for (Type? at = type; at is not null; at = at.BaseType)
        {
            if (s_known.Contains(at.IsGenericType ? at.GetGenericTypeDefinition() : at))
                return at == type || at.Assembly == type.Assembly ? at : null;
        }
        return null;
    }

    private static bool FieldsAre(Type type, HashSet<Type> open)
    {
        for (Type? owner = type; owner is not null && owner != typeof(object) && owner != typeof(ValueType); owner = owner.BaseType)
        {
            // The fields of a struct are copied with it.
            if (!TypeFacts.FieldsOf(owner).All(field => (type.IsValueType || field.IsInitOnly) && Judge(field.FieldType, open)))
                return false;
        }
        return true;
    }
}
