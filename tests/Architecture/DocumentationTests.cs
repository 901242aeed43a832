using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace ForkJoin.Tests.Architecture;

/// <summary>What a user reads in the editor: the documentation files that are shipped beside the assemblies.</summary>
public sealed class DocumentationTests
{
    private static readonly Dictionary<string, XElement> s_documented = PublicSurface.AssemblyNames
        .SelectMany(name => XDocument.Load(Path.Combine(AppContext.BaseDirectory, name + ".xml")).Descendants("member"))
        .ToDictionary(member => member.Attribute("name")!.Value);

    public static TheoryData<string> Assemblies => [.. PublicSurface.AssemblyNames];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Every_public_type_and_member_has_a_summary_its_parameters_and_its_result_described(string assembly)
    {
        var missing = new List<string>();
        foreach (ISymbol symbol in Surface(assembly))
        {
            XElement? documentation = Documentation(symbol);
            if (documentation?.Element("inheritdoc") is not null)
                continue;
            Require(documentation?.Element("summary") is { } summary && !string.IsNullOrWhiteSpace(summary.Value), "a summary");
            foreach (string parameter in Parameters(symbol))
                Require(Describes(documentation, "param", parameter), $"<param name=\"{parameter}\">");
            foreach (string parameter in TypeParameters(symbol))
                Require(Describes(documentation, "typeparam", parameter), $"<typeparam name=\"{parameter}\">");
            if (GivesResult(symbol))
                Require(documentation?.Element("returns") is { IsEmpty: false }, "<returns>");

            void Require(bool there, string what)
            {
                if (!there)
                    missing.Add($"{PublicSurface.Text(symbol)}: {what}");
            }
        }
        Assert.True(missing.Count == 0, $"Not documented:{Environment.NewLine}{string.Join(Environment.NewLine, missing)}");
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Every_public_type_shows_an_example(string assembly)
    {
        Assert.Empty(
            from type in PublicSurface.Types(assembly)
            where !type.IsExtension && Documentation(type)?.Element("example") is null
            select PublicSurface.Text(type));
    }

    [Fact]
    public void Every_exception_that_a_public_member_throws_is_documented()
    {
        var thrown = new ThrownExceptions(Sources.All);
        var silent = new List<string>();
        foreach (ISymbol member in PublicMembersOfSources())
        {
            XElement? documentation = Documentation(member);
            if (documentation is null || documentation.Element("inheritdoc") is not null)
                continue; // the first test's matter
            HashSet<string> documented = [.. documentation.Elements("exception").Select(e => e.Attribute("cref")!.Value)];
            silent.AddRange(
                from type in thrown.Of(member)
                where !CannotHappen(member, type) && !ThrownExceptions.BasesAndSelf(type).Any(t => documented.Contains(t.GetDocumentationCommentId()!))
                select $"{member.ContainingType.Name}: {PublicSurface.Text(member)}: {type.Name}");
        }
        Assert.True(silent.Count == 0, $"Thrown but not documented:{Environment.NewLine}{string.Join(Environment.NewLine, silent.Order(StringComparer.Ordinal))}");
    }

    /// <summary>Extension blocks have no documentation of their own, their members have; constructors that nobody wrote have none.</summary>
    private static IEnumerable<ISymbol> Surface(string assembly) =>
        from type in PublicSurface.Types(assembly)
        from symbol in PublicSurface.Members(type).Prepend(type)
        where symbol is not (INamedTypeSymbol { IsExtension: true } or IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0 })
        select symbol;

