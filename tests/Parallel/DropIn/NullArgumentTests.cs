using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Ours = ForkJoin.Parallel;
using Theirs = System.Threading.Tasks.Parallel;

namespace ForkJoin.Tests.DropIn;

/// <summary>What is null is refused as the BCL refuses it, in its order: every overload, with every choice of null arguments.</summary>
public sealed class NullArgumentTests
{
    private const BindingFlags PublicStatic = BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public async Task R58_null_arguments_are_refused_with_the_BCLs_exception_and_parameter_in_its_order()
    {
        int compared = 0;
        foreach (MethodInfo definition in typeof(Theirs).GetMethods(PublicStatic))
        {
            MethodInfo theirs = Closed(definition);
            if (typeof(Ours).GetMethods(PublicStatic).Select(Closed).FirstOrDefault(m => Signature(m) == Signature(theirs)) is not { } ours)
                continue; // SameSurfaceTests says what is missing
            int count = theirs.GetParameters().Length;
            for (int nulls = 0; nulls < 1 << count; nulls++)
            {
                string expected = await Refusal(theirs, nulls);
                string observed = await Refusal(ours, nulls);
                Assert.True(expected == observed, $"{Signature(theirs)}, nulls {nulls:b}: theirs {expected}, ours {observed}");
                compared++;
            }
        }
        Assert.True(compared > 250, $"Only {compared} calls were compared.");
    }

    private static MethodInfo Closed(MethodInfo method) => method.IsGenericMethodDefinition
        ? method.MakeGenericMethod([.. method.GetGenericArguments().Select(static _ => typeof(int))])
        : method;

    private static string Signature(MethodInfo method) => $"{method.Name}({string.Join(", ", method.GetParameters().Select(static p => p.ParameterType.ToString()))})"
        .Replace("ForkJoin.Parallel", "System.Threading.Tasks.Parallel", StringComparison.Ordinal);

    private static async Task<string> Refusal(MethodInfo method, int nulls)
    {
        object?[] arguments = [.. method.GetParameters().Select((p, i) => (nulls >> i & 1) != 0 && !p.ParameterType.IsValueType ? null : Argument(p.ParameterType))];
        try
        {
            object? result = method.Invoke(null, arguments);
            if (result is Task task)
                await task;
            return "none";
        }
        catch (TargetInvocationException refused)
        {
            return $"{refused.InnerException!.GetType().Name} {(refused.InnerException as ArgumentException)?.ParamName}";
        }
    }

    /// <summary>Something that is right: an empty source, a body that does nothing.</summary>
    private static object? Argument(Type type)
    {
        if (type.IsValueType)
            return Activator.CreateInstance(type);
        if (type == typeof(ParallelOptions))
            return new ParallelOptions();
        if (type == typeof(Action[]))
            return Array.Empty<Action>();
        if (type == typeof(IEnumerable<int>))
            return Array.Empty<int>();
        if (type == typeof(IAsyncEnumerable<int>))
            return Nothing();
        if (type.IsAssignableFrom(typeof(OrderablePartitioner<int>)))
            return Partitioner.Create(new List<int>(), loadBalance: true);
        MethodInfo invoke = type.GetMethod("Invoke")!;
        ParameterExpression[] parameters = [.. invoke.GetParameters().Select(static p => Expression.Parameter(p.ParameterType))];
        return Expression.Lambda(type, Expression.Default(invoke.ReturnType), parameters).Compile();
    }

    private static async IAsyncEnumerable<int> Nothing()
    {
        await Task.CompletedTask;
        yield break;
    }
}
