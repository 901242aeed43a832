using ForkJoin.Tests.Analyzers.Framework;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>Callees that take a value of any type: what a container may keep of what it is handed (FJ0032; R46).</summary>
public sealed class SignatureContainersTests
{
    [Fact]
    public void R46_a_callee_that_takes_any_type_may_keep_what_its_own_type_can_hold() => Fixture.CheckMembers("""
        static void Run(OwnedMut<int> data, List<Ref<int>> list, Action<Ref<int>> action, Comparer<Ref<int>> comparer)
        {
            using Lifetime lifetime = Lifetime.Open();
            Ref<int> reference = lifetime.Borrow(data);
            var bag = new System.Collections.Concurrent.ConcurrentBag<Ref<int>>();
            bag.Add(reference);
        //          ^^^^^^^^^ FJ0032: Perhaps callers are surprised: reference is handed to ConcurrentBag.Add, which may keep it: its signature says nothing of references. Mark its type parameter [BorrowsFrom], or hand over the value.
            var box = new System.Runtime.CompilerServices.StrongBox<Ref<int>>(reference);
            //                                                                ^^^^^^^^^ FJ0032: Perhaps callers are surprised: reference is handed to StrongBox, which
            new System.Collections.Concurrent.ConcurrentBag<int>().Add(reference.Value);
            list.Add(reference);
            list.Remove(reference);
            Console.WriteLine(list.Contains(reference) || list.IndexOf(reference) == 1 || reference.Equals(box.Value) || comparer.Compare(reference, reference) > 0);
            Console.WriteLine(reference);
            Console.WriteLine("{0}", reference);
            action(reference);
            Look(reference);
            new Looker().Look(reference);
            new Printer<Ref<int>>().Print(reference);
            new Ring<Ref<int>>().Put(reference);
            //                       ^^^^^^^^^ FJ0032
            new Said<Ref<int>>().Put(reference);
            var gate = new Mutex<Ref<int>>(reference);
            Console.WriteLine(gate);
        }

        sealed class Printer<T>
        {
            public void Print(T value) => Console.WriteLine(value);
        }

        sealed class Ring<T>
        {
            private readonly List<T[]> _all = [];

            public void Put(T value) => _all.Add([value]);
        }

        sealed class Said<[BorrowsFrom] T>
        {
            private readonly List<T> _all = [];

            public void Put(T value) => _all.Add(value);
        }

        static void Look(Ref<int> reference) => Console.WriteLine(reference.Value);

        sealed class Looker
        {
            public void Look(Ref<int> reference) => Console.WriteLine(reference.Value);
        }
        """);

    [Theory]
    [InlineData("public sealed class Box<T> { public T? Held; public void Put(T value) => Held = value; }", "box.Put(more)", true)]
    [InlineData("public sealed class Box<T> { public static void Put(T value) { } }", "Box<Ref<int>>.Put(more)", false)]
    [InlineData("public sealed class Box<T> { public void Put(object value) { } }", "box.Put(more)", false)]
    [InlineData("public delegate void Box<T>(T value);", "box(more)", false)]
    [InlineData("using ForkJoin; public sealed class Box<T> { public void Put(T value) { } public static void Use(Ref<int> any) { } }", "box.Put(more)", true)]
    [InlineData("using ForkJoin; public sealed class Box<[BorrowsFrom] T> { public T? Held; public void Put(T value) => Held = value; }", "new Box<Ref<int>>().Put(more)", false)]
    [InlineData("using ForkJoin; public sealed class Box<T> { public T? Held; [MayStore(\"value\", \"this\")] public void Put(T value) => Held = value; }", "box.Put(more)", false)]
    public void R46_a_callee_of_another_assembly_that_takes_any_type_may_keep_it_unless_it_says_something(string library, string call, bool mayKeep)
    {
        CSharpCompilation built = Fixture.Compile(library).WithAssemblyName("Boxes");
        built = built.RemoveSyntaxTrees(built.SyntaxTrees[1]); // to import the library is to refer to it
        Fixture.RequireNoErrors(built);
        using var image = new MemoryStream();
        Assert.True(built.Emit(image).Success);
        CSharpCompilation user = Fixture.Compile($"static class User {{ internal static void Run(Box<Ref<int>> box, Ref<int> more) => {call}; }}")
            .AddReferences(MetadataReference.CreateFromImage(image.ToArray()));
        Fixture.RequireNoErrors(user);

        Assert.Equal(mayKeep ? ["FJ0032"] : [], Fixture.Diagnose(user).Select(static one => one.Id));
    }
}
