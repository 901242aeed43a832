namespace ForkJoin;

/// <summary>A body that receives one lent slice.</summary>
/// <typeparam name="TSlice">The slice's type.</typeparam>
/// <param name="slice">The part handed to it, its own until it returns.</param>
/// <example><code>section.Fork(section.BorrowMut(data, ..mid), static s => s.Span.Sort());</code></example>
public delegate void SliceAction<TSlice>(TSlice slice)
    where TSlice : struct, ILent<TSlice>, allows ref struct;

/// <summary>A body that receives two lent slices.</summary>
/// <typeparam name="TFirst">The first slice's type.</typeparam>
/// <typeparam name="TSecond">The second slice's type.</typeparam>
/// <param name="first">The first part.</param>
/// <param name="second">The second part.</param>
/// <example><code>section.Fork(section.Borrow(source), section.BorrowMut(target), static (from, to) => from.Span.CopyTo(to.Span));</code></example>
public delegate void SliceAction<TFirst, TSecond>(TFirst first, TSecond second)
    where TFirst : struct, ILent<TFirst>, allows ref struct
    where TSecond : struct, ILent<TSecond>, allows ref struct;

/// <summary>A body that receives three lent slices.</summary>
/// <typeparam name="TFirst">The first slice's type.</typeparam>
/// <typeparam name="TSecond">The second slice's type.</typeparam>
/// <typeparam name="TThird">The third slice's type.</typeparam>
/// <param name="first">The first part.</param>
/// <param name="second">The second part.</param>
/// <param name="third">The third part.</param>
/// <example><code>section.Fork(a, b, sum, static (x, y, z) => TensorPrimitives.Add(x.Span, y.Span, z.Span));</code></example>
public delegate void SliceAction<TFirst, TSecond, TThird>(TFirst first, TSecond second, TThird third)
    where TFirst : struct, ILent<TFirst>, allows ref struct
    where TSecond : struct, ILent<TSecond>, allows ref struct
    where TThird : struct, ILent<TThird>, allows ref struct;

/// <summary>A body that receives one lent slice and gives a result.</summary>
/// <typeparam name="TSlice">The slice's type.</typeparam>
/// <typeparam name="TResult">The result's type.</typeparam>
/// <param name="slice">The part handed to it, its own until it returns.</param>
/// <returns>The result of the fork.</returns>
/// <example><code>Forked&lt;long&gt; sum = section.Fork(section.Borrow(data), static s => Sum(s.Span));</code></example>
public delegate TResult SliceFunc<TSlice, out TResult>(TSlice slice)
    where TSlice : struct, ILent<TSlice>, allows ref struct;

/// <summary>A body that receives two lent slices and gives a result.</summary>
/// <typeparam name="TFirst">The first slice's type.</typeparam>
/// <typeparam name="TSecond">The second slice's type.</typeparam>
/// <typeparam name="TResult">The result's type.</typeparam>
/// <param name="first">The first part.</param>
/// <param name="second">The second part.</param>
/// <returns>The result of the fork.</returns>
/// <example><code>Forked&lt;double&gt; dot = section.Fork(x, y, static (a, b) => Dot(a.Span, b.Span));</code></example>
public delegate TResult SliceFunc<TFirst, TSecond, out TResult>(TFirst first, TSecond second)
    where TFirst : struct, ILent<TFirst>, allows ref struct
    where TSecond : struct, ILent<TSecond>, allows ref struct;

/// <summary>A body that receives three lent slices and gives a result.</summary>
/// <typeparam name="TFirst">The first slice's type.</typeparam>
/// <typeparam name="TSecond">The second slice's type.</typeparam>
/// <typeparam name="TThird">The third slice's type.</typeparam>
/// <typeparam name="TResult">The result's type.</typeparam>
/// <param name="first">The first part.</param>
/// <param name="second">The second part.</param>
/// <param name="third">The third part.</param>
/// <returns>The result of the fork.</returns>
/// <example><code>Forked&lt;int&gt; merged = section.Fork(left, right, into, static (a, b, to) => Merge(a.Span, b.Span, to.Span));</code></example>
public delegate TResult SliceFunc<TFirst, TSecond, TThird, out TResult>(TFirst first, TSecond second, TThird third)
    where TFirst : struct, ILent<TFirst>, allows ref struct
    where TSecond : struct, ILent<TSecond>, allows ref struct
    where TThird : struct, ILent<TThird>, allows ref struct;
