namespace ForkJoin.Tests.Explorer;

/// <summary>
/// The mutants that no test catches, with the reason: what they take away is speed, a question that another answers too, or order that
/// another step gives too. None of them is a fence; each compare-and-swap is here at most for its order, never for being one step.
/// </summary>
internal static class Harmless
{
    private const string Hint = "a hint: whoever acts on it looks again, after a fence or in a steal";
    private const string Speed = "saves time only: what follows asks the same again and does nothing then";
    private const string BottomOrders = "O3 and the acquire of bottom in T3 order it as well";
    private const string FenceFollows = "a full fence stands between it and whatever depends on it";
    private const string Overwritten = "a token that is overwritten was left before the fence behind it, and whoever parks looks after that";
    private const string Gated = "under the gate, whose order it has";

    private const string Look = "a hint: whoever acts on it takes the lock by T1, or asks under the gate";
    private const string Counting = "no step of the protocol: for tests and messages";

    private const string SameSlots = "reached through a reference, whose contents are published with it; an older array begins with the same slots";
    private const string AnySlot = "any free slot will do, since W2 looks at all: which one it is costs time";
    private const string Granted = "the signal or the gate orders it for who holds the grant; others only ask whether it is over";
    private const string Signalled = "whoever acts on it has taken the signal or the gate since; before, it is a hint";

