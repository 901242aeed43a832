using ForkJoin.Jobs;

namespace ForkJoin.Tests;

/// <summary>Lets memory or threads run out for as long as it lives.</summary>
internal sealed class Refusing : IDisposable
{
    private int _asked;

    /// <param name="refused">Whether to refuse what is asked for, given what it is and, from 1 on, the how manieth of that kind it is.</param>
    internal Refusing(Func<Resource, int, bool> refused, params ReadOnlySpan<Resource> kinds)
    {
        Resource[] counted = kinds.ToArray();
        Scarcity.Refusal = what =>
        {
            if ((counted.Length == 0 || counted.Contains(what)) && refused(what, Interlocked.Increment(ref _asked)))
            {
                Refused = true;
                RunOutOfMemory();
            }
        };
    }

    /// <summary>How often something was asked for.</summary>
    internal int Asked => Volatile.Read(ref _asked);

    internal bool Refused { get; private set; }

    public void Dispose() => Scarcity.Refusal = null;

    /// <summary>Throws what the runtime throws: no string is as long as that.</summary>
    internal static void RunOutOfMemory() => _ = new string('x', int.MaxValue);
}
