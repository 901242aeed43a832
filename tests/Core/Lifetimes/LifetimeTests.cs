namespace ForkJoin.Tests.Lifetimes;

/// <summary>References that may be stored: good until their lifetime ends, and judged when they are used.</summary>
public sealed class LifetimeTests
{
    [Trait("Needs", "Checks")]
    [Fact]
    public void R18_references_expire_with_their_lifetime_also_in_a_container()
    {
        OwnedMut<int> count = Own.Mut(1, "count");
        var kept = new List<Ref<int>>();
        RefMut<int> writer = default;
        using (Lifetime life = Lifetime.Open())
        {
            kept.Add(life.Borrow(count));
            kept.Add(kept[0].Share());
            Assert.Equal(2, kept[0].Value + kept[1].Value);
            Assert.Equal("count: alive", kept[0].ToString());
            BorrowConflictException refused = Refused.Conflict(() => count.Value = 2);
            Assert.StartsWith("lifetime ", refused.Existing!.Holder, StringComparison.Ordinal);
            Assert.StartsWith("LifetimeTests.cs:", refused.Existing.MadeAt, StringComparison.Ordinal);
            Assert.False(life.HasEnded);
        }
        Assert.All(kept, static reference => Refused.Expired(reference, static reference => _ = reference.Value));
        Assert.Equal("count: expired", kept[0].ToString());
        count.Value = 2;

        using (Lifetime life = Lifetime.Open()) // the same core and node again
        {
            writer = life.BorrowMut(count);
            writer.Value += 3;
            Assert.False(kept[0].IsAlive);
            Refused.Conflict(() => _ = count.Value);
            Refused.Expired(kept[0], static reference => reference.Share());
        }
        Refused.Expired(writer, static writer => writer.Value = 9);
        Assert.Equal(5, count.Value);
        Assert.Equal(OwnerState.Free, count.State);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R18_an_ended_lifetime_lends_nothing()
    {
        OwnedMut<int> count = Own.Mut(1);
        Lifetime life = Lifetime.Open();
        Lifetime copy = life;
        life.Dispose();
        Assert.True(copy.HasEnded);
        using Lifetime next = Lifetime.Open();
        Ref<int> good = next.Borrow(count);
        copy.Dispose(); // ends nothing of the next one's
        Assert.True(good.IsAlive);
        Refused.Expired(copy, copy => copy.Borrow(count));
        Refused.Expired(copy, copy => copy.BorrowMut(count));
        Refused.Expired(default(Lifetime), life => life.Borrow(count));
        Assert.True(default(Lifetime).HasEnded);
        default(Lifetime).Dispose();
        Refused.Expired(default(Ref<int>), static nothing => _ = nothing.Value);
        Refused.Expired(default(RefMut<int>), static nothing => _ = nothing.Value);
        Assert.Equal("nothing: expired", default(Ref<int>).ToString());
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R18_a_lifetime_stays_on_the_thread_that_opened_it()
    {
        OwnedMut<int> count = Own.Mut(1, "count");
        using Lifetime life = Lifetime.Open();
        Ref<int> reader = life.Borrow(count);
        var refused = new List<Exception?>();
        var thread = new Thread(() =>
        {
            refused.Add(Record.Exception(() => life.Borrow(count)));
            refused.Add(Record.Exception(() => life.Dispose()));
            refused.Add(Record.Exception(() => reader.Share()));
            refused.Add(Record.Exception(reader.Release));
            refused.Add(Record.Exception(() => life.Repoint(ref reader, count)));
        });
        thread.Start();
        thread.Join();
        Assert.Equal(5, refused.Count);
        Assert.All(refused, static error => Assert.IsType<WrongThreadException>(error));
        Assert.Equal(1, reader.Value);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R44_a_reference_that_is_pointed_at_something_new_releases_the_old_and_comes_to_life()
    {
        OwnedMut<string> first = Own.Mut("a", "first");
        OwnedMut<string> second = Own.Mut("bb", "second");
        using Lifetime life = Lifetime.Open();
        Ref<string> longest = life.Borrow(first);
        life.Repoint(ref longest, second);
        first.Value = "c"; // free again
        Assert.Equal("bb", longest.Value);

        Ref<string> shared = longest.Share();
        life.Repoint(ref longest, first);
        Refused.Conflict(() => second.Value = "d"); // the other reference still holds it
        Assert.Equal("bb", shared.Value);
        shared.Release();
        shared.Release();
        second.Value = "d";
        Assert.False(shared.IsAlive);
        Assert.True(longest.IsAlive);

        life.Repoint(ref shared, second);
        Assert.Equal("d", shared.Value);

        RefMut<string> writer = life.BorrowMut(Own.Mut("x"));
        shared.Release();
        life.Repoint(ref writer, second);
        life.Repoint(ref writer, second); // released first, so the same owner does
        writer.Value = "e";
        writer.Release();
        Assert.Equal("e", second.Value);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R44_where_the_new_loan_is_refused_the_reference_is_left_expired()
    {
        OwnedMut<int> first = Own.Mut(1, "first");
        OwnedMut<int> second = Own.Mut(2, "second");
        using Lifetime life = Lifetime.Open();
        Ref<int> reader = life.Borrow(first);
        using (second.BorrowMut())
            Refused.Conflict(() => life.Repoint(ref reader, second));
        Assert.False(reader.IsAlive);
        Assert.Equal(OwnerState.Free, first.State);
        life.Repoint(ref reader, second);
        Assert.Equal(2, reader.Value);
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R19_references_and_guards_stand_in_each_others_way()
    {
        OwnedMut<int> data = Own.Mut(1, "data");
        using Lifetime life = Lifetime.Open();
        Ref<int> reader = life.Borrow(data);
        using (Borrowed<int> guard = data.Borrow())
            Assert.Equal(2, guard.Value + reader.Value);
        Refused.Conflict(() => data.BorrowMut());
        Refused.Conflict(() => life.BorrowMut(data));
        reader.Release();
        using (data.BorrowMut())
            Refused.Conflict(() => life.Borrow(data));
        Owned<int> frozen = data.Freeze();
        Assert.Equal(1, life.Borrow(frozen).Value);
        Refused.Moved(() => life.Borrow(data));
    }

    [Fact]
    public void R09_what_a_failed_change_left_is_refused_through_references_too()
    {
        OwnedMut<string> text = Own.Mut("a", "text");
        using (BorrowedMut<string> writer = text.BorrowMut())
        {
            Refused.Throws<InvalidTimeZoneException, BorrowedMut<string>>(
                writer, static writer => writer.Update(static _ => throw new InvalidTimeZoneException()));
        }
        using Lifetime life = Lifetime.Open();
        Assert.Throws<PoisonedException>(() => life.Borrow(text));
        Assert.Equal(OwnerState.Free, text.State);
        RefMut<string> reference = life.BorrowMut(text);
        Refused.Throws<PoisonedException, RefMut<string>>(reference, static reference => _ = reference.Value);
    }

    [Fact]
    public void P25_lifetimes_and_references_allocate_nothing_in_steady_state()
    {
        OwnedMut<int> data = Own.Mut(0);
        Use(data, 1_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Use(data, 10_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(11_000, data.Value);

        static void Use(OwnedMut<int> data, int times)
        {
            for (int i = 0; i < times; i++)
            {
                using Lifetime life = Lifetime.Open();
                RefMut<int> writer = life.BorrowMut(data);
                writer.Value++;
                writer.Release();
                Ref<int> reader = life.Borrow(data);
                life.Repoint(ref reader, data);
                _ = reader.Value + reader.Share().Value;
            }
        }
    }
}
