using System.Buffers;
using System.Runtime.InteropServices;

namespace ForkJoin.Tests.Owners;

/// <summary>How owners are made.</summary>
public sealed unsafe class OwnedArrayTests : NoLoansLeft
{
    [Fact]
    public void Of_an_array_owns_that_array_itself_under_the_caller_s_expression()
    {
        int[] numbers = [1, 2, 3];
        OwnedArray<int> data = Watch(OwnedArray.Of(numbers));

        Assert.Equal("numbers", data.Name);
        Assert.Equal(3, data.Length);
        Assert.Equal(OwnerState.Free, data.State);
        data[1] = 20;
#pragma warning disable FJ0006 // it is the same array
        Assert.Equal(20, numbers[1]);
#pragma warning restore FJ0006
        Assert.Same(numbers, data.IntoArray());
    }

    [Fact]
    public void Of_memory_over_part_of_an_array_owns_that_part()
    {
        int[] numbers = [0, 1, 2, 3, 4, 5];
        Memory<int> middle = numbers.AsMemory(2, 3);
        OwnedArray<int> data = Watch(OwnedArray.Of(middle));

        Assert.Equal("middle", data.Name);
        Assert.Equal([2, 3, 4], data.ToArray());
        using (var scope = BorrowScope.Open())
            scope.BorrowMut(data, 1..).Span.Fill(9);
        Assert.Equal([0, 1, 2, 9, 9, 5], numbers);
        int[] copy = data.IntoArray();
        Assert.Equal([2, 9, 9], copy);
        Assert.NotSame(numbers, copy);
    }

    [Fact]
    public void Of_memory_over_a_whole_array_gives_that_array_back()
    {
        int[] numbers = [1, 2];

        Assert.Same(numbers, OwnedArray.Of(numbers.AsMemory()).IntoArray());
    }

    [Fact]
    public void Of_no_memory_owns_no_element()
    {
        OwnedArray<int> data = Watch(OwnedArray.Of(default(Memory<int>)));
        using var scope = BorrowScope.Open();

        Assert.Equal(0, data.Length);
        Assert.True(scope.BorrowMut(data).IsEmpty);
    }

    [Fact]
    public void Of_a_memory_owner_disposes_it_together_with_the_new_owner_and_once()
    {
        var rented = new CountingMemoryOwner([1, 2, 3, 4]);
        OwnedArray<int> data = Watch(OwnedArray.Of<int>(rented));

        Assert.Equal("rented", data.Name);
        Assert.Equal([1, 2, 3, 4], data.ToArray());
        Assert.Equal(0, rented.Disposals);
        data.Dispose();
        data.Dispose();
        Assert.Equal(1, rented.Disposals);
    }

    [Fact]
    public void Moving_the_array_out_of_a_memory_owner_copies_and_disposes_it()
    {
        int[] inner = [1, 2, 3, 4];
        var rented = new CountingMemoryOwner(inner);

        int[] copy = OwnedArray.Of<int>(rented).IntoArray();

        Assert.Equal(inner, copy);
        Assert.NotSame(inner, copy);
        Assert.Equal(1, rented.Disposals);
    }

    [Fact]
    public void What_is_to_be_disposed_moves_along_with_the_elements()
    {
        var rented = new CountingMemoryOwner([1]);
        OwnedArray<int> second = Watch(OwnedArray.Of<int>(rented).Move());

        Assert.Equal(0, rented.Disposals);
        second.Dispose();
        Assert.Equal(1, rented.Disposals);
    }

    [Fact]
    public void Of_a_memory_manager_s_memory_owns_the_part_that_it_covers()
    {
        using IMemoryOwner<int> manager = new ArrayManager([0, 1, 2, 3, 4, 5]);
        OwnedArray<int> data = Watch(OwnedArray.Of(manager.Memory.Slice(1, 4), "data"));
        using var scope = BorrowScope.Open();

        Assert.Equal([1, 2, 3, 4], data.ToArray());
        Assert.Equal([2, 3], scope.Borrow(data, 1..3).Span.ToArray());
    }

    [Fact]
    public void R11_Take_sets_the_caller_s_variable_to_null_and_names_the_owner_after_it()
    {
        int[]? numbers = [1, 2, 3];
        int[] same = numbers;
        OwnedArray<int> data = Watch(OwnedArray.Take(ref numbers));

        Assert.Null(numbers);
        Assert.Equal("numbers", data.Name);
        Assert.Same(same, data.IntoArray());
    }

    [Fact]
    public void Take_that_is_refused_leaves_the_variable_as_it_was()
    {
        string[] words = ["a"];
        object[]? objects = words;

        Assert.Throws<ArrayTypeMismatchException>(() => OwnedArray.Take(ref objects));
        Assert.Same(words, objects);
    }

    [Fact]
    public void Create_makes_default_elements()
    {
        OwnedArray<string?> data = Watch(OwnedArray.Create<string?>(3, "words"));

        Assert.All(data.ToArray(), Assert.Null);
        Assert.Equal("words", data.Name);
        Assert.Equal(0, OwnedArray.Create<int>(0).Length);
    }

