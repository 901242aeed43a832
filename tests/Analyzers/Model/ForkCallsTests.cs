using ForkJoin.Analyzers.Model;
using ForkJoin.Tests.Analyzers.Framework;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ForkJoin.Tests.Analyzers.Model;

/// <summary>What the analyzer knows by name, held against the library as it is.</summary>
public sealed class ForkCallsTests
{
    private static readonly CSharpCompilation s_user = Fixture.Compile("class Empty;");

    /// <summary>How the code runs that each family of members is given. A new family has to be entered here, and in the table.</summary>
    private static readonly string[] s_kinds =
    [
        "Fork.ForEachChunk: Repeated", "Fork.Invoke: Arm", "Fork.Join(2 bodies): Arm", "Fork.Join(a body): Repeated", "Fork.Section: Inline", "ForkContextBlocking.Blocking: Inline",
        "ForkJoinPool.Blocking: Inline", "ForkJoinPool.Run: Inline", "ForkJoinPool.RunAsync: Posted", "ForkJoinSection.Fork: Forked",
        "Parallel.For: Repeated", "Parallel.ForAsync: Repeated", "Parallel.ForEach: Repeated", "Parallel.ForEachAsync: Repeated", "Parallel.ForEachChunk: Repeated",
        "Parallel.ForEachColumn: Repeated", "Parallel.ForEachRow: Repeated", "Parallel.ForEachTile: Repeated", "Parallel.Invoke: Arm", "Shareability.Check: Inline",
    ];

    /// <summary>What calls the code that it is given within the call, on the thread that calls, and is no fork.</summary>
    private static readonly string[] s_noForks =
        ["Borrow.Call", "BorrowedMut.Update", "Mutex.Use", "Shareability.CapturesOf", "ThreadBound..ctor"];

    [Fact]
    public void Every_member_that_is_given_code_is_known_with_how_it_runs()
    {
        string[] found =
        [
            .. Members().Where(static method => TakesCode(method) && !s_noForks.Contains($"{Outer(method)}.{method.Name}"))
                .Select(static method => $"{Family(method)}: {ForkCalls.KindOf(method)?.ToString() ?? "not known"}").Distinct().Order(StringComparer.Ordinal),
        ];
        Assert.Equal(s_kinds, found);
    }

    [Fact]
    public void Struct_bodies_are_known_too()
    {
        string[] found =
        [
            .. Members().Where(static method => !TakesCode(method) && ForkCalls.KindOf(method) is not null)
                .Select(static method => $"{Outer(method)}.{method.Name}: {ForkCalls.KindOf(method)}").Distinct().Order(StringComparer.Ordinal),
        ];
        Assert.Equal(
            [
                "Fork.Join: Arm", "Fork.Join: Repeated", "Fork.JoinSlices: Repeated", "ForkContextJoins.Join: Arm", "ForkContextJoins.Join: Repeated", "ForkContextJoins.JoinSlices: Repeated",
                "ForkJoinSection.Fork: Forked", "Parallel.For2D: Repeated", "Parallel.For: Repeated", "Parallel.ForEach: Repeated", "Parallel.ForEachChunk: Repeated",
            ],
            found);
    }

    [Fact]
    public void The_guards_and_owners_that_are_known_by_name_are_there()
    {
        string[] types = [.. Types().Select(static type => type.Name)];
        Assert.Empty(new[] { "OwnedArray", "OwnedMut", "Owned", "Mutex", "Mutexes", "SharedRef", "Lifetime", "OwnerBorrows", "ThreadBound", "ParallelLoopState", "ForkContext",
            "LoopOptions", "ILent", "Forked", "ShareableAttribute", "SendableAttribute", "NotShareableAttribute", "IForkBody", "IForkClosure", "ISliceBody" }.Except(types));
    }

    /// <summary>What owners can do is either harmless, or known to read, write or consume.</summary>
    [Fact]
    public void Every_member_of_an_owner_is_known()
    {
        string[] harmless = ["ToString", "get_Length", "get_Name", "get_State", "get_Item", "set_Item", "get_Value", "set_Value", "get_IsPoisoned"];
        Assert.Empty(
            from type in Types()
            where OwnerUses.IsOwner(type)
            from method in type.GetMembers().OfType<IMethodSymbol>()
            where method is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, MethodKind: not MethodKind.Constructor } && !harmless.Contains(method.Name)
                && OwnerUses.Of(method.Name) == OwnerUse.None
            select $"{type.Name}.{method.Name}");
    }

    private static IEnumerable<INamedTypeSymbol> Types()
    {
        INamespaceSymbol space = s_user.GlobalNamespace.GetNamespaceMembers().Single(static space => space.Name == Ours.Space);
        foreach (INamedTypeSymbol type in space.GetTypeMembers().Where(static type => type.DeclaredAccessibility == Accessibility.Public))
        {
            yield return type;
            foreach (INamedTypeSymbol inner in type.GetTypeMembers().Where(static inner => inner.DeclaredAccessibility == Accessibility.Public))
                yield return inner;
        }
    }

    private static IEnumerable<IMethodSymbol> Members() =>
        Types().SelectMany(static type => type.GetMembers().OfType<IMethodSymbol>())
            .Where(static method => method is { DeclaredAccessibility: Accessibility.Public, MethodKind: MethodKind.Ordinary or MethodKind.Constructor } && method.ContainingType.TypeKind != TypeKind.Delegate);

    private static bool TakesCode(IMethodSymbol method) => method.Parameters.Any(static parameter => ForkCalls.IsBody(parameter) || parameter.Type.Name is "TDelegate" or "Delegate");

    private static string Outer(IMethodSymbol method) => method.ContainingType.CanBeReferencedByName ? method.ContainingType.Name : method.ContainingType.ContainingType.Name;

    private static string Family(IMethodSymbol method) => method.Name != "Join" ? $"{Outer(method)}.{method.Name}"
        : $"{Outer(method)}.Join({(method.Parameters.Count(ForkCalls.IsBody) > 1 ? "2 bodies" : "a body")})";
}
