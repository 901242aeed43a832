using System;
using System.Diagnostics.CodeAnalysis;

namespace ForkJoin.Workers;

/// <summary>A fault of the scheduler itself ends the process with a message: going on could mean a silent hang or lost work.</summary>
internal static class Fault
{
    [DoesNotReturn]
    internal static InvalidOperationException Fail(string what)
    {
        Environment.FailFast($"ForkJoin: internal fault: {what}. Please report this with the stack below.");
        return new InvalidOperationException(what);
    }
}
