using System.Reflection;
using ForkJoin.Analyzers.Model;

namespace ForkJoin.Tests.Analyzers.Model;

/// <summary>The analyzer knows the library by name: each name is held against the assemblies as they were built.</summary>
public sealed class EffectsTests
{
    [Fact]
    public void Every_type_is_one_of_the_library_s()
    {
        Assert.Empty(Effects.Types.Where(static type => Find(type.Name) is null).Select(static type => type.Name));
    }

    [Fact]
    public void Every_member_is_one_of_its_type_s()
    {
        Assert.Empty(Effects.Members.Where(static entry => !NamesOf(Find(entry.Type)!).Contains(entry.Member)).Select(static entry => $"{entry.Type}.{entry.Member}"));
    }

    [Fact]
    public void Whatever_can_be_called_on_an_owner_has_an_effect_or_is_known_to_have_none()
    {
        string[] harmless = ["Length", "Name", "IsPoisoned", "IsLocked", "ClearPoison", "RefCount", "ToString", "Equals", "GetHashCode", "GetType"];
        string[] missing =
        [
            .. from type in Effects.Types
               where type.Kind.IsOwner() || type.Kind.IsLock()
               from member in Find(type.Name)!.GetMembers(BindingFlags.Public | BindingFlags.Instance)
               where member is PropertyInfo || member is MethodInfo { IsSpecialName: false }
               where !harmless.Contains(member.Name) && !Effects.Members.Any(entry => entry.Type == type.Name && entry.Member == member.Name)
               select $"{type.Name}.{member.Name}",
        ];

        Assert.Empty(missing);
    }

    private static IEnumerable<string> NamesOf(Type type) =>
        type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).Select(static member => member.Name);

    private static Type? Find(string name) =>
        typeof(OwnedArray<>).Assembly.GetType(name) ?? typeof(Fork).Assembly.GetType(name) ?? typeof(Span<>).Assembly.GetType(name);
}
