using System;
using System.Globalization;
using System.Threading;
using ForkJoin.Tracing;

namespace ForkJoin.Loans;

/// <summary>
/// The loan of a whole value to one guard. Used again by the thread that made it, so that borrowing allocates nothing; the generation
/// tells a guard that has been disposed, or a copy of one, from the guard that has the node now.
/// </summary>
internal sealed class GuardNode : LoanNode
{
    [ThreadStatic]
    private static Home? t_home;

    /// <summary>A guard is a ref struct: it is disposed by the thread that borrowed, so the way home need not be asked for twice.</summary>
    private readonly Home _home;

    private GuardNode(Home home)
        : base(scope: null) => _home = home;

    /// <summary>Ends with the guard that has the node.</summary>
    internal int Generation { get; private set; }

    private protected override string Holder => string.Create(CultureInfo.InvariantCulture, $"a guard on thread {_home.Thread}");

    private protected override string Handle => "a guard";

    /// <summary>Lends the value of a node to a guard.</summary>
    /// <exception cref="BorrowConflictException">Something is in the way; nothing has changed.</exception>
    internal static GuardNode Lend(LoanNode from, LoanKind kind, string? name, SourcePlace site)
    {
        Home home = t_home ??= new Home();
        GuardNode guard = home.Spare();
        if (!from.TryLendAlone(guard, kind, name, site))
        {
            guard.Renew(Region.One, kind, fork: 0);
            from.Lend(guard, name, site);
        }
        home.Take();
        return guard;
    }

    /// <summary>Lends the value of a node to a guard, if nothing is in the way.</summary>
    internal static GuardNode? TryLend(LoanNode from, LoanKind kind, string? name, SourcePlace site)
    {
        Home home = t_home ??= new Home();
        GuardNode guard = home.Spare();
        if (!from.TryLendAlone(guard, kind, name, site))
        {
            guard.Renew(Region.One, kind, fork: 0);
            if (!from.TryLend(guard, name, site))
                return null;
        }
        home.Take();
        return guard;
    }

    /// <summary>Ends the loan of the guard of that generation, once. While something lent on from it is out, that stays lent.</summary>
    internal void Release(int generation)
    {
        if (Generation != generation)
            return;
        Generation++;
        if (End())
        {
            Forget();
            _home.PutBack(this);
        }
        else
        {
            _home.PutBack(null); // what was lent on from it refers to it
        }
    }

    /// <summary>Refuses the guard of another generation.</summary>
    internal void CheckGeneration(int generation)
    {
        if (Generation != generation)
            BorrowThrow.Expired(Handle, "a borrowed value"); // the node may have another's by now
    }

    /// <summary>
    /// What a thread keeps of the guards that it had. From <c>_taken</c> on stand nodes that are free, or nothing; what stands below is out.
    /// Guards mostly end the latest first, and then nothing is stored: the garbage collector's write barrier would cost more than the rest.
    /// </summary>
    private sealed class Home
    {
        private GuardNode?[] _nodes = new GuardNode?[4];
        private int _taken;

        internal int Thread { get; } = Environment.CurrentManagedThreadId;

        /// <summary>A node ready to be lent; it is free until it is taken.</summary>
        internal GuardNode Spare()
        {
            GuardNode?[] nodes = _nodes;
            return (uint)_taken < (uint)nodes.Length && nodes[_taken] is { } spare ? spare : Make();
        }

        private GuardNode Make()
        {
            if (_taken == _nodes.Length)
                Array.Resize(ref _nodes, _taken * 2);
            return _nodes[_taken] = new GuardNode(this) { Region = Region.One };
        }

        /// <summary>The node that was asked for last is out.</summary>
        internal void Take() => _taken++;

        /// <summary>A guard has ended; null for one whose node must not be used again.</summary>
        internal void PutBack(GuardNode? guard)
        {
            _taken--;
            if (!ReferenceEquals(_nodes[_taken], guard))
                _nodes[_taken] = guard;
        }
    }
}
