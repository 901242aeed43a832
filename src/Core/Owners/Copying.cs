using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ForkJoin.ShareFacts;

namespace ForkJoin.Owners;

/// <summary>Which values can be copied, and how.</summary>
internal static class Copying
{
    /// <summary>
    /// Whether a value of the type is the same wherever it is: nothing that could change is shared by a copy. Moving one out of an owner
    /// that never changes it is a copy, as Rust's <c>Copy</c> types are; the owner keeps it. A constant to the JIT.
    /// </summary>
    internal static bool IsPlain<T>()
    {
        if (typeof(T) == typeof(string))
            return true;
        return !RuntimeHelpers.IsReferenceOrContainsReferences<T>() && !typeof(IDisposable).IsAssignableFrom(typeof(T));
    }

    /// <summary>An independent copy.</summary>
    /// <exception cref="NotSupportedException">The type, or that of an element, does not say how it is copied.</exception>
    internal static T Clone<T>(T value)
    {
        if (value is null)
            return value;
        if (value is IDeepCloneable<T> cloneable)
            return cloneable.DeepClone();
        if (IsPlain<T>())
            return value;
        Type type = value.GetType();
        // Of what stands behind an interface a value type is in a box, which may change.
        if ((typeof(T).IsValueType || !type.IsValueType) && Immutability.Of(type))
            return value;
        Containers.Way way = Containers.Of(type);
        if (way.Copy is null)
            Refuse(type, way.InTheWay);
        return (T)way.Copy(value);
    }

    /// <summary>Independent copies in a new array. Whether there are some follows from the type alone, as for a container.</summary>
    /// <exception cref="NotSupportedException">The elements' type does not say how it is copied.</exception>
    internal static T[] CloneAll<T>(ReadOnlySpan<T> values)
    {
        if (Containers.InTheWayOf<T>() is { } inTheWay)
            Refuse(typeof(T[]), inTheWay);
        T[] copies = values.ToArray();
        if (!Containers.AreShared<T>())
        {
            foreach (ref T copy in copies.AsSpan())
                copy = Clone(copy);
        }
        return copies;
    }

    [DoesNotReturn]
    private static void Refuse(Type type, Type inTheWay)
    {
        string what = TypeName.Of(type), part = TypeName.Of(inTheWay);
        string ofParts = type == inTheWay ? "it" : part;
        if (Containers.IsKind(inTheWay))
        {
            throw new NotSupportedException(
                $"{what} cannot be cloned: compiled ahead of time, the code that copies {part} is not there. "
                + $"Put it into a type of yours that implements IDeepCloneable, or {ByHand}");
        }
        string cure = IsBaseLibrary(inTheWay) ? "Put it into a type of yours that implements IDeepCloneable" : $"Let {part} implement IDeepCloneable<{part}>";
        throw new NotSupportedException(
            $"{what} cannot be cloned: {ofParts} may change or refers to what may, and does not say how it is copied. {cure}, or {ByHand}");
    }

    private const string ByHand = "take the value out with TakeOwnership and copy it yourself.";

    /// <summary>Nobody adds an interface to its types.</summary>
    private static bool IsBaseLibrary(Type type) =>
        type.HasElementType || type.Namespace is "System" || type.Namespace?.StartsWith("System.", StringComparison.Ordinal) == true;
}
