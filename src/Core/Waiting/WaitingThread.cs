using System;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading;
using ForkJoin.Ledger;
using ForkJoin.Loans;
using ForkJoin.Tracing;

namespace ForkJoin.Waiting;

/// <summary>
/// One thread as those see it who wait for others: who it is, and what it waits for. The steps (D) and the argument stand in the README
/// beside this file.
/// </summary>
internal sealed class WaitingThread
{
    /// <summary>The number of a wait that has none yet: it will get a higher one than any that has one now.</summary>
    private const long Unnumbered = 0;

    /// <summary>For the few instructions between drawing the number and saying it.</summary>
    private const long Drawing = -1;

    [ThreadStatic]
    private static WaitingThread? t_current;

    [ThreadStatic]
    private static int t_id;

    /// <summary>Nothing else refers to it: it is garbage when the thread's own fields are, which is when the thread has ended.</summary>
    [ThreadStatic]
    private static EndOfThread? t_end;

    private static long s_lastWait;

    private readonly Thread _thread = Thread.CurrentThread;
    private IAwaited? _awaited;
    private LoanKind _wanted;
    private SourcePlace _place;
    private long _number;

    private WaitingThread() => ThreadTable.Add(_thread.ManagedThreadId, this);

    internal static WaitingThread Current => t_current ?? Begin();

    /// <summary>The number of the thread that asks, kept where it is read without a call: the slot of a reader waits for it.</summary>
    internal static int CurrentId
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            int id = t_id;
            return id != 0 ? id : AskForId();
        }
    }

    /// <summary>Whether no code will run on the thread any more. What it wrote is seen by whoever finds it so.</summary>
    internal bool HasEnded => ThreadLoans.IsOver(_thread);

    internal int Id => _thread.ManagedThreadId;

    /// <summary>The latest thread of a number, if it has anything to do with waiting; null for numbers of none, such as those of leases.</summary>
    internal static WaitingThread? Find(int id) => ThreadTable.Find(id);

    /// <summary>
    /// Whether no code will run any more on the thread of a number, which was a thread's that could wait. One that nobody can find is over: it is
    /// kept by its thread's own field. Where the system has given the number to another thread since, the answer is about that one.
    /// </summary>
    internal static bool IsOver(int id)
    {
        if (id <= 0)
            return false;
        if (Find(id) is { } thread)
            return thread.HasEnded;
        Interlocked.MemoryBarrier();
        return true;
    }

    /// <summary>A thread as all messages call it: by its name if it has one.</summary>
    internal static string Describe(int id) => Find(id)?.ToString() ?? Numbered(id);

    /// <summary>D1: says what is waited for, and nothing but its being granted will end that. By its own thread, under the gate of what it waits for.</summary>
    internal void BeginWait(IAwaited what, LoanKind wanted, SourcePlace place)
    {
        Volatile.Write(ref _number, Unnumbered);
        _wanted = wanted;
        _place = place;
        Volatile.Write(ref _awaited, what);
    }

    /// <summary>Under the gate of what it waits for, before it is granted or given up: whoever waits no more closes no ring.</summary>
    internal void EndWait() => Volatile.Write(ref _awaited, null);

    /// <summary>D2: its wait is younger now than all that have a number. A full fence before and after it.</summary>
    internal long DrawNumber()
    {
        Volatile.Write(ref _number, Drawing);
        long number = Interlocked.Increment(ref s_lastWait);
        Volatile.Write(ref _number, number);
        return number;
    }

    /// <summary>Whether it waits for that at this moment. Certain under the gate of what it is.</summary>
    internal bool WaitsFor(IAwaited what) => ReferenceEquals(Volatile.Read(ref _awaited), what);

    /// <summary>What it waits for, if it has done so since before the wait of that number.</summary>
    internal bool WaitsSinceBefore(long number, out Wait wait)
    {
        // Whoever is drawing may have drawn a lower one, and says so in a moment.
        long its = Volatile.Read(ref _number);
        for (var spin = default(SpinWait); its == Drawing; its = Volatile.Read(ref _number))
            spin.SpinOnce(sleep1Threshold: -1);
        wait = new Wait(Volatile.Read(ref _awaited)!, _wanted, _place);
        Volatile.ReadBarrier();
        // The number says that it was one wait from the first look to the last.
        return its != Unnumbered && its < number && wait.Awaited is not null && Volatile.Read(ref _number) == its;
    }

    public override string ToString() => _thread.Name is { Length: > 0 } name ? $"thread \"{name}\"" : Numbered(Id);

    private static string Numbered(int id) => string.Create(CultureInfo.InvariantCulture, $"thread {id}");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int AskForId() => t_id = Current.Id;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WaitingThread Begin()
    {
        t_end = new EndOfThread();
        return t_current = new WaitingThread();
    }

    /// <summary>L4: finalized some time after the thread has ended, for those who sleep already and for what awaits.</summary>
    private sealed class EndOfThread
    {
#pragma warning disable MA0055 // there is no other notice of a thread's end
        ~EndOfThread()
#pragma warning restore MA0055
        {
            try
            {
                LedgerSources.ReleaseLeft();
            }
            catch (OutOfMemoryException)
            {
                GC.ReRegisterForFinalize(this); // later
            }
        }
    }
}
