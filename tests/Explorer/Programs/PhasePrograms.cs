using ForkJoin.Sharing;

namespace ForkJoin.Tests.Explorer;

/// <summary>The lock of shared references, steps R, W and A: readers beside each other, writers alone, in phases; given up, ended twice, dropped.</summary>
internal static partial class PhasePrograms
{
    internal static IReadOnlyList<Program> All { get; } =
    [
        new("R32 P34 a reader and a writer exclude each other, and the one sees what the other wrote", 3, 2, static () => Sharing("R W")),
        new("R32 P34 the same, over and over", 2, 1, static () => Sharing("RR WW")),
        new("R32 P34 a thread that reads already passes those who wait to write", 2, 1, static () => Sharing("N W")),
        new("R32 P34 a thread that reads already takes a place beside its own", 2, 1, static () => Sharing("N W", places: 2)),
        new("R40 P34 a reader's lease that several dispose ends once", 2, 1, static () => LeasingRead()),
        new("R32 P34 the value is dropped once, whoever gives up waiting for it", 2, 1, static () => Sharing("R Dw")),
        new("R32 P34 who only tries to read is kept out by nobody but writers", 2, 1, static () => Sharing("? ?")),
        new("R32 P34 who only tries waits for nobody", 2, 1, static () => Sharing("?! W")),
        new("R32 P32 P34 who would wait for itself is told so, and is in no queue", 1, 1, static () => Sharing("S R")),
        new("R32 P26 P34 a reader without memory to wait leaves nobody waiting behind", 2, 1, static () => Sharing("x W")),
        new("R32 P34 who counts those who wait lets nobody in", 2, 1, static () => Sharing("CR W")),
        new("R32 P34 of two who wait at the gate one goes through at a time", 2, 1, static () => Crowding()),
        new("R40 P34 what a lease has is nobody's: who asks for more by another waits in turn", 1, 1, static () => LeasingMore()),
        new("R40 P34 a lease beside another sees what was written once that one has ended", 2, 3, static () => LeasingBeside()),
        .. Three(preemptions: 1, ""),
        new("R32 P34 readers in each other's place make no more places than are enough", 1, 1, static () => Sharing("R W R", places: 2, enough: 2)),
    ];

    /// <summary>The same explored further.</summary>
    internal static IReadOnlyList<Program> Large { get; } = Three(preemptions: 2, ", further");

    private static Program[] Three(int preemptions, string further) =>
    [
        new($"R32 P34 readers and a writer exclude each other, and nobody who waits is forgotten{further}", preemptions, 1, static () => Sharing("R R W")),
        new($"R32 P34 of two writers neither passes a reader twice, nor a reader one that waits{further}", preemptions, 1, static () => Sharing("R W W")),
        new($"R32 P34 readers keep no writer out{further}", preemptions, 1, static () => Sharing("RR W R")),
        new($"R32 P34 a writer that gives up takes nothing along{further}", preemptions, 1, static () => Sharing("R w R")),
        new($"R32 P34 a reader that gives up takes nothing along{further}", preemptions, 1, static () => Sharing("W r W")),
        new($"R32 P26 P34 readers without a place to stand wait for one{further}", preemptions, 1, static () => Sharing("R R W", isScarce: true)),
        new($"R40 P34 a writer's lease that several dispose ends once{further}", preemptions, 1, static () => LeasingWrite()),
        new($"R32 P34 the value is dropped once, after the last reader and writer{further}", preemptions, 1, static () => Sharing("D R W")),
    ];

    /// <param name="actors">
    /// Each a word, of what it does in turn: reads, writes, reads twice at once (N), asks while it has something (S), counts who waits, drops the
    /// value; small, with a time-out; tries to read (?) or to write (!) and does not wait; comes to read and has no memory to wait (x).
    /// </param>
    /// <param name="isScarce">Whether there is no memory for another reader's slot.</param>
    /// <param name="places">How many slots there are at first: one, or two, which are as many as the program needs.</param>
    /// <param name="enough">How many slots are made for the sake of speed.</param>
    private static Play Sharing(string actors, bool isScarce = false, int places = 1, int enough = Phases.Most)
    {
        var phases = new Phases
        {
            IsScarce = isScarce,
            Enough = enough,
            MostPlaces = places == 1 ? Phases.Most : places,
            MayEnd = actors.Contains('D', StringComparison.Ordinal),
            NobodyWrites = actors.AsSpan().IndexOfAny("Ww!") < 0,
        };
        if (places == 2)
            phases.AddPlace();
        return phases.Play([.. actors.Split(' ').Select<string, Action>((steps, index) => () =>
        {
            foreach (char step in steps)
                phases.Do(step, index + 1);
        })]);
    }

    private static Play LeasingRead()
    {
        var phases = new Phases();
        ReadGrant<ExplorerSync> lease = phases.TryReadAlone(thread: 1, holder: -1, file: null, line: 0);
        Action end = () => phases.EndRead(lease.Slot!, lease.Generation);
        return phases.Play([end, end, () => phases.Do('R', 1)]);
    }

    private static Play LeasingWrite()
    {
        var phases = new Phases();
        long lease = phases.Write(holder: -1, file: null, line: 0, waiter: null);
        Action end = () => phases.EndWrite(lease);
        return phases.Play([end, end, () => phases.Do('W', 3)]);
    }

    /// <summary>Somebody leaves the gate, before which two others wait.</summary>
    private static Play Crowding()
    {
        var phases = new Phases();
        phases.TakeGate();
        return phases.Play([phases.LeaveGate, () => phases.Do('W', 2), () => phases.Do('W', 3)]);
    }

    /// <summary>Beside a writer: a lease to read, and before it ends one to write is asked for; before that ends, one to read.</summary>
    private static Play LeasingMore()
    {
        const int Nobody = -1;
        var phases = new Phases();
        return phases.Play([
            () =>
            {
                ReadGrant<ExplorerSync> reading = phases.Enter(LoanKind.Read, Nobody)!.Value;
                phases.TryRead(Nobody);
                Waiter toWrite = phases.QueueUp(LoanKind.Write, Nobody);
                phases.EndRead(reading.Slot!, reading.Generation);
                ReadGrant<ExplorerSync> writing = phases.Await(toWrite, givesUp: false)!.Value;
                Waiter toRead = phases.QueueUp(LoanKind.Read, Nobody);
                phases.Write(writing.Generation);
                phases.Read(Nobody, phases.Await(toRead, givesUp: false)!.Value, again: false);
            },
            () => phases.Do('W', 2),
        ]);
    }

    /// <summary>One thread asks for two leases to read. The first ends elsewhere, and a writer comes between it and the second.</summary>
    private static Play LeasingBeside()
    {
        var phases = new Phases();
        phases.AddPlace();
        ReadGrant<ExplorerSync> first = phases.TryReadAlone(thread: 1, holder: -1, file: null, line: 0);
        return phases.Play([
            () =>
            {
                phases.EndRead(first.Slot!, first.Generation);
                phases.Do('W', 2);
            },
            () => phases.Do('R', -1),
        ]);
    }
}
