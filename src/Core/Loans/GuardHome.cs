using System;
using System.Collections.Generic;
using System.Threading;

namespace ForkJoin.Loans;

/// <summary>
/// What a thread keeps of the guards that it had. From <c>_taken</c> on stand nodes that are free, or nothing.
/// Guards mostly end the latest first, and then nothing is stored: the garbage collector's write barrier would cost more than the rest.
/// </summary>
internal sealed class GuardHome : LoanHolder
{
    [ThreadStatic]
    private static GuardHome? t_mine;

    private GuardNode?[] _free = new GuardNode?[4];
    private int _taken;
    private long _made;

    private GuardHome() => Thread.SetGuards(this);

    internal static GuardHome Mine => t_mine ?? Begin();

    internal int ThreadId { get; } = Environment.CurrentManagedThreadId;

    /// <summary>How many guards are out.</summary>
    internal int Out => _taken;

    /// <summary>How many loans to guards the thread has made so far. Read from any thread.</summary>
    internal long Made => Volatile.Read(ref _made);

    /// <summary>A node to be lent; out from now on. One that is not lent after all is put back.</summary>
    internal GuardNode Take()
    {
        GuardNode?[] free = _free;
        GuardNode taken = (uint)_taken < (uint)free.Length && free[_taken] is { } spare ? spare : AddSpare();
        _taken++;
        return taken;
    }

    /// <summary>A node that was taken has been lent.</summary>
    /// <returns>The number of the loan among those of the thread, from 1.</returns>
    internal long Count() => ++_made;

    /// <summary>A guard has ended, or its loan was refused.</summary>
    internal void PutBack(GuardNode guard)
    {
        _taken--;
        if (!ReferenceEquals(_free[_taken], guard))
            _free[_taken] = guard;
    }

    /// <summary>A guard has ended, but for what was lent on from it: its node must not be used again.</summary>
    internal void GiveUp(GuardNode guard)
    {
        _free[--_taken] = null;
        Drop(guard);
    }

    internal override void Release(long madeBefore, List<LoanDescription> left)
    {
        GuardNode[] late = [.. LateOnes(madeBefore)];
        // What was lent on from a guard was made after it, and goes first.
        Array.Sort(late, static (a, b) => b.Number.CompareTo(a.Number));
        foreach (GuardNode guard in late)
        {
            Tell(guard, left);
            guard.Release(guard.Generation);
        }
    }

    private List<GuardNode> LateOnes(long madeBefore)
    {
        var late = new List<GuardNode>();
        foreach (LoanNode? node in Nodes)
        {
            if (node is GuardNode guard && guard.Number > madeBefore)
                late.Add(guard);
        }
        return late;
    }

    private static GuardHome Begin()
    {
        _ = ThreadLoans.Current; // may come back here, by a listener
        return t_mine ??= new GuardHome();
    }

    private GuardNode AddSpare()
    {
        if (_taken == _free.Length)
            Array.Resize(ref _free, _taken * 2);
        var guard = new GuardNode(this) { Region = Region.One };
        Keep(guard);
        return _free[_taken] = guard;
    }
}
