using System;
using System.Threading;
using System.Threading.Tasks;
using ForkJoin.Jobs;

namespace ForkJoin.DropIn;

/// <summary>
/// Loops whose bodies are asynchronous. They are the BCL's own, since there is nothing to be gained by others:
/// <list type="bullet">
/// <item>A body gives its thread back where it waits, and goes on later on a thread of its scheduler's. That is a task, not a fork: it
/// holds no thread, there is no stack to join on, and a worker that ran one would have to hand it back at the first wait.</item>
/// <item>The caller does not wait, so it does not take part either; and what the loop allocates – a state machine for each of as many
/// workers as the degree says, nothing for each item – is what an asynchronous method allocates.</item>
/// <item>Bodies that do not wait are better off in <c>For</c> and <c>ForEach</c>.</item>
/// </list>
/// A body that has much to compute between two waits opens a section there, or awaits <c>ForkJoinPool.RunAsync</c>.
/// </summary>
internal static class Asynchronous
{
    /// <summary>The body, which the BCL refuses if it is null.</summary>
    /// <exception cref="NotShareableException">Captures are checked strictly, and the body's may not be shared.</exception>
    internal static Func<TItem, CancellationToken, ValueTask> Checked<TItem>(Func<TItem, CancellationToken, ValueTask> body)
    {
        if (body is not null)
            ForkCaptures.CheckIfStrict(body);
        return body!;
    }
}
