using ForkJoin.Sharing;

namespace ForkJoin;

/// <summary>One thread's value of a <see cref="ThreadBound{T}"/>. Checked at each use: only the thread that asked for it gets at the value.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <example><code>
/// using var lines = new ThreadBound&lt;List&lt;string&gt;&gt;(static () => []);
/// ThreadBoundRef&lt;List&lt;string&gt;&gt; mine = lines.Mine;
/// mine.Value.Add(name);                                    // on another thread: WrongThreadException
/// </code></example>
[NotShareable("it is the value of the thread that asked for it", Cure = "Hand the ThreadBound<T> over, and let the fork ask for Mine itself.")]
public readonly struct ThreadBoundRef<T>
{
    private readonly ThreadBound<T>? _whole;
    private readonly ThreadCell<T> _cell;

    internal ThreadBoundRef(ThreadBound<T> whole, ThreadCell<T> cell)
    {
        _whole = whole;
        _cell = cell;
    }

    /// <summary>The value, to be read and written. Does not block.</summary>
    /// <exception cref="WrongThreadException">Another thread asked for it.</exception>
    /// <exception cref="MovedException">The values have been taken out or dropped.</exception>
    /// <exception cref="LifetimeExpiredException">The handle was never asked for.</exception>
    public ref T Value
    {
        get
        {
            if (_whole is null)
                BorrowThrow.ScopeOver("thread-bound handle");
            _whole.Check(_cell);
            return ref _cell.Value;
        }
    }
}
