namespace ForkJoin.Ledger;

/// <summary>Something that knows of loans: a thread, with all that it has opened; a mutex or shared reference that somebody had to wait for.</summary>
internal interface ILedgerSource
{
    /// <summary>Adds what is lent now. Called from any thread, at any time.</summary>
    void AddTo(LedgerWalk walk);
}

/// <summary>A source that somebody has had to wait for.</summary>
internal interface IAwaitedLedger : ILedgerSource
{
    /// <summary>Ends, once, what threads hold that have ended, and reports it. Called from any thread, where no gate is held.</summary>
    void ReleaseLeft();
}

/// <summary>A source that counts.</summary>
internal interface IThreadLedger : ILedgerSource
{
    /// <summary>The loans that the thread has made so far. Read from any thread; only grows.</summary>
    long LoansMade { get; }
}
