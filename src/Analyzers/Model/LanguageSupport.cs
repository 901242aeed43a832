// What the compiler of C# 14 asks of the framework, which netstandard2.0 has not.
namespace System.Runtime.CompilerServices;

/// <summary>Marks a setter that runs while an object is made.</summary>
internal static class IsExternalInit;
