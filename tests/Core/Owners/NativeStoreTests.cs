using System.Buffers;
using ForkJoin.Owners;

namespace ForkJoin.Tests.Owners;

public sealed unsafe class NativeStoreTests
{
    [Fact]
    public void Allocated_memory_is_zeroed_and_gone_after_disposal()
    {
        var store = new NativeStore<long>(8);
        Assert.Equal(new long[8], store.GetSpan().ToArray());
        store.GetSpan()[7] = 1;
        Assert.Equal(1, store.Memory.Span[7]);

        ((IDisposable)store).Dispose();
        ((IDisposable)store).Dispose();

        Assert.Throws<ObjectDisposedException>(() => store.GetSpan().Length);
    }

    [Fact]
    public void Pinning_gives_the_element_s_address_and_refuses_indexes_outside()
    {
        int* numbers = stackalloc int[] { 1, 2, 3 };
        var store = new NativeStore<int>(numbers, 3);
        using MemoryHandle handle = store.Pin(2);

        Assert.Equal(3, *(int*)handle.Pointer);
        Assert.Throws<ArgumentOutOfRangeException>("elementIndex", () => store.Pin(-1));
        Assert.Throws<ArgumentOutOfRangeException>("elementIndex", () => store.Pin(4));
    }
}
