using System.Reflection;

namespace ForkJoin.Tests.Analyzers.Framework.Trials;

/// <summary>Code of a fixture or program that is run.</summary>
internal static class Watched
{
    /// <summary>Calls a method on a thread of its own, with which whatever it leaves lent is given back.</summary>
    /// <param name="method">A static method.</param>
    /// <param name="arguments">What it is handed.</param>
    /// <param name="patience">Far beyond what it takes, so that one that hangs is left behind.</param>
    /// <param name="before">What happens on that thread before.</param>
    /// <param name="failure">What it threw; null if it came to its end.</param>
    /// <returns>Whether it ended.</returns>
    internal static bool Ends(MethodInfo method, object?[]? arguments, TimeSpan patience, Action? before, out Exception? failure)
    {
        Exception? thrown = null;
        var thread = new Thread(() =>
        {
            before?.Invoke();
            try
            {
                method.Invoke(null, arguments);
            }
            catch (TargetInvocationException caught)
            {
                thrown = caught.InnerException;
            }
        })
        { IsBackground = true };
        thread.Start();
        bool ends = thread.Join(patience);
        failure = ends ? thrown : null;
        return ends;
    }
}
