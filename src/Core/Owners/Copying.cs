using System;
using System.Runtime.CompilerServices;

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
    /// <exception cref="NotSupportedException">The type does not say how it is copied.</exception>
    internal static T Clone<T>(T value)
    {
        if (value is null)
            return value;
        if (value is IDeepCloneable<T> cloneable)
            return cloneable.DeepClone();
        if (IsPlain<T>())
            return value;
        if (value is Array { Rank: 1 } array && HoldsPlainElements(array))
            return (T)array.Clone();
        throw new NotSupportedException(
            $"A {typeof(T).Name} cannot be cloned: it refers to things that may change, and does not say how they are copied. Let it implement "
            + $"IDeepCloneable<{typeof(T).Name}>, or take the value out with TakeOwnership and copy it yourself.");
    }

    private static bool HoldsPlainElements(Array array)
    {
        Type element = array.GetType().GetElementType()!;
        return element.IsPrimitive || element.IsEnum || element == typeof(string) || element == typeof(decimal) || element == typeof(Guid)
            || element == typeof(DateTime) || element == typeof(TimeSpan) || element == typeof(DateTimeOffset);
    }
}