    [Fact]
    public void Pooled_is_as_long_as_asked_for_and_serves_again_after_disposal()
    {
        for (int round = 0; round < 3; round++)
        {
            using OwnedArray<int> data = Watch(OwnedArray.Pooled<int>(1000));
            Assert.Equal(1000, data.Length);
            using (var scope = BorrowScope.Open())
                scope.BorrowMut(data).Span.Fill(round);
            Assert.Equal(round, data[999]);
            Assert.Throws<ArgumentOutOfRangeException>(() => data[1000]);
        }
    }

    [Fact]
    public void Moving_the_array_out_of_pooled_memory_copies_just_the_elements_asked_for()
    {
        OwnedArray<int> data = OwnedArray.Pooled<int>(5);
        data.CopyFrom([1, 2, 3, 4, 5]);

        Assert.Equal([1, 2, 3, 4, 5], data.IntoArray());
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R59_Native_memory_is_zeroed_lends_like_any_other_and_is_refused_after_disposal()
    {
        OwnedArray<double> data = Watch(OwnedArray.Native<double>(100));
        Assert.Equal(new double[100], data.ToArray());
        using (var scope = BorrowScope.Open())
        {
            scope.BorrowMut(data, ..50).Span.Fill(1.5);
            scope.BorrowMut(data, 50..).Span.Fill(2.5);
        }
        Assert.Equal(1.5, data[49]);
        Assert.Equal(2.5, data[50]);

        data.Dispose();
        Refused.Moved(() => _ = data[0]);
        data.Dispose();
    }

    [Trait("Needs", "Checks")]
    [Fact]
    public void R59_Over_native_owns_the_caller_s_memory_and_does_not_free_it()
    {
        int* memory = (int*)NativeMemory.AllocZeroed(4, sizeof(int));
        try
        {
            OwnedArray<int> data = Watch(OwnedArray.OverNative(memory, 4));
            Assert.Equal("memory", data.Name);
            data[3] = 7;
            data.Dispose();
            Refused.Moved(() => _ = data[3]);
            Assert.Equal(7, memory[3]);
        }
        finally
        {
            NativeMemory.Free(memory);
        }
    }

    [Fact]
    public void Over_native_takes_a_null_pointer_for_no_elements()
    {
        OwnedArray<int> data = Watch(OwnedArray.OverNative<int>(null, 0));
        using var scope = BorrowScope.Open();

        Assert.Equal(0, scope.BorrowMut(data).Span.Length);
    }

    [Fact]
    public void An_array_of_a_derived_element_type_is_refused_however_it_comes()
    {
        object[] words = new string[] { "a" };

        Assert.Contains("String[]", Assert.Throws<ArrayTypeMismatchException>(() => OwnedArray.Of(words)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_array_of_unsigned_integers_seen_as_signed_ones_is_refused_however_it_comes()
    {
        int[] seenAsSigned = (int[])(object)new uint[4];
        var rented = new CountingMemoryOwner(seenAsSigned);

        Assert.Throws<ArrayTypeMismatchException>(() => OwnedArray.Of(seenAsSigned));
        Assert.Throws<ArrayTypeMismatchException>(() => OwnedArray.Of(seenAsSigned.AsMemory(1, 2)));
        Assert.Throws<ArrayTypeMismatchException>(() => OwnedArray.Of<int>(rented));
        Assert.Equal(0, rented.Disposals);
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        int[]? none = null;
        Memory<char> text = MemoryMarshal.AsMemory("text".AsMemory());

        Assert.Throws<ArgumentNullException>("array", () => OwnedArray.Of((int[])null!));
        Assert.Throws<ArgumentNullException>("array", () => OwnedArray.Take(ref none));
        Assert.Throws<ArgumentNullException>("owner", () => OwnedArray.Of((IMemoryOwner<int>)null!));
        Assert.Throws<ArgumentException>("memory", () => OwnedArray.Of(text));
        Assert.Throws<ArgumentException>("owner", () => OwnedArray.Of<char>(new TextOwner(text)));
        Assert.Throws<ArgumentOutOfRangeException>("length", () => OwnedArray.Create<int>(-1));
        Assert.Throws<ArgumentOutOfRangeException>("length", () => OwnedArray.Pooled<int>(-1));
        Assert.Throws<ArgumentOutOfRangeException>("length", () => OwnedArray.Native<int>(-1));
        Assert.Throws<ArgumentOutOfRangeException>("length", () => OwnedArray.OverNative((int*)8, -1));
        Assert.Throws<ArgumentNullException>("start", () => OwnedArray.OverNative((int*)null, 1));
    }

    private sealed class CountingMemoryOwner(int[] array) : IMemoryOwner<int>
    {
        public int Disposals { get; private set; }

        public Memory<int> Memory => array;

        public void Dispose() => Disposals++;
    }

    private sealed class TextOwner(Memory<char> text) : IMemoryOwner<char>
    {
        public Memory<char> Memory => text;

        public void Dispose()
        {
        }
    }

    private sealed class ArrayManager(int[] array) : MemoryManager<int>
    {
        public override Span<int> GetSpan() => array;

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