    /// <summary>What the analysis, which knows no values, finds although it never surfaces.</summary>
    private static bool CannotHappen(ISymbol member, INamedTypeSymbol exception) => (member.ContainingType.Name, member.Name, exception.Name) switch
    {
        (not ("OwnedArray" or "Owned" or "OwnedMut"), _, nameof(MovedException)) => !IsHandedAnOwner(member), // what a slice is lent on from is a loan; only owners are moved
        ("Parallel", _, nameof(ArgumentException)) => !IsHandedA(member, nameof(LoopOptions)), // only a caller's options contradict each other
        ("Fork", _, nameof(ObjectDisposedException)) => true, // the shared pool is never disposed
        ("Slice" or "SliceMut", "Split", nameof(ArgumentOutOfRangeException)) => true, // half the length lies inside
        ("TileSpans", _, nameof(ArgumentOutOfRangeException)) => true, // a tile that is not empty has a row 0
        ("Owned", "Value" or "Take" or "Clone", nameof(BorrowConflictException)) => true, // what never changes is lent to no writer
        ("Borrowed", "Reborrow", nameof(BorrowConflictException)) => true, // nor is what a reader has
        ("Lifetime" or "BorrowScope" or "ForkJoinSection", "Borrow" or "Repoint", nameof(BorrowConflictException) or nameof(PoisonedException)) => IsHandedA(member, nameof(Owned<>)),
        (_, "Borrow", nameof(BorrowConflictException)) => LendingOwner(member) == "Owned",
        ("Ref", "Share", nameof(BorrowConflictException)) => true, // there are readers already
        ("Mutex" or "Mutexes", _, nameof(TimeoutException)) => !IsHandedA(member, nameof(TimeSpan)), // one way in for all: without a limit it never is late
        ("Mutex" or "Mutexes", _, nameof(OperationCanceledException)) => !IsHandedA(member, nameof(CancellationToken)),
        ("Mutex", "LockDespitePoison" or "IntoInnerDespitePoison", nameof(PoisonedException)) => true, // goes in all the same
        (_, _, nameof(LifetimeExpiredException)) => LendingOwner(member) is not null, // an owner does not expire: it is moved
        _ => false,
    };

    private static bool IsHandedAnOwner(ISymbol member) => LendingOwner(member) is not null || IsHandedA(member, nameof(OwnedArray));

    /// <summary>The owner whose extension the member is, or null.</summary>
    private static string? LendingOwner(ISymbol member) =>
        member.ContainingType.ExtensionParameter?.Type.Name is ("Owned" or "OwnedMut") and var owner ? owner : null;

    private static bool IsHandedA(ISymbol member, string type) =>
        member is IMethodSymbol method && method.Parameters.Any(parameter => parameter.Type.Name == type);

    private static IEnumerable<ISymbol> PublicMembersOfSources() =>
        from type in PublicSurface.Declared(Sources.All.Assembly.GlobalNamespace)
        from member in PublicSurface.Members(type)
        select member;

    private static XElement? Documentation(ISymbol symbol) => s_documented.GetValueOrDefault(symbol.GetDocumentationCommentId() ?? string.Empty);

    private static bool Describes(XElement? documentation, string element, string name) =>
        documentation?.Elements(element).Any(e => e.Attribute("name")?.Value == name && !string.IsNullOrWhiteSpace(e.Value)) == true;

    private static IEnumerable<string> Parameters(ISymbol symbol) => (symbol switch
    {
        IMethodSymbol method => method.Parameters,
        IPropertySymbol property => property.Parameters,
        INamedTypeSymbol { DelegateInvokeMethod: { } invoke } => invoke.Parameters,
        _ => [],
    }).Select(parameter => parameter.Name);

    private static IEnumerable<string> TypeParameters(ISymbol symbol) => (symbol switch
    {
        IMethodSymbol method => method.TypeParameters,
        INamedTypeSymbol type => type.TypeParameters,
        _ => [],
    }).Select(parameter => parameter.Name);

    /// <summary>Methods, indexers and delegates that give something. Properties and conversions say it in their summary.</summary>
    private static bool GivesResult(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => method is { ReturnsVoid: false, MethodKind: MethodKind.Ordinary },
        IPropertySymbol property => property.IsIndexer,
        INamedTypeSymbol { DelegateInvokeMethod: { } invoke } => !invoke.ReturnsVoid,
        _ => false,
    };
}
