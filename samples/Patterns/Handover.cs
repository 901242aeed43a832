using System.Security.Cryptography;
using System.Threading.Channels;
using ForkJoin;
using ForkJoin.Samples;
using Patterns.Parts;

namespace Patterns;

/// <summary>
/// <b>A handover.</b> A producer reads a file block by block and hands each block to a consumer, through a channel. The blocks are rented
/// memory, nothing is copied, and each belongs to one of the two at a time: the producer moves it away, the consumer gives it back to the pool.
/// <para>Use it for pipelines over large data.</para>
/// <para>
/// The rule it shows: after a move the old owner is dead. So the oldest bug of such pipelines, a producer that fills the block again while the
/// consumer still reads it, is refused where it is made.
/// </para>
/// </summary>
internal static class Handover
{
    private const int Length = 1_000_000, BlockLength = 65_536;

    internal static async Task RunAsync()
    {
        using var directory = new TemporaryDirectory();
        string file = directory.PathOf("data.bin");
        byte[] data = new byte[Length];
        new Random(42).NextBytes(data);
        File.WriteAllBytes(file, data);

        Channel<OwnedArray<byte>> channel = Channel.CreateBounded<OwnedArray<byte>>(4);
        Task producing = ProduceAsync(file, channel.Writer);
        Task<byte[]> consuming = ConsumeAsync(channel);
        try
        {
            await Task.WhenAll(producing, consuming); // both have ended, well or not
            Console.WriteLine($"All came over: {(await consuming).AsSpan().SequenceEqual(SHA256.HashData(data))}");
        }
        finally
        {
            while (channel.Reader.TryRead(out OwnedArray<byte>? left))
                left.Dispose();
        }
    }

    private static async Task ProduceAsync(string file, ChannelWriter<OwnedArray<byte>> to)
    {
        Exception? failure = null;
        try
        {
            using FileStream stream = File.OpenRead(file);
            bool isFirst = true;
            while (ReadBlock(stream) is { } block)
            {
                await HandOverAsync(block.Move(), to);
                if (isFirst)
                    Refused.By<MovedException>(() => block[0] = 0); // it is the consumer's by now
                isFirst = false;
            }
        }
        catch (Exception caught)
        {
            failure = caught; // the consumer is told, and so is who awaits the producer
            throw;
        }
        finally
        {
            to.TryComplete(failure);
        }
    }

    /// <summary>Whom the channel does not take the block from is its owner still, and gives it back.</summary>
    private static async Task HandOverAsync(OwnedArray<byte> block, ChannelWriter<OwnedArray<byte>> to)
    {
        try
        {
            await to.WriteAsync(block);
        }
        catch
        {
            block.Dispose();
            throw;
        }
    }

    /// <summary>The next block of the file, or null at its end.</summary>
    private static OwnedArray<byte>? ReadBlock(FileStream stream)
    {
        int length = (int)Math.Min(BlockLength, stream.Length - stream.Position);
        if (length == 0)
            return null;
        OwnedArray<byte> block = OwnedArray.Pooled<byte>(length, "block");
        try
        {
            using BorrowScope scope = BorrowScope.Open();
            stream.ReadExactly(scope.BorrowMut(block));
            return block;
        }
        catch
        {
            block.Dispose();
            throw;
        }
    }

    private static async Task<byte[]> ConsumeAsync(Channel<OwnedArray<byte>> from)
    {
        try
        {
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await foreach (OwnedArray<byte> block in from.Reader.ReadAllAsync())
            {
                using (block) // the memory goes back to where it was rented
                    Append(hash, block);
            }
            return hash.GetHashAndReset();
        }
        catch (Exception failure)
        {
            from.Writer.TryComplete(failure); // or the producer would wait for ever for room in the channel
            throw;
        }
    }

    private static void Append(IncrementalHash hash, OwnedArray<byte> block)
    {
        using BorrowScope scope = BorrowScope.Open();
        hash.AppendData(scope.Borrow(block));
    }
}
