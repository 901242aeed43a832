using System;
using ForkJoin.Jobs;
using ForkJoin.Sections;

namespace ForkJoin;

/// <content>Forks that are lent nothing: delegates, delegates with state, and struct bodies.</content>
public readonly ref partial struct ForkJoinSection
{
    /// <summary>Forks a body. Does not block.</summary>
    /// <param name="body">Runs at once or later, on some worker, before the section ends.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has been forked.</exception>
    /// <exception cref="LifetimeExpiredException">The section has ended.</exception>
    public void Fork(Action body)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        SectionCore core = Core();
        core.Fork<PlainAction, PlainAction, Unit>(new(body), core.NextNumber());
    }

    /// <summary>Forks a body that gives a result. Does not block.</summary>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="body">Runs at once or later, on some worker, before the section ends.</param>
    /// <returns>The result, to be read once the fork is joined.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures what threads must not share; nothing has been forked.</exception>
    /// <exception cref="LifetimeExpiredException">The section has ended.</exception>
    public Forked<TResult> Fork<TResult>(Func<TResult> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        SectionCore core = Core();
        return new Forked<TResult>(core.Fork<PlainFunc<TResult>, PlainFunc<TResult>, TResult>(new(body), core.NextNumber()));
    }

    /// <summary>Forks a body with state; with a static lambda nothing is allocated. Does not block.</summary>
    /// <typeparam name="TState">The state's type.</typeparam>
    /// <param name="state">Handed to the body.</param>
    /// <param name="body">Runs at once or later, on some worker, before the section ends.</param>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures, or is handed, what threads must not share; nothing has been forked.</exception>
    /// <exception cref="LifetimeExpiredException">The section has ended.</exception>
    public void Fork<TState>(TState state, Action<TState> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ForkCaptures.CheckState(state);
        SectionCore core = Core();
        core.Fork<StateAction<TState>, StateAction<TState>, Unit>(new(state, body), core.NextNumber());
    }

    /// <summary>Forks a body with state that gives a result. Does not block.</summary>
    /// <typeparam name="TState">The state's type.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="state">Handed to the body.</param>
    /// <param name="body">Runs at once or later, on some worker, before the section ends.</param>
    /// <returns>The result, to be read once the fork is joined.</returns>
    /// <exception cref="ArgumentNullException">The body is null.</exception>
    /// <exception cref="NotShareableException">The body captures, or is handed, what threads must not share; nothing has been forked.</exception>
    /// <exception cref="LifetimeExpiredException">The section has ended.</exception>
    public Forked<TResult> Fork<TState, TResult>(TState state, Func<TState, TResult> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForkCaptures.Check(body);
        ForkCaptures.CheckState(state);
        SectionCore core = Core();
        return new Forked<TResult>(
            core.Fork<StateFunc<TState, TResult>, StateFunc<TState, TResult>, TResult>(new(state, body), core.NextNumber()));
    }

    /// <summary>Forks a struct body over an argument. Does not block.</summary>
    /// <typeparam name="TBody">The body.</typeparam>
    /// <typeparam name="TArg">The argument's type.</typeparam>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="arg">Handed to the body.</param>
    /// <returns>The result, to be read once the fork is joined.</returns>
    /// <exception cref="NotShareableException">The argument is nothing that may be handed to another thread; nothing has been forked.</exception>
    /// <exception cref="LifetimeExpiredException">The section has ended.</exception>
    public Forked<TResult> Fork<TBody, TArg, TResult>(TArg arg)
        where TBody : struct, IForkBody<TArg, TResult>
    {
        ForkCaptures.CheckState(arg);
        SectionCore core = Core();
        return new Forked<TResult>(core.Fork<BodyShape<TBody, TArg, TResult>, TArg, TResult>(arg, core.NextNumber()));
    }

    /// <summary>Forks a struct body that gives no result, over an argument. Does not block.</summary>
    /// <typeparam name="TBody">The body.</typeparam>
    /// <typeparam name="TArg">The argument's type.</typeparam>
    /// <param name="arg">Handed to the body.</param>
    /// <exception cref="NotShareableException">The argument is nothing that may be handed to another thread; nothing has been forked.</exception>
    /// <exception cref="LifetimeExpiredException">The section has ended.</exception>
    public void Fork<TBody, TArg>(TArg arg)
        where TBody : struct, IForkBody<TArg, Unit>
    {
        ForkCaptures.CheckState(arg);
        SectionCore core = Core();
        core.Fork<BodyShape<TBody, TArg, Unit>, TArg, Unit>(arg, core.NextNumber());
    }
}
