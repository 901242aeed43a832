// What the compiler of C# 14 asks of the framework, which netstandard2.0 has not.
namespace System.Runtime.CompilerServices
{
    /// <summary>Marks a setter that runs while an object is made.</summary>
    internal static class IsExternalInit;
}

namespace System.Diagnostics.CodeAnalysis
{
    /// <summary>What a method puts into a parameter is not null where it returns this.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class NotNullWhenAttribute(bool returnValue) : Attribute
    {
        public bool ReturnValue { get; } = returnValue;
    }
}
