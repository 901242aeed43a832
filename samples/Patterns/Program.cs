// Patterns of shared state, each on real parts: sockets on the loopback interface, files in a temporary directory. A pattern a file.
//
//   dotnet run --project samples/Patterns                    all of them
//   dotnet run --project samples/Patterns -- polled-queue    that one
//   dotnet run --project samples/Patterns -- --list          what there is
using ForkJoin.Samples;
using Patterns;

return Chapters.Run(
    args,
    new Chapter("shared-client", "One connection, used by many", SharedClient.RunAsync),
    new Chapter("shared-adapter", "Many use it, somebody changes it now and then", SharedAdapter.Run),
    new Chapter("overrides", "A store of overrides: read always, changed together or not at all", OverridesStore.Run),
    new Chapter("sessions", "A session for each request, and for nobody else", Sessions.Run),
    new Chapter("loop-group", "Loops that run together and end together", LoopGroup.Run),
    new Chapter("shared-directory", "A directory written by many, with one index", SharedDirectory.Run),
    new Chapter("polled-queue", "A queue that many poll, and each message with one of them", PolledQueue.Run),
    new Chapter("connection-pool", "Connections that are lent out and come back", ConnectionPooling.RunAsync),
    new Chapter("scoped-session", "All of it or nothing, and nobody keeps a reference", ScopedSession.Run),
    new Chapter("handover", "Blocks that move from a producer to a consumer", Handover.RunAsync),
    new Chapter("debug-mode", "A refusal that shows the whole path to the loan", DebugMode.Run));
