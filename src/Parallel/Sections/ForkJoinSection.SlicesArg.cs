using System;
using System.Runtime.CompilerServices;
using ForkJoin.Jobs;
using ForkJoin.Sections;
using ForkJoin.Tracing;

namespace ForkJoin;

/// <content>Forks that are lent one to three slices and handed an argument.</content>
public readonly ref partial struct ForkJoinSection
{
    /// <summary>Lends one slice to a new fork and hands it an argument. Does not block.</summary>
    /// <typeparam name="TSlice">The slice's type.</typeparam>
    /// <typeparam name="TArg">The argument's type.</typeparam>
    /// <param name="slice">The part to lend.</param>
    /// <param name="arg">Handed to the body.</param>
    /// <param name="body">Runs at once or later, on some worker, before the section ends.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures, or is handed, what threads must not share; nothing has been forked.</exception>
    /// <exception cref="BorrowConflictException">A part, or something that overlaps it, is with a fork already; nothing has been forked.</exception>
    /// <exception cref="LifetimeExpiredException">The section or a slice's loan has ended.</exception>
    public void Fork<TSlice, TArg>(
        TSlice slice, TArg arg, SliceArgAction<TSlice, TArg> body, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        where TSlice : struct, ILent<TSlice>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ForkCaptures.CheckState(arg);
        SectionCore core = Core();
        int number = core.NextNumber();
        core.Lend(slice, number, new SourcePlace(file, line), out LentPart slicePart);
        core.Fork<OneArgAction<TSlice, TArg>, OneArgAction<TSlice, TArg>, Unit>(new(slicePart, arg, body), number);
    }

    /// <summary>Lends one slice to a new fork and hands it an argument. Does not block.</summary>
    /// <typeparam name="TSlice">The slice's type.</typeparam>
    /// <typeparam name="TArg">The argument's type.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="slice">The part to lend.</param>
    /// <param name="arg">Handed to the body.</param>
    /// <param name="body">Runs at once or later, on some worker, before the section ends.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The result, to be read once the fork is joined.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures, or is handed, what threads must not share; nothing has been forked.</exception>
    /// <exception cref="BorrowConflictException">A part, or something that overlaps it, is with a fork already; nothing has been forked.</exception>
    /// <exception cref="LifetimeExpiredException">The section or a slice's loan has ended.</exception>
    public Forked<TResult> Fork<TSlice, TArg, TResult>(
        TSlice slice, TArg arg, SliceArgFunc<TSlice, TArg, TResult> body, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        where TSlice : struct, ILent<TSlice>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ForkCaptures.CheckState(arg);
        SectionCore core = Core();
        int number = core.NextNumber();
        core.Lend(slice, number, new SourcePlace(file, line), out LentPart slicePart);
        return new Forked<TResult>(core.Fork<OneArgFunc<TSlice, TArg, TResult>, OneArgFunc<TSlice, TArg, TResult>, TResult>(new(slicePart, arg, body), number));
    }

    /// <summary>Lends two slices to a new fork and hands it an argument. Does not block.</summary>
    /// <typeparam name="TFirst">The first slice's type.</typeparam>
    /// <typeparam name="TSecond">The second slice's type.</typeparam>
    /// <typeparam name="TArg">The argument's type.</typeparam>
    /// <param name="first">The first part to lend.</param>
    /// <param name="second">The second part to lend.</param>
    /// <param name="arg">Handed to the body.</param>
    /// <param name="body">Runs at once or later, on some worker, before the section ends.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures, or is handed, what threads must not share; nothing has been forked.</exception>
    /// <exception cref="BorrowConflictException">A part, or something that overlaps it, is with a fork already; nothing has been forked.</exception>
    /// <exception cref="LifetimeExpiredException">The section or a slice's loan has ended.</exception>
    public void Fork<TFirst, TSecond, TArg>(
        TFirst first, TSecond second, TArg arg, SliceArgAction<TFirst, TSecond, TArg> body, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        where TFirst : struct, ILent<TFirst>, allows ref struct
        where TSecond : struct, ILent<TSecond>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ForkCaptures.CheckState(arg);
        SectionCore core = Core();
        int number = core.NextNumber();
        core.Lend(first, second, number, new SourcePlace(file, line), out LentPart firstPart, out LentPart secondPart);
        core.Fork<TwoArgAction<TFirst, TSecond, TArg>, TwoArgAction<TFirst, TSecond, TArg>, Unit>(new(firstPart, secondPart, arg, body), number);
    }

    /// <summary>Lends two slices to a new fork and hands it an argument. Does not block.</summary>
    /// <typeparam name="TFirst">The first slice's type.</typeparam>
    /// <typeparam name="TSecond">The second slice's type.</typeparam>
    /// <typeparam name="TArg">The argument's type.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="first">The first part to lend.</param>
    /// <param name="second">The second part to lend.</param>
    /// <param name="arg">Handed to the body.</param>
    /// <param name="body">Runs at once or later, on some worker, before the section ends.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The result, to be read once the fork is joined.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures, or is handed, what threads must not share; nothing has been forked.</exception>
    /// <exception cref="BorrowConflictException">A part, or something that overlaps it, is with a fork already; nothing has been forked.</exception>
    /// <exception cref="LifetimeExpiredException">The section or a slice's loan has ended.</exception>
    public Forked<TResult> Fork<TFirst, TSecond, TArg, TResult>(
        TFirst first, TSecond second, TArg arg, SliceArgFunc<TFirst, TSecond, TArg, TResult> body, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        where TFirst : struct, ILent<TFirst>, allows ref struct
        where TSecond : struct, ILent<TSecond>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ForkCaptures.CheckState(arg);
        SectionCore core = Core();
        int number = core.NextNumber();
        core.Lend(first, second, number, new SourcePlace(file, line), out LentPart firstPart, out LentPart secondPart);
        return new Forked<TResult>(core.Fork<TwoArgFunc<TFirst, TSecond, TArg, TResult>, TwoArgFunc<TFirst, TSecond, TArg, TResult>, TResult>(new(firstPart, secondPart, arg, body), number));
    }

    /// <summary>Lends three slices to a new fork and hands it an argument. Does not block.</summary>
    /// <typeparam name="TFirst">The first slice's type.</typeparam>
    /// <typeparam name="TSecond">The second slice's type.</typeparam>
    /// <typeparam name="TThird">The third slice's type.</typeparam>
    /// <typeparam name="TArg">The argument's type.</typeparam>
    /// <param name="first">The first part to lend.</param>
    /// <param name="second">The second part to lend.</param>
    /// <param name="third">The third part to lend.</param>
    /// <param name="arg">Handed to the body.</param>
    /// <param name="body">Runs at once or later, on some worker, before the section ends.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures, or is handed, what threads must not share; nothing has been forked.</exception>
    /// <exception cref="BorrowConflictException">A part, or something that overlaps it, is with a fork already; nothing has been forked.</exception>
    /// <exception cref="LifetimeExpiredException">The section or a slice's loan has ended.</exception>
    public void Fork<TFirst, TSecond, TThird, TArg>(
        TFirst first, TSecond second, TThird third, TArg arg, SliceArgAction<TFirst, TSecond, TThird, TArg> body, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        where TFirst : struct, ILent<TFirst>, allows ref struct
        where TSecond : struct, ILent<TSecond>, allows ref struct
        where TThird : struct, ILent<TThird>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ForkCaptures.CheckState(arg);
        SectionCore core = Core();
        int number = core.NextNumber();
        core.Lend(first, second, third, number, new SourcePlace(file, line), out LentPart firstPart, out LentPart secondPart, out LentPart thirdPart);
        core.Fork<ThreeArgAction<TFirst, TSecond, TThird, TArg>, ThreeArgAction<TFirst, TSecond, TThird, TArg>, Unit>(new(firstPart, secondPart, thirdPart, arg, body), number);
    }

    /// <summary>Lends three slices to a new fork and hands it an argument. Does not block.</summary>
    /// <typeparam name="TFirst">The first slice's type.</typeparam>
    /// <typeparam name="TSecond">The second slice's type.</typeparam>
    /// <typeparam name="TThird">The third slice's type.</typeparam>
    /// <typeparam name="TArg">The argument's type.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="first">The first part to lend.</param>
    /// <param name="second">The second part to lend.</param>
    /// <param name="third">The third part to lend.</param>
    /// <param name="arg">Handed to the body.</param>
    /// <param name="body">Runs at once or later, on some worker, before the section ends.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>The result, to be read once the fork is joined.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures, or is handed, what threads must not share; nothing has been forked.</exception>
    /// <exception cref="BorrowConflictException">A part, or something that overlaps it, is with a fork already; nothing has been forked.</exception>
    /// <exception cref="LifetimeExpiredException">The section or a slice's loan has ended.</exception>
    public Forked<TResult> Fork<TFirst, TSecond, TThird, TArg, TResult>(
        TFirst first, TSecond second, TThird third, TArg arg, SliceArgFunc<TFirst, TSecond, TThird, TArg, TResult> body, [CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        where TFirst : struct, ILent<TFirst>, allows ref struct
        where TSecond : struct, ILent<TSecond>, allows ref struct
        where TThird : struct, ILent<TThird>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ForkCaptures.CheckState(arg);
        SectionCore core = Core();
        int number = core.NextNumber();
        core.Lend(first, second, third, number, new SourcePlace(file, line), out LentPart firstPart, out LentPart secondPart, out LentPart thirdPart);
        return new Forked<TResult>(core.Fork<ThreeArgFunc<TFirst, TSecond, TThird, TArg, TResult>, ThreeArgFunc<TFirst, TSecond, TThird, TArg, TResult>, TResult>(new(firstPart, secondPart, thirdPart, arg, body), number));
    }
}
