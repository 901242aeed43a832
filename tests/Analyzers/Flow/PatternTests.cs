using ForkJoin.Tests.Analyzers.Framework;

namespace ForkJoin.Tests.Analyzers.Flow;

/// <summary>Patterns that can only match, by their types: nothing comes of the way where they do not.</summary>
public sealed class PatternTests
{
    [Fact]
    public void What_can_only_match_is_no_branch() => Fixture.CheckMembers("""
        static void NamedInAnIf(OwnedMut<int> a)
        {
            if (a.Borrow() is Borrowed<int> b)
                b.Dispose();
            a.Value = 1;
        }

        static void NamedByVar(OwnedMut<int> a)
        {
            if (a.Borrow() is var b)
                b.Dispose();
            a.Value = 1;
        }

        static void NamedByBraces(OwnedMut<int> a)
        {
            if (a.Borrow() is { } b)
                b.Dispose();
            a.Value = 1;
        }

        static void NamedByBracesWithAPart(OwnedMut<int> a)
        {
            if (a.Borrow() is { Value: var value } b)
                b.Dispose();
            a.Value = 1;
        }

        static void Negated(OwnedMut<int> a)
        {
            if (!(a.Borrow() is { } b))
                return;
            b.Dispose();
            a.Value = 1;
        }

        static void InASwitch(OwnedMut<int> a)
        {
            switch (a.Borrow())
            {
                case Borrowed<int> b:
                    b.Dispose();
                    break;
            }
            a.Value = 1;
        }

        static void InASwitchExpression(OwnedMut<int> a)
        {
            Borrowed<int> g = a.Borrow() switch { var b => b };
            g.Dispose();
            a.Value = 1;
        }

        static void EitherWay(OwnedMut<int> a, int i)
        {
            Borrowed<int> g = a.Borrow();
            if (i is 1 or var _)
                g.Dispose();
            a.Value = i;
        }
        """);

    [Fact]
    public void What_may_not_match_is_one() => Fixture.CheckMembers("""
        static void APart(OwnedMut<int> a)
        {
            if (a.Borrow() is { Value: > 0 } b)
            //  ---------- lent for reading here
                b.Dispose();
            a.Value = 1;
        //  ^ FJ0003
        }

        static void BothOfThem(OwnedMut<int> a, int i)
        {
            Borrowed<int> g = a.Borrow();
        //                    ---------- lent for reading here
            if (i is 1 and var _)
                g.Dispose();
            a.Value = i;
        //  ^ FJ0003
            g.Dispose();
        //  -- FJ0003 the loan ends only here @ g.Dispose()
        }

        static void OfAnotherType(OwnedMut<int> a, object o)
        {
            Borrowed<int> g = a.Borrow();
        //                    ---------- lent for reading here
            if (o is string)
                g.Dispose();
            if (o is string s)
                g.Dispose();
            a.Value = 1;
        //  ^ FJ0003
        }

        static void PerhapsNull(OwnedMut<int> a, int? i)
        {
            Borrowed<int> g = a.Borrow();
        //                    ---------- lent for reading here
            if (i is int)
                g.Dispose();
            if (i is { } j)
                g.Dispose();
            a.Value = 1;
        //  ^ FJ0003
        }
        """);
}
