using System.Reflection;

namespace ForkJoin.Tests.Architecture;

/// <summary>Names that this library must not take.</summary>
public sealed class VocabularyTests
{
    /// <summary>dotnet/csharplang #10296: with <c>using ForkJoin;</c> in a file, the language's own types must still be found.</summary>
    [Fact]
    public void The_names_of_the_language_s_own_ownership_are_left_free()
    {
        Type[] types = [.. new[] { typeof(OwnedArray).Assembly, typeof(Fork).Assembly }.SelectMany(assembly => assembly.GetExportedTypes())];
        Assert.DoesNotContain(types, type => type.Name is "IResource" or "Drop" or "Borrow`1" or "ReadOnlyBorrow`1");
        Assert.DoesNotContain(
            types.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)),
            method => method.Name == "Drop");
    }
}
