using System;
using System.Runtime.CompilerServices;
using ForkJoin.Jobs;
using ForkJoin.Sections;
using ForkJoin.Tracing;

namespace ForkJoin;

/// <content>Forks that are lent one to three slices.</content>
public readonly ref partial struct ForkJoinSection
{
    /// <summary>Lends one slice to a new fork. Does not block.</summary>
    /// <typeparam name="TSlice">The slice's type.</typeparam>
    /// <param name="slice">The part to lend.</param>
    /// <param name="body">Runs at once or later, on some worker, before the section ends.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has been forked.</exception>
    /// <exception cref="BorrowConflictException">A part, or something that overlaps it, is with a fork already; nothing has been forked.</exception>
    /// <exception cref="LifetimeExpiredException">The section or a slice's loan has ended.</exception>
    public void Fork<TSlice>(
        TSlice slice, SliceAction<TSlice> body, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        where TSlice : struct, ILent<TSlice>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        SectionCore core = Core();
        int number = core.NextNumber();
        core.Lend(slice, number, new SourcePlace(file, line), out LentPart slicePart);
        core.Fork<OneAction<TSlice>, OneAction<TSlice>, Unit>(new(slicePart, body), number);
    }

    /// <summary>Lends one slice to a new fork. Does not block.</summary>
    /// <typeparam name="TSlice">The slice's type.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="slice">The part to lend.</param>
    /// <param name="body">Runs at once or later, on some worker, before the section ends.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The result, to be read once the fork is joined.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has been forked.</exception>
    /// <exception cref="BorrowConflictException">A part, or something that overlaps it, is with a fork already; nothing has been forked.</exception>
    /// <exception cref="LifetimeExpiredException">The section or a slice's loan has ended.</exception>
    public Forked<TResult> Fork<TSlice, TResult>(
        TSlice slice, SliceFunc<TSlice, TResult> body, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        where TSlice : struct, ILent<TSlice>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        SectionCore core = Core();
        int number = core.NextNumber();
        core.Lend(slice, number, new SourcePlace(file, line), out LentPart slicePart);
        return new Forked<TResult>(core.Fork<OneFunc<TSlice, TResult>, OneFunc<TSlice, TResult>, TResult>(new(slicePart, body), number));
    }

    /// <summary>Lends two slices to a new fork. Does not block.</summary>
    /// <typeparam name="TFirst">The first slice's type.</typeparam>
    /// <typeparam name="TSecond">The second slice's type.</typeparam>
    /// <param name="first">The first part to lend.</param>
    /// <param name="second">The second part to lend.</param>
    /// <param name="body">Runs at once or later, on some worker, before the section ends.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has been forked.</exception>
    /// <exception cref="BorrowConflictException">A part, or something that overlaps it, is with a fork already; nothing has been forked.</exception>
    /// <exception cref="LifetimeExpiredException">The section or a slice's loan has ended.</exception>
    public void Fork<TFirst, TSecond>(
        TFirst first, TSecond second, SliceAction<TFirst, TSecond> body, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        where TFirst : struct, ILent<TFirst>, allows ref struct
        where TSecond : struct, ILent<TSecond>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        SectionCore core = Core();
        int number = core.NextNumber();
        core.Lend(first, second, number, new SourcePlace(file, line), out LentPart firstPart, out LentPart secondPart);
        core.Fork<TwoAction<TFirst, TSecond>, TwoAction<TFirst, TSecond>, Unit>(new(firstPart, secondPart, body), number);
    }

    /// <summary>Lends two slices to a new fork. Does not block.</summary>
    /// <typeparam name="TFirst">The first slice's type.</typeparam>
    /// <typeparam name="TSecond">The second slice's type.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="first">The first part to lend.</param>
    /// <param name="second">The second part to lend.</param>
    /// <param name="body">Runs at once or later, on some worker, before the section ends.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The result, to be read once the fork is joined.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has been forked.</exception>
    /// <exception cref="BorrowConflictException">A part, or something that overlaps it, is with a fork already; nothing has been forked.</exception>
    /// <exception cref="LifetimeExpiredException">The section or a slice's loan has ended.</exception>
    public Forked<TResult> Fork<TFirst, TSecond, TResult>(
        TFirst first, TSecond second, SliceFunc<TFirst, TSecond, TResult> body, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        where TFirst : struct, ILent<TFirst>, allows ref struct
        where TSecond : struct, ILent<TSecond>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        SectionCore core = Core();
        int number = core.NextNumber();
        core.Lend(first, second, number, new SourcePlace(file, line), out LentPart firstPart, out LentPart secondPart);
        return new Forked<TResult>(core.Fork<TwoFunc<TFirst, TSecond, TResult>, TwoFunc<TFirst, TSecond, TResult>, TResult>(new(firstPart, secondPart, body), number));
    }

    /// <summary>Lends three slices to a new fork. Does not block.</summary>
    /// <typeparam name="TFirst">The first slice's type.</typeparam>
    /// <typeparam name="TSecond">The second slice's type.</typeparam>
    /// <typeparam name="TThird">The third slice's type.</typeparam>
    /// <param name="first">The first part to lend.</param>
    /// <param name="second">The second part to lend.</param>
    /// <param name="third">The third part to lend.</param>
    /// <param name="body">Runs at once or later, on some worker, before the section ends.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has been forked.</exception>
    /// <exception cref="BorrowConflictException">A part, or something that overlaps it, is with a fork already; nothing has been forked.</exception>
    /// <exception cref="LifetimeExpiredException">The section or a slice's loan has ended.</exception>
    public void Fork<TFirst, TSecond, TThird>(
        TFirst first, TSecond second, TThird third, SliceAction<TFirst, TSecond, TThird> body, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        where TFirst : struct, ILent<TFirst>, allows ref struct
        where TSecond : struct, ILent<TSecond>, allows ref struct
        where TThird : struct, ILent<TThird>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        SectionCore core = Core();
        int number = core.NextNumber();
        core.Lend(first, second, third, number, new SourcePlace(file, line), out LentPart firstPart, out LentPart secondPart, out LentPart thirdPart);
        core.Fork<ThreeAction<TFirst, TSecond, TThird>, ThreeAction<TFirst, TSecond, TThird>, Unit>(new(firstPart, secondPart, thirdPart, body), number);
    }

    /// <summary>Lends three slices to a new fork. Does not block.</summary>
    /// <typeparam name="TFirst">The first slice's type.</typeparam>
    /// <typeparam name="TSecond">The second slice's type.</typeparam>
    /// <typeparam name="TThird">The third slice's type.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="first">The first part to lend.</param>
    /// <param name="second">The second part to lend.</param>
    /// <param name="third">The third part to lend.</param>
    /// <param name="body">Runs at once or later, on some worker, before the section ends.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The result, to be read once the fork is joined.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has been forked.</exception>
    /// <exception cref="BorrowConflictException">A part, or something that overlaps it, is with a fork already; nothing has been forked.</exception>
    /// <exception cref="LifetimeExpiredException">The section or a slice's loan has ended.</exception>
    public Forked<TResult> Fork<TFirst, TSecond, TThird, TResult>(
        TFirst first, TSecond second, TThird third, SliceFunc<TFirst, TSecond, TThird, TResult> body, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        where TFirst : struct, ILent<TFirst>, allows ref struct
        where TSecond : struct, ILent<TSecond>, allows ref struct
        where TThird : struct, ILent<TThird>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        SectionCore core = Core();
        int number = core.NextNumber();
        core.Lend(first, second, third, number, new SourcePlace(file, line), out LentPart firstPart, out LentPart secondPart, out LentPart thirdPart);
        return new Forked<TResult>(core.Fork<ThreeFunc<TFirst, TSecond, TThird, TResult>, ThreeFunc<TFirst, TSecond, TThird, TResult>, TResult>(new(firstPart, secondPart, thirdPart, body), number));
    }
}