    private static readonly (string Mutant, string Why)[] s_reasons =
    [
        ("WorkDeque.Count: Acquire orders nothing", Hint),
        ("WorkDeque.SeemsEmpty: Acquire orders nothing", Hint),
        ("WorkDeque.SeemsEmpty: Acquire orders nothing (2)", Hint),
        ("WorkDeque.Push: «Holds(slots.Length)» not asked", "the ring grows too early: costs memory"),
        ("WorkDeque.Push O2: Release orders nothing", BottomOrders),
        ("WorkDeque.MakeRoom: «Grow» dropped", "Push makes room itself; whoever asks beforehand only wants to be spared want of memory later"),
        ("WorkDeque.Holds: «if (bottom - _topSeen < count) return» dropped", "saves the look at the thieves' line"),
        ("WorkDeque.Holds: Acquire orders nothing", "an old top makes the deque look longer, never shorter"),
        ("WorkDeque.Pop: «if (bottom - TSync.Acquire(ref _top.Value) < 0) return» dropped", "saves the fence: O7 finds the same"),
        ("WorkDeque.Pop O4: Acquire orders nothing", "an old top makes the deque look longer, never shorter"),
        ("WorkDeque.Pop O5: Release orders nothing", "O6 orders it before everything that follows; it publishes nothing"),
        ("WorkDeque.Pop O7: Acquire orders nothing", "the owner reads only what it wrote itself"),
        ("WorkDeque.Pop O8: Release orders nothing", "the slots below were published by O3, and thieves fence in T2"),
        ("WorkDeque.Pop O10: Release orders nothing", "the slots below were published by O3, and thieves fence in T2"),
        ("WorkDeque.Pop O1: Release orders nothing", "the slots below were published by O3, and thieves fence in T2"),
        ("WorkDeque.Pop: Acquire orders nothing", "the owner reads only what it wrote itself"),
        ("WorkDeque.Pop: Release orders nothing", "a thief that reads either value of the slot loses its race"),
        ("WorkDeque.Pop O9: CompareExchange orders nothing", "that top moves once decides the race; O6 has ordered the rest"),
        ("WorkDeque.Scrub: Acquire orders nothing", "an old top makes the deque look longer: it is scrubbed another time"),
        ("WorkDeque.Steal T1: Acquire orders nothing", "T2 follows"),
        ("WorkDeque.Steal T4: Acquire orders nothing", "reached through a reference, whose contents are published with it"),
        ("WorkDeque.Steal T5: Acquire orders nothing", BottomOrders),
        ("WorkDeque.Steal T6: CompareExchange orders nothing", "that top moves once decides the race; T2 of the next thief has ordered the rest"),
        ("WorkDeque.Grow G1: Release orders nothing", "O3 follows, and a thief reaches the new ring only by a bottom that it needs or by a top that is in both"),
        ("WorkDeque.Grow: «Scarcity.Ask(Resource.Room)» dropped", "no step of the protocol: lets tests refuse the memory"),
        ("HelperSleep.Sleep H1: Release orders nothing", FenceFollows),
        ("HelperSleep.Sleep: Release orders nothing", "publishes nothing; seen late it leaves a stale token"),
        ("HelperSleep.Wake: «TSync.Acquire(ref _asleep) != 0 && TSync.Exchange(ref _asleep, 0) != 0» not asked", "leaves a stale token, which costs one look"),
        ("HelperSleep.Wake P7: «TSync.Acquire(ref _asleep) != 0» not asked", "saves an interlocked operation"),
        ("HelperSleep.Wake P7: «TSync.Exchange(ref _asleep, 0) != 0» not asked", "leaves a stale token, which costs one look"),
        ("HelperSleep.Wake P7: Acquire orders nothing", "P2 stands before it, and nothing is read through it"),
        ("HelperSleep.Wake P7: Exchange orders nothing", "the parker orders what the wake-up is about"),
        ("HelperSleep.Wake P7: Exchange in two steps", "leaves a stale token, which costs one look"),
        ("Sleepers.Sleep: «watched.AnybodySkips()» not asked", "watches without need, which costs processor time for sixteen milliseconds"),
        ("IdleCounts.NeedsWaking: «Sleeping > 0» not asked", Speed),
        ("IdleCounts.NeedsWaking: «Searching == 0» not asked", Speed),
        ("IdleCounts.Read: Acquire orders nothing", "P2 or the gate stands before it, and nothing is read through it"),
        ("IdleCounts.StartSearching S1: Add orders nothing", "a worker that is not yet seen searching is woken for nothing"),
        ("IdleCounts.WakeUp: Add orders nothing", Gated),
        ("Parker.Park K1: CompareExchange orders nothing", "K2 follows, or the wait and K2"),
        ("Parker.Park K1: CompareExchange orders nothing (2)", "K2 follows, or K4, and whoever gives up was promised nothing"),
        ("Parker.Park K2: Exchange in two steps", Overwritten),
        ("Parker.Park K2: Exchange in two steps (2)", Overwritten),
        ("Parker.Park K4: CompareExchange orders nothing", "whoever gives up was promised nothing; else K5 and K2 follow"),
        ("Parker.Unpark: «TSync.Exchange(ref _state, Token) == Asleep» not asked", "the signal is a token itself: the state saves the calls into the system"),
        ("WorkDeque.Steal T3: Acquire orders nothing", "O2 and the acquire of the slot in T5 order it as well"),
        ("Sleepers.AreClosed C1: Acquire orders nothing", "S3 takes the gate before it asks in S5"),
        ("Sleepers.StopSearching: «last && work.AnyWorkVisible() && Counts.Read().NeedsWaking» not asked", "wakes one for nothing, who sleeps again"),
        ("Sleepers.StopSearching: «last && work.AnyWorkVisible()» not asked", "wakes one for nothing, who sleeps again"),
        ("Sleepers.StopSearching: «Counts.Read().NeedsWaking» not asked", Speed),
        ("Sleepers.StopSearching: «last» not asked", Speed),
        ("Sleepers.StopSearching: «work.AnyWorkVisible()» not asked", "wakes one for nothing, who sleeps again"),
        ("Sleepers.TellOfWork P3: «Counts.Read().NeedsWaking» not asked", Speed),
        ("Sleepers.Close C2: Release orders nothing", Gated),
        ("Sleepers.Close: «_asleep.Clear()» dropped", "after closing nobody is counted as asleep, so nobody is looked for in the list"),
        ("Reserve.Counts: the gate is not taken", "no step of the protocol: for tests and dumps"),
        ("Reserve.CallUp: «NoteWhetherOneIsTooMany» dropped", Speed),
        ("Reserve.StartAnother: «HasRoomForAnother()» not asked", "no step of the protocol: spares resting want of memory"),
        ("Reserve.HasRoomForAnother: «_resting.EnsureCapacity(_started + 1)» dropped", "no step of the protocol: spares resting want of memory"),
        ("Reserve.MayRest: «if (TSync.Acquire(ref _oneTooMany) == 0) return» dropped", Speed),
        ("Reserve.MayRest: Acquire orders nothing", "a hint: whoever is told so looks again under the gate, and whoever is not may sleep called up"),
        ("Reserve.MayRest: «NoteWhetherOneIsTooMany» dropped", Speed),
        ("Reserve.NoteWhetherOneIsTooMany: Release orders nothing", "a hint: whoever is told so looks again under the gate"),
        ("Reserve.Close: «_resting.Clear()» dropped", "after closing nobody is called up"),
        ("IdleLife.FindWork: «!IsDismissed(pool)» not asked", "TakeWork asks as well, and nothing stands between"),
        ("IdleLife.FindWork: «contended» not asked", "a look later: S5 sees what was not taken"),
        ("IdleLife.FindWork: «worker.WaitsForNextLook(++looks)» not asked", "sleeps at once: S5 sees what was not taken"),
        ("Watch.Number: Acquire orders nothing", "the skipper's fence stands before it, and nothing is read through it"),
        ("Watch.TryTake W1: CompareExchange orders nothing", "K1 stands between it and the first look"),
        ("Watch.Keep W2: Release orders nothing", "carried by the guard that the look raises; a number seen late is one more skip"),
        ("TurnLock.Generation: Acquire orders nothing", "the holder reads what it wrote itself or was ordered behind when it got the lock; others only ask whether a lock is over"),
        ("TurnLock.IsFree: Acquire orders nothing", Look),
        ("TurnLock.IsLocked: Acquire orders nothing", Counting),
        ("TurnLock.IsPromised: Acquire orders nothing", Look),
        ("TurnLock.IsGone: Acquire orders nothing", "the word never changes again, and what goes with it is words for messages, which may be missing"),
        ("TurnLock.Announce T3: Acquire orders nothing", "T1 or T4 follows, or the gate has ordered it"),
        ("TurnLock.Announce T4: CompareExchange orders nothing", "that the word moves once decides it; whoever finds it moved takes the gate"),
        ("TurnLock.End R1: Release orders nothing", "R2 follows"),
        ("TurnLock.EndOnce R1: CompareExchange orders nothing", "that the generation moves once decides it; R2 follows"),
        ("TurnLock.LetGo: «TSync.CompareExchange(ref _word, Free, Held) != Held» not asked", "saves the gate: R3 finds nobody and says Free, under the gate that T4 needs"),
        ("TurnLock.Retire G1: Release orders nothing", Gated),
        ("TurnLock.Count: «count++» dropped", Counting),
        ("TurnLock.HandOver R3: Release orders nothing", "R2 stands before it, and T1 behind it"),
        ("TurnLock.HandOver R3: Release orders nothing (2)", Gated),
        ("TurnLock.HandOver: «granted» not asked", "the one who refuses still holds it and looks into the queue again: Held or Contended is the same to everybody"),
        ("TurnWaiter.WaitAgain: Release orders nothing", "T3 follows"),
        ("TurnLock.EndLeft L2: CompareExchange orders nothing", "the fence of L1 stands before it and R2 behind it; that the holder goes once decides it"),
        ("PhaseLock.TryReadAlone: Acquire orders nothing", SameSlots),
        ("PhaseLock.TryReadBeside: Acquire orders nothing", SameSlots),
        ("PhaseLock.TryReadBeside: «if (slots.Length < EnoughSlots && slots[thread & (slots.Length - 1)].Holder != holder) return» dropped", AnySlot),
        ("PhaseLock.TryReadBeside: «slots.Length < EnoughSlots» not asked", AnySlot),
        ("PhaseLock.TryReadBeside: «slots[thread & (slots.Length - 1)].Holder != holder» not asked", AnySlot),
        ("PhaseLock.TryReadBeside: Acquire orders nothing (2)", "a hint: R2 asks again, behind the fence of R1"),
        ("PhaseLock.TryReadBeside: «TSync.Acquire(ref _door) == 0» not asked", "saves R1 and the way back: R2 asks the same"),
        ("PhaseLock.EndRead R3, R4: «TSync.Acquire(ref _door) != 0» not asked", "takes the gate where nobody waits, and A changes nothing"),
        ("PhaseLock.EndRead R3, R4: Acquire orders nothing", "R3 stands before it, and nothing is read through it"),
        ("PhaseLock.SlotOf: «slot.IsTaken» not asked", "a thread's number is cleared before its slot is free: where it finds its own, it stands there"),
        ("PhaseLock.OwnWriting: «IsWritten» not asked", "where nobody writes, the writer's number is 0"),
        ("PhaseLock.Claim: «TryAddSlots» dropped", AnySlot),
        ("PhaseLock.TryAddSlots: Release orders nothing", SameSlots),
        ("PhaseLock.IsWriting: Acquire orders nothing", Granted),
        ("PhaseLock.BeginWrite: Release orders nothing", Granted),
        ("PhaseLock.StopWriting W4: Release orders nothing", Granted),
        ("PhaseLock.EnterGate: Acquire orders nothing", "W1 follows, or the slow way to it"),
        ("PhaseLock.EnterGateSlowly: Acquire orders nothing", "W1 follows, or another look"),
        ("PhaseWaiter.State: Acquire orders nothing", Signalled),
        ("PhaseWaiter.State: Release orders nothing", Signalled),
        ("ReadSlot.TryTake: Acquire orders nothing", "R1 follows"),
        ("ReadSlot.TryTake: «!ReferenceEquals(File, file)» not asked", "stores the same again, which costs a write barrier"),
        ("ReadSlot.IsTaken: Acquire orders nothing", "W1 stands before it; a reader has written nothing, and what depends on it are stores behind a branch"),
        ("Watch.Keep W3: Release orders nothing", "W4 follows; K1 stands between the last look and it"),
    ];

    internal static string Why(string mutant) => Array.Find(s_reasons, reason => reason.Mutant == mutant).Why ?? "";
}
