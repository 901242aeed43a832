namespace ForkJoin;

/// <summary>A body that receives one lent slice and an argument.</summary>
/// <typeparam name="TSlice">The slice's type.</typeparam>
/// <typeparam name="TArg">The argument's type.</typeparam>
/// <param name="slice">The part handed to it, its own until it returns.</param>
/// <param name="arg">The argument.</param>
/// <example><code>section.Fork(slice, scale, static (slice, k) => Work(slice.Span, k));</code></example>
public delegate void SliceArgAction<TSlice, TArg>(TSlice slice, TArg arg)
    where TSlice : struct, ILent<TSlice>, allows ref struct;

/// <summary>A body that receives two lent slices and an argument.</summary>
/// <typeparam name="TFirst">The first slice's type.</typeparam>
/// <typeparam name="TSecond">The second slice's type.</typeparam>
/// <typeparam name="TArg">The argument's type.</typeparam>
/// <param name="first">The first part.</param>
/// <param name="second">The second part.</param>
/// <param name="arg">The argument.</param>
/// <example><code>section.Fork(first, second, scale, static (first, second, k) => Work(first.Span, second.Span, k));</code></example>
public delegate void SliceArgAction<TFirst, TSecond, TArg>(TFirst first, TSecond second, TArg arg)
    where TFirst : struct, ILent<TFirst>, allows ref struct
    where TSecond : struct, ILent<TSecond>, allows ref struct;

/// <summary>A body that receives three lent slices and an argument.</summary>
/// <typeparam name="TFirst">The first slice's type.</typeparam>
/// <typeparam name="TSecond">The second slice's type.</typeparam>
/// <typeparam name="TThird">The third slice's type.</typeparam>
/// <typeparam name="TArg">The argument's type.</typeparam>
/// <param name="first">The first part.</param>
/// <param name="second">The second part.</param>
/// <param name="third">The third part.</param>
/// <param name="arg">The argument.</param>
/// <example><code>section.Fork(first, second, third, scale, static (first, second, third, k) => Work(first.Span, second.Span, third.Span, k));</code></example>
public delegate void SliceArgAction<TFirst, TSecond, TThird, TArg>(TFirst first, TSecond second, TThird third, TArg arg)
    where TFirst : struct, ILent<TFirst>, allows ref struct
    where TSecond : struct, ILent<TSecond>, allows ref struct
    where TThird : struct, ILent<TThird>, allows ref struct;

/// <summary>A body that receives one lent slice and an argument, and gives a result.</summary>
/// <typeparam name="TSlice">The slice's type.</typeparam>
/// <typeparam name="TArg">The argument's type.</typeparam>
/// <typeparam name="TResult">The result's type.</typeparam>
/// <param name="slice">The part handed to it, its own until it returns.</param>
/// <param name="arg">The argument.</param>
/// <returns>The result of the fork.</returns>
/// <example><code>section.Fork(slice, scale, static (slice, k) => Work(slice.Span, k));</code></example>
public delegate TResult SliceArgFunc<TSlice, TArg, out TResult>(TSlice slice, TArg arg)
    where TSlice : struct, ILent<TSlice>, allows ref struct;

/// <summary>A body that receives two lent slices and an argument, and gives a result.</summary>
/// <typeparam name="TFirst">The first slice's type.</typeparam>
/// <typeparam name="TSecond">The second slice's type.</typeparam>
/// <typeparam name="TArg">The argument's type.</typeparam>
/// <typeparam name="TResult">The result's type.</typeparam>
/// <param name="first">The first part.</param>
/// <param name="second">The second part.</param>
/// <param name="arg">The argument.</param>
/// <returns>The result of the fork.</returns>
/// <example><code>section.Fork(first, second, scale, static (first, second, k) => Work(first.Span, second.Span, k));</code></example>
public delegate TResult SliceArgFunc<TFirst, TSecond, TArg, out TResult>(TFirst first, TSecond second, TArg arg)
    where TFirst : struct, ILent<TFirst>, allows ref struct
    where TSecond : struct, ILent<TSecond>, allows ref struct;

/// <summary>A body that receives three lent slices and an argument, and gives a result.</summary>
/// <typeparam name="TFirst">The first slice's type.</typeparam>
/// <typeparam name="TSecond">The second slice's type.</typeparam>
/// <typeparam name="TThird">The third slice's type.</typeparam>
/// <typeparam name="TArg">The argument's type.</typeparam>
/// <typeparam name="TResult">The result's type.</typeparam>
/// <param name="first">The first part.</param>
/// <param name="second">The second part.</param>
/// <param name="third">The third part.</param>
/// <param name="arg">The argument.</param>
/// <returns>The result of the fork.</returns>
/// <example><code>section.Fork(first, second, third, scale, static (first, second, third, k) => Work(first.Span, second.Span, third.Span, k));</code></example>
public delegate TResult SliceArgFunc<TFirst, TSecond, TThird, TArg, out TResult>(TFirst first, TSecond second, TThird third, TArg arg)
    where TFirst : struct, ILent<TFirst>, allows ref struct
    where TSecond : struct, ILent<TSecond>, allows ref struct
    where TThird : struct, ILent<TThird>, allows ref struct;
