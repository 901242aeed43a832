using System;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO;
using System.Reflection;

namespace ForkJoin.Tracing;

/// <summary>A place in the user's source, as the compiler hands it over (<c>[CallerFilePath]</c>, <c>[CallerLineNumber]</c>).</summary>
internal readonly record struct SourcePlace(string? File, int Line)
{
    public override string ToString() =>
        File is null ? "an unknown place" : string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(File)}:{Line}");

    /// <summary>The first frame on this thread's stack outside this library: who asked. For messages of refused calls only.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A missing method name is replaced by a plain word.")]
    internal static string OfCaller()
    {
        var trace = new StackTrace(skipFrames: 1, fNeedFileInfo: true);
        foreach (StackFrame frame in trace.GetFrames())
        {
            MethodBase? method = frame.GetMethod();
            string? home = method?.Module.Assembly.GetName().Name;
            if (method is null || home is "ForkJoin.Core" or "ForkJoin.Parallel" || home?.StartsWith("System.", StringComparison.Ordinal) == true)
                continue;
            string name = Plain(method);
            return frame.GetFileName() is { } file
                ? string.Create(CultureInfo.InvariantCulture, $"{name} ({Path.GetFileName(file)}:{frame.GetFileLineNumber()})")
                : name;
        }
        return "the caller";
    }

    /// <summary>Type and method as they were written: a lambda or local function goes by the method that it stands in.</summary>
    private static string Plain(MethodBase method)
    {
        Type? type = method.DeclaringType;
        while (type is { IsNested: true } && type.Name.StartsWith('<'))
            type = type.DeclaringType;
        return $"{type?.Name}.{Plain(method.Name)}";
    }

    /// <summary>The method that the source names: lambdas, local functions and a program without a class are methods <c>&lt;name&gt;…</c>, one within the other.</summary>
    internal static string Plain(string method)
    {
        string inner = method.TrimStart('<');
        int end = inner.IndexOf('>', StringComparison.Ordinal);
        return inner.Length < method.Length && end > 0 ? inner[..end] : method;
    }
}
