using ForkJoin;

namespace Patterns;

/// <summary>
/// <b>A polled queue.</b> Workers ask a queue for messages until there are none. A message that is taken is with one worker alone: the queue
/// moves its owner out. A worker that cannot handle it moves it back, for another attempt, and after three attempts it is set aside.
/// <para>Use it for queues that cannot call: a table, a directory, a service that is asked.</para>
/// <para>The rule it shows: a message is owned by the queue or by one worker, and never by two; taking and giving back are moves.</para>
/// </summary>
internal static class PolledQueue
{
    private const int Messages = 100, Workers = 4, MostAttempts = 3;

    internal static void Run()
    {
        var queue = new Mutex<MessageQueue>(new MessageQueue(), "queue");
        using (MutexGuard<MessageQueue> guard = queue.Lock())
        {
            for (int number = 1; number <= Messages; number++)
                guard.Value.Put(Own.Mut(new Message(number, Attempts: 0), $"message {number}"));
        }

        var handled = new Forked<List<Message>>[Workers];
        Fork.Section((queue, handled), static (section, s) =>
        {
            foreach (ref Forked<List<Message>> worker in s.handled.AsSpan())
                worker = section.Fork(s.queue, static queue => Work(queue));
        });

        Message[] all = [.. handled.SelectMany(static worker => worker.Result)];
        Console.WriteLine($"Handled: {all.Length}, each once: {all.Select(static message => message.Number).Distinct().Count() == all.Length}");
        Console.WriteLine($"At the second attempt: {string.Join(", ", all.Where(static message => message.Attempts == 2).Select(static message => message.Number).Order())}");
        MessageQueue done = queue.IntoInner();
        Console.WriteLine($"Set aside after {MostAttempts} attempts: {string.Join(", ", done.SetAside.Select(static message => message.Value.Number))}");
    }

    private static List<Message> Work(Mutex<MessageQueue> queue)
    {
        var handled = new List<Message>();
        while (true)
        {
            bool isEmpty = false;
            OwnedMut<Message>? taken = null;
            using (MutexGuard<MessageQueue> guard = queue.Lock())
            {
                taken = guard.Value.Take();
                isEmpty = taken is null && guard.Value.IsDone;
            }
            if (isEmpty)
                return handled;
            if (taken is null) // others are at work on what is left, and may give it back
                ForkJoinPool.Blocking(static () => Thread.Sleep(1));
            else
                Handle(taken, queue, handled);
        }
    }

    private static void Handle(OwnedMut<Message> message, Mutex<MessageQueue> queue, List<Message> handled)
    {
        using (BorrowedMut<Message> writer = message.BorrowMut())
            writer.Value = writer.Value with { Attempts = writer.Value.Attempts + 1 };
        bool succeeds = Succeeds(message.Value);
        using MutexGuard<MessageQueue> guard = queue.Lock();
        if (succeeds)
            handled.Add(message.TakeOwnership());
        else if (message.Value.Attempts < MostAttempts)
            guard.Value.Put(message.Move());
        else
            guard.Value.SetAside.Add(message.Move());
        guard.Value.Settle();
    }

    /// <summary>Every twentieth fails the first time, and one of them every time.</summary>
    private static bool Succeeds(Message message) => message.Number != 13 && (message.Number % 20 != 0 || message.Attempts > 1);

    private readonly record struct Message(int Number, int Attempts);

    private sealed class MessageQueue
    {
        private readonly Queue<OwnedMut<Message>> _waiting = new();
        private int _atWork;

        internal List<OwnedMut<Message>> SetAside { get; } = [];

        internal bool IsDone => _waiting.Count == 0 && _atWork == 0;

        internal void Put(OwnedMut<Message> message) => _waiting.Enqueue(message);

        internal OwnedMut<Message>? Take()
        {
            if (!_waiting.TryDequeue(out OwnedMut<Message>? message))
                return null;
            _atWork++;
            return message.Move();
        }

        internal void Settle() => _atWork--;
    }
}
