using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Aliases;

/// <summary>FJ0006: raw aliases of what has an owner (R16).</summary>
public sealed class RawAliasTests
{
    [Fact]
    public void R16_an_array_is_not_used_beside_its_owner() => Fixture.CheckBody("""
        int[] raw = [1, 2, 3];
        OwnedArray<int> owner = OwnedArray.Of(raw);
        //                                    --- given to its owner here
        raw[0] = 4;
        // ^ FJ0006 @ raw
        """);

    [Fact]
    public void R16_nor_is_any_object_that_changes() => Fixture.CheckMembers("""
        static void Run(List<int> list, bool some)
        {
            OwnedMut<List<int>> owner = Own.Mut(list);
            //                                  ---- given to its owner here
            if (some)
                Console.WriteLine(list.Count);
            //                    ^^^^ FJ0006: 'list' (List<int>) is used after it was given to an owner, which does not see that. Use the owner, or give it by Own.TakeMut(ref list), which
            int[] read = [1];
            Owned<int[]> fixedOne = Own.Of(read);
            //                             ---- given to its owner here
            Action later = () => Console.WriteLine(read[0]);
            //                                     ^^^^ FJ0006
            int[] turn = [1];
            for (int i = 0; i < 2; i++)
            {
                turn[i] = i;
            //  ^^^^ FJ0006
                OwnedArray<int> again = OwnedArray.Of(turn);
                //                                    ---- given to its owner here
            }
        }
        """);

    [Theory]
    [InlineData("int[]? raw = [1]; var owner = OwnedArray.Take(ref raw); Console.WriteLine(raw is null);")]
    [InlineData("int[] raw = [1]; int first = raw[0]; var owner = OwnedArray.Of(raw); Console.WriteLine(raw.Length + first);")]
    [InlineData("int[] raw = [1]; var owner = OwnedArray.Of(raw); raw = [2]; Console.WriteLine(raw[0]);")]
    [InlineData("int[] raw = [1]; var owner = OwnedArray.Of(raw); int[] back = owner.IntoArray(); Console.WriteLine(raw[0]);")]
    [InlineData("int[] raw = [1]; var owner = OwnedArray.Of(raw); Console.WriteLine(ReferenceEquals(raw, owner.IntoArray()));")]
    [InlineData("string raw = \"a\"; var owner = Own.Of(raw); Console.WriteLine(raw);")]
    [InlineData("int raw = 1; var owner = Own.Mut(raw); raw++;")]
    [InlineData("for (int i = 0; i < 2; i++) { int[] raw = [1]; raw[0] = i; var owner = OwnedArray.Of(raw); }")]
    [InlineData("int[] raw = [1]; if (data.Length > 3) { var owner = OwnedArray.Of(raw); } else raw[0] = 1;")]
    [InlineData("var gate = new Mutex<int>(1); var owner = Own.Of(gate); gate.Use((ref int x) => x++);")]
    public void R16_what_has_one_name_or_does_not_change_is_fine(string statements) => Fixture.CheckBody(statements);
}
