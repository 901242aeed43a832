using System.Text;
using Microsoft.CodeAnalysis;

namespace ForkJoin.Tests.Analyzers.Framework.Trials;

/// <summary>What a trial hands to a fixture's method: owners that nobody has lent, lifetimes that are open, loans of owners of their own.</summary>
internal sealed class TrialArguments
{
    /// <summary>Types that hold types that hold types: beyond this depth nothing.</summary>
    private const int Depth = 4;

    private static readonly SymbolDisplayFormat s_name = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private readonly StringBuilder _before = new();
    private int _names;

    /// <summary>The statements that make what the arguments are made of.</summary>
    internal string Before => _before.ToString();

    /// <summary>Whether a section must be open around all.</summary>
    internal bool NeedSection { get; private set; }

    internal static string NameOf(ITypeSymbol type) => type.ToDisplayString(s_name);

    /// <summary>The values worth trying; a new one is made for an empty one.</summary>
    internal static string[] Several(ITypeSymbol type) => type.SpecialType switch
    {
        _ when type is INamedTypeSymbol { Name: "OwnedMut", TypeArguments: [{ SpecialType: SpecialType.System_Int32 }] } => ["Own.Mut(0, \"owner\")", "Own.Mut(9, \"owner\")"],
        _ when type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } => ["", "null"],
        SpecialType.System_Boolean => ["false", "true"],
        SpecialType.System_Int32 or SpecialType.System_Int64 => ["0", "1", "3", "10"],
        SpecialType.System_String => ["\"b\"", "\"z\""],
        _ when type.TypeKind == TypeKind.Enum => [.. type.GetMembers().OfType<IFieldSymbol>().Select(field => $"{NameOf(type)}.{field.Name}").DefaultIfEmpty("default")],
        _ => [""],
    };

    /// <summary>What is written for a parameter in the call.</summary>
    internal string Pass(IParameterSymbol parameter, string value)
    {
        if (parameter.RefKind == RefKind.Out)
            return "out _";
        if (value.Length == 0)
            value = Make(parameter.Type, 0);
        return parameter.RefKind == RefKind.Ref ? $"ref {Keep(NameOf(parameter.Type), value)}" : value;
    }

    /// <summary>An expression for a new value of a type.</summary>
    internal string Make(ITypeSymbol type, int depth)
    {
        if (depth > Depth)
            return "default!";
        if (type is IArrayTypeSymbol array)
            return ManyOf(array.ElementType, $"new {NameOf(array.ElementType)}[]", depth);
        if (type is not INamedTypeSymbol named)
            return "default!";
        if (type.SpecialType is SpecialType.System_Object)
            return "new object()";
        if (Several(type) is [{ Length: > 0 } first, ..])
            return first;
        ITypeSymbol? of = named.TypeArguments is [var one, ..] ? one : null;
        string? ofName = of is null ? null : NameOf(of);
        switch (named.Name)
        {
            case "OwnedArray":
                return of!.IsUnmanagedType ? $"OwnedArray.Create<{ofName}>(100, \"data\")" : $"OwnedArray.Of({ManyOf(of, $"new {ofName}[]", depth)}, \"data\")";
            case "OwnedMut":
                return $"Own.Mut<{ofName}>({Make(of!, depth + 1)}, \"owner\")";
            case "Owned":
                return $"Own.Of<{ofName}>({Make(of!, depth + 1)}, \"owner\")";
            case "Mutex":
                return $"new Mutex<{ofName}>({Make(of!, depth + 1)}, \"mutex\")";
            case "SharedRef":
                return $"SharedRef.Of<{ofName}>({Make(of!, depth + 1)}, \"shared\")";
            case "Lifetime":
                return Keep("using Lifetime", "Lifetime.Open()");
            case "BorrowScope":
                return Keep("using BorrowScope", "BorrowScope.Open()");
            case "ForkJoinSection":
                NeedSection = true;
                return "section";
            case "Ref" or "RefMut":
                return $"{Keep("using Lifetime", "Lifetime.Open()")}.{(named.Name == "Ref" ? "Borrow" : "BorrowMut")}(Own.Mut<{ofName}>({Make(of!, depth + 1)}, \"another\"))";
            case "Slice" or "SliceMut":
                return $"{Keep("using BorrowScope", "BorrowScope.Open()")}.{(named.Name == "Slice" ? "Borrow" : "BorrowMut")}(OwnedArray.Create<{ofName}>(100, \"another\"))";
            case "Borrowed" or "BorrowedMut":
                return Keep($"using {NameOf(type)}", $"Own.Mut<{ofName}>({Make(of!, depth + 1)}, \"another\").{(named.Name == "Borrowed" ? "Borrow" : "BorrowMut")}()");
            case "Span" or "ReadOnlySpan":
                return Keep(NameOf(type), $"new {ofName}[100]");
            case "List":
                return ManyOf(of!, $"new {NameOf(type)}", depth);
            case "Range":
                return "..50";
            case "Task":
                return of is null ? "Task.CompletedTask" : $"Task.FromResult<{ofName}>({Make(of, depth + 1)})";
            case "Exception":
                return "new InvalidOperationException()";
            case "Thread":
                return "Thread.CurrentThread";
            case "SemaphoreSlim" or "ManualResetEvent" or "ManualResetEventSlim" or "AutoResetEvent":
                return $"new {NameOf(type)}({(named.Name == "SemaphoreSlim" ? "1" : "true")})";
        }
        if (named.TypeKind == TypeKind.Delegate)
            return named.DelegateInvokeMethod!.ReturnType is var given && given.SpecialType == SpecialType.System_Void ? "delegate { }"
                : $"delegate {{ return {(given.NullableAnnotation == NullableAnnotation.Annotated ? "null" : Make(given, depth + 1))}; }}";
        return New(named, depth);
    }

    private string ManyOf(ITypeSymbol element, string head, int depth) => element.SpecialType is SpecialType.System_Int32 or SpecialType.System_Double or SpecialType.System_Byte
        ? $"{head} {{ {string.Join(", ", Enumerable.Range(0, 100))} }}"
        : $"{head} {{ {string.Join(", ", Enumerable.Range(0, 3).Select(_ => Make(element, depth + 1)))} }}";

    /// <summary>By the constructor that wants least, and what must be set besides.</summary>
    private string New(INamedTypeSymbol type, int depth)
    {
        IMethodSymbol? constructor = type.IsAbstract ? null : type.InstanceConstructors
            .Where(made => made.DeclaredAccessibility != Accessibility.Private && !(made.Parameters is [var only] && SymbolEqualityComparer.Default.Equals(only.Type, type)))
            .OrderBy(static made => made.IsImplicitlyDeclared).ThenBy(static made => made.Parameters.Length).FirstOrDefault();
        if (constructor is null || type.DeclaringSyntaxReferences.Length == 0 && constructor.Parameters.Length > 0)
            return "default!";
        string arguments = string.Join(", ", constructor.Parameters.Select(parameter => Make(parameter.Type, depth + 1)));
        string[] required = [.. type.GetMembers().Where(static member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
            .Select(member => $"{member.Name} = {Make(member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type, depth + 1)}")];
        return $"new {NameOf(type)}({arguments})" + (required.Length > 0 ? $" {{ {string.Join(", ", required)} }}" : "");
    }

    private string Keep(string type, string value)
    {
        string name = $"given{_names++}";
        _before.Append(type).Append(' ').Append(name).Append(" = ").Append(value).Append("; ");
        return name;
    }
}
