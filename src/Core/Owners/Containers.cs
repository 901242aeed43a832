using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using ForkJoin.ShareFacts;

namespace ForkJoin.Owners;

/// <summary>
/// Copies of arrays, lists, dictionaries and sets, element by element. Whether there is one follows from the types alone, so that it does not depend
/// on what is in a container. Keys, and elements of sets, must be immutable: a copy of a key would not be found by whoever has the key.
/// </summary>
internal static class Containers
{
    private static readonly ConditionalWeakTable<Type, Way> s_found = [];

    private const BindingFlags Here = BindingFlags.Static | BindingFlags.NonPublic;

    // Each named where it is asked for, so that trimming keeps it.
    private static readonly Dictionary<Type, MethodInfo> s_kinds = new()
    {
        [typeof(List<>)] = typeof(Containers).GetMethod(nameof(OfLists), Here)!,
        [typeof(HashSet<>)] = typeof(Containers).GetMethod(nameof(OfSets), Here)!,
        [typeof(Dictionary<,>)] = typeof(Containers).GetMethod(nameof(OfDictionaries), Here)!,
    };

    private static readonly MethodInfo s_ofArrays = typeof(Containers).GetMethod(nameof(OfArrays), Here)!;

    /// <summary>
    /// What has code where none can be made, in programs that are compiled ahead of time; and so has what differs from one of these only in which
    /// reference types its arguments are, since those share code.
    /// </summary>
    private static readonly Dictionary<Type, Func<Way>> s_compiled = new()
    {
        [typeof(object[])] = OfArrays<object>, [typeof(List<object>)] = OfLists<object>, [typeof(HashSet<object>)] = OfSets<object>,
        [typeof(List<int>)] = OfLists<int>, [typeof(List<long>)] = OfLists<long>, [typeof(List<double>)] = OfLists<double>,
        [typeof(HashSet<int>)] = OfSets<int>, [typeof(HashSet<long>)] = OfSets<long>,
        [typeof(Dictionary<object, object>)] = OfDictionaries<object, object>, [typeof(Dictionary<object, int>)] = OfDictionaries<object, int>,
        [typeof(Dictionary<object, long>)] = OfDictionaries<object, long>, [typeof(Dictionary<object, double>)] = OfDictionaries<object, double>,
        [typeof(Dictionary<int, object>)] = OfDictionaries<int, object>, [typeof(Dictionary<long, object>)] = OfDictionaries<long, object>,
    };

    internal static Way Of(Type type) => s_found.GetValue(type, static type => Find(type));

    /// <summary>Whether values of the type are copied where code can be made for it.</summary>
    internal static bool IsKind(Type type) => type.IsSZArray || (type.IsGenericType && s_kinds.ContainsKey(type.GetGenericTypeDefinition()));

    [UnconditionalSuppressMessage("Trimming", "IL2060", Justification = "The methods ask nothing of their type arguments.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Where there is no code, there is no way.")]
    private static Way Find(Type type)
    {
        if (!IsKind(type))
            return new(null, type);
        if (type.IsSZArray && Immutability.Of(type.GetElementType()!))
            return new(static array => ((Array)array).Clone(), type);
        if (s_compiled.TryGetValue(type, out Func<Way>? compiled))
            return compiled();
        try
        {
            MethodInfo find = type.IsSZArray
                ? s_ofArrays.MakeGenericMethod(type.GetElementType()!)
                : s_kinds[type.GetGenericTypeDefinition()].MakeGenericMethod(type.GetGenericArguments());
            return find.CreateDelegate<Func<Way>>()();
        }
        catch (NotSupportedException) when (!RuntimeFeature.IsDynamicCodeSupported)
        {
            return new(null, type);
        }
    }

    /// <summary>What keeps elements of the type from being copied; null where nothing does.</summary>
    internal static Type? InTheWayOf<T>() => Elements<T>.InTheWay;

    /// <summary>Whether a copy of a container may have the same elements.</summary>
    internal static bool AreShared<T>() => Elements<T>.AreShared;

    private static Way OfArrays<T>() => Way.Through(Elements<T>.InTheWay, static (T[] array) => Array.ConvertAll(array, Copying.Clone));

    private static Way OfLists<T>() => Way.Through(
        Elements<T>.InTheWay,
        static (List<T> list) => Elements<T>.AreShared ? new List<T>(list) : list.ConvertAll(Copying.Clone));

    private static Way OfSets<T>() => Way.Through(
        Elements<T>.AreShared ? null : Elements<T>.InTheWay ?? typeof(T),
        static (HashSet<T> set) => new HashSet<T>(set, set.Comparer));

    private static Way OfDictionaries<TKey, TValue>()
        where TKey : notnull => Way.Through(
        Elements<TKey>.AreShared ? Elements<TValue>.InTheWay : Elements<TKey>.InTheWay ?? typeof(TKey),
        static (Dictionary<TKey, TValue> map) =>
        {
            if (Elements<TValue>.AreShared)
                return new Dictionary<TKey, TValue>(map, map.Comparer);
            var copy = new Dictionary<TKey, TValue>(map.Count, map.Comparer);
            foreach ((TKey key, TValue value) in map)
                copy.Add(key, Copying.Clone(value));
            return copy;
        });

    /// <param name="Copy">Copies a value; null where there is no way.</param>
    /// <param name="InTheWay">The type, of the value or of an element, that says nothing about copies.</param>
    internal sealed record Way(Func<object, object>? Copy, Type InTheWay)
    {
        internal static Way Through<T>(Type? inTheWay, Func<T, T> copy)
            where T : class => inTheWay is null ? new(value => copy((T)value), typeof(T)) : new(null, inTheWay);
    }

    private static class Elements<T>
    {
        /// <summary>Whether a copy may have the same ones.</summary>
        internal static readonly bool AreShared = Copying.IsPlain<T>() || Immutability.Of(typeof(T));

        /// <summary>What keeps them from being copied; null where nothing does.</summary>
        internal static readonly Type? InTheWay =
            AreShared || typeof(IDeepCloneable<T>).IsAssignableFrom(typeof(T)) || Of(typeof(T)) is { Copy: not null } ? null : Of(typeof(T)).InTheWay;
    }
}
