// Ownership and borrowing, from the first owner to a program of one's own: a chapter a file, in the order of this list.
//
//   dotnet run --project samples/Ownership                  all chapters
//   dotnet run --project samples/Ownership -- moves loops   those two
//   dotnet run --project samples/Ownership -- --list        what there is
using ForkJoin.Samples;
using Ownership;

return Chapters.Run(
    args,
    new Chapter("race", "Two tasks that change one list are told so", Race.RunAsync),
    new Chapter("owners", "An owner is immutable unless it says otherwise", Owners.Run),
    new Chapter("moves", "A value has one owner, and moves", Moves.Run),
    new Chapter("freeze", "From mutable to immutable and back", FreezeAndThaw.Run),
    new Chapter("clones", "A clone is independent", Clones.Run),
    new Chapter("borrowing", "Many readers or one writer", Borrowing.Run),
    new Chapter("lifetimes", "A stored reference expires with its lifetime", Lifetimes.Run),
    new Chapter("elements", "Each element lent for writing, all at once", Elements.Run),
    new Chapter("calls", "Functions that take owned, borrowed and plain values alike", Calls.Run),
    new Chapter("aliases", "Aliases, and what can be done about them", Aliases.Run),
    new Chapter("loops", "Changes and new owners in loops", Loops.Run),
    new Chapter("readers", "Ten forks read through one reference", Readers.Run),
    new Chapter("mutex", "What is lent belongs to the lock", Locks.Run),
    new Chapter("closures", "What a fork's body may use", Closures.Run),
    new Chapter("adopting", "One function at a time, in code that exists", Adopting.Run));
