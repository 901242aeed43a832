using System.Reflection;
using System.Runtime.CompilerServices;
using Ours = ForkJoin.Parallel;
using Theirs = System.Threading.Tasks.Parallel;

namespace ForkJoin.Tests.DropIn;

/// <summary>Whatever can be called of the BCL's Parallel can be called of ours, by the same names: overloads, parameters, constraints, nullability.</summary>
public sealed class SameSurfaceTests
{
    private const BindingFlags PublicStatic = BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private const BindingFlags PublicInstance = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Fact]
    public void R58_every_overload_of_the_BCL_is_there_with_its_parameters_names_constraints_and_nullability()
    {
        HashSet<string> ours = [.. typeof(Ours).GetMethods(PublicStatic).Select(Text)];
        string[] missing = [.. typeof(Theirs).GetMethods(PublicStatic).Select(Text).Where(text => !ours.Contains(text))];
        Assert.True(missing.Length == 0, $"Missing or different:{Environment.NewLine}{string.Join(Environment.NewLine, missing)}");
    }

    /// <summary>When the BCL gets further overloads, the docs say too little.</summary>
    [Fact]
    public void R58_the_BCL_has_43_overloads() => Assert.Equal(43, typeof(Theirs).GetMethods(PublicStatic).Length);

    [Theory]
    [InlineData(typeof(System.Threading.Tasks.ParallelLoopState), typeof(ParallelLoopState))]
    [InlineData(typeof(System.Threading.Tasks.ParallelLoopResult), typeof(ParallelLoopResult))]
    public void R58_the_state_and_the_result_of_a_loop_have_the_same_members(Type theirs, Type ours)
    {
        Assert.Equal(Members(theirs), Members(ours));
        Assert.Equal(theirs.IsValueType, ours.IsValueType);
        Assert.Empty(ours.GetConstructors());
    }

    private static string[] Members(Type type) =>
    [
        .. type.GetProperties(PublicInstance).Select(static p => $"{p.PropertyType} {p.Name} {(p.SetMethod is { IsPublic: true } ? "get set" : "get")}")
            .Concat(type.GetMethods(PublicInstance).Where(static m => !m.IsSpecialName).Select(Text))
            .Order(StringComparer.Ordinal),
    ];

    private static string Text(MethodInfo method) => Bcl(
        $"{method.ReturnType} {method.Name}<{string.Join(", ", method.GetGenericArguments().Select(g => TypeParameter(g, method)))}>"
        + $"({string.Join(", ", method.GetParameters().Select(Parameter))})");

    private static string Parameter(ParameterInfo parameter) =>
        $"{(parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")}{parameter.ParameterType} {parameter.Name}"
        + $"{(parameter.IsOptional ? $" = {parameter.DefaultValue}" : "")} {Nullability(new NullabilityInfoContext().Create(parameter))}";

    private static string Nullability(NullabilityInfo info) =>
        $"{info.ReadState}[{string.Concat(info.GenericTypeArguments.Select(Nullability))}{(info.ElementType is { } element ? Nullability(element) : "")}]";

    private static string TypeParameter(Type parameter, MethodInfo method) =>
        $"{parameter} {parameter.GenericParameterAttributes} {NullableFlag(parameter, method)}: "
        + string.Join(" ", parameter.GetGenericParameterConstraints().Select(static c => c.ToString()).Order(StringComparer.Ordinal));

    /// <summary>1: notnull, 2: may be null; the compiler leaves it out where it is what the method, or its type, says of most.</summary>
    private static object? NullableFlag(Type parameter, MethodInfo method) =>
        Flag(parameter, nameof(NullableAttribute)) ?? Flag(method, nameof(NullableContextAttribute)) ?? Flag(method.DeclaringType!, nameof(NullableContextAttribute));

    private static object? Flag(MemberInfo member, string attribute) =>
        member.GetCustomAttributesData().FirstOrDefault(data => data.AttributeType.Name == attribute)?.ConstructorArguments[0].Value;

    /// <summary>Our state and result stand where theirs do.</summary>
    private static string Bcl(string text) => text
        .Replace("ForkJoin.ParallelLoopState", "System.Threading.Tasks.ParallelLoopState", StringComparison.Ordinal)
        .Replace("ForkJoin.ParallelLoopResult", "System.Threading.Tasks.ParallelLoopResult", StringComparison.Ordinal);
}
