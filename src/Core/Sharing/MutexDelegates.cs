namespace ForkJoin;

/// <summary>A body that has the value of a mutex to itself until it returns.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="value">The value, to read and to write.</param>
/// <example><code>counter.Use(static (ref int value) => { value++; });</code></example>
public delegate void MutexAction<T>(ref T value);

/// <summary>A body that has the value of a mutex to itself until it returns, and is handed something besides.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <typeparam name="TState">The type of what it is handed.</typeparam>
/// <param name="value">The value, to read and to write.</param>
/// <param name="state">What the caller handed over.</param>
/// <example><code>log.Use("started", static (ref List&lt;string&gt; lines, string line) => lines.Add(line));</code></example>
public delegate void MutexAction<T, TState>(ref T value, TState state)
    where TState : allows ref struct;

/// <summary>A body that has the value of a mutex to itself until it returns, and gives a result.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <typeparam name="TResult">The result's type.</typeparam>
/// <param name="value">The value, to read and to write.</param>
/// <returns>The result.</returns>
/// <example><code>int next = counter.Use(static (ref int value) => ++value);</code></example>
public delegate TResult MutexFunc<T, TResult>(ref T value);

/// <summary>A body that has the value of a mutex to itself until it returns, is handed something besides, and gives a result.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <typeparam name="TState">The type of what it is handed.</typeparam>
/// <typeparam name="TResult">The result's type.</typeparam>
/// <param name="value">The value, to read and to write.</param>
/// <param name="state">What the caller handed over.</param>
/// <returns>The result.</returns>
/// <example><code>int sum = counter.Use(5, static (ref int value, int more) => value += more);</code></example>
public delegate TResult MutexFunc<T, TState, TResult>(ref T value, TState state)
    where TState : allows ref struct;
