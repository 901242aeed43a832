using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading;

namespace ForkJoin.ShareFacts;

/// <summary>What the code of a lambda does with fields: that of the lambda, and of lambdas and local functions in it, however they are nested.</summary>
internal sealed class LambdaCode
{
    private readonly HashSet<(Module, int)> _used = [];
    private readonly HashSet<(Module, int)> _assigned = [];
    private readonly HashSet<MethodBase> _read = [];

    private LambdaCode()
    {
    }

    internal bool IsReadable { get; private set; } = true;

    /// <summary>Whether it enters some lock: then it may use what one thread at a time may use.</summary>
    internal bool TakesLock { get; private set; }

    internal bool Uses(FieldInfo field) => _used.Contains(Key(field));

    internal bool Assigns(FieldInfo field) => _assigned.Contains(Key(field));

    internal static LambdaCode Read(MethodBase method)
    {
        var code = new LambdaCode();
        try
        {
            code.Follow(method);
        }
        catch (Exception unreadable) when (unreadable is not OutOfMemoryException)
        {
            // Code that is not there, or in a form that this does not know. Nothing is known of it then.
            code.IsReadable = false;
        }
        return code;
    }

    /// <summary>Lambdas and local functions, and the methods of what the compiler makes for them.</summary>
    internal static bool IsMadeByCompiler(MethodBase method) =>
        method.Name.StartsWith('<') || (method.DeclaringType is { } type && ClosureFacts.IsMadeByCompiler(type));

    /// <summary>The same for every instantiation of a generic closure.</summary>
    private static (Module, int) Key(FieldInfo field) => (field.Module, field.MetadataToken);

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Code that is not there is not read; the caller then does without.")]
    private void Follow(MethodBase method)
    {
        if (!_read.Add(method) || method.GetMethodBody()?.GetILAsByteArray() is not { } bytes)
            return;
        Type[]? typeArguments = method.DeclaringType?.GetGenericArguments();
        Type[]? methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        var addresses = new List<FieldInfo>(); // taken, and not known to have been used yet
        var instructions = new Instructions(bytes);
        int before = 0;
        for (; instructions.Next(); before = instructions.Code)
        {
            switch (instructions.Code)
            {
                case Instructions.LoadField:
                    _used.Add(Key(Field(method, instructions.Token, typeArguments, methodArguments)));
                    Read(addresses, before); // a field of the variable
                    break;
                case Instructions.LoadObject or (>= Instructions.LoadIndirectFirst and <= Instructions.LoadIndirectLast):
                    Read(addresses, before);
                    break;
                case Instructions.LoadFieldAddress:
                    FieldInfo addressed = Field(method, instructions.Token, typeArguments, methodArguments);
                    _used.Add(Key(addressed));
                    addresses.Add(addressed);
                    break;
                case Instructions.StoreField:
                    FieldInfo stored = Field(method, instructions.Token, typeArguments, methodArguments);
                    _used.Add(Key(stored));
                    _assigned.Add(Key(stored));
                    Write(addresses);
                    break;
                case Instructions.StoreObject or Instructions.InitObject or (>= Instructions.StoreIndirectFirst and <= Instructions.StoreIndirectLast):
                    Write(addresses);
                    break;
                case Instructions.Call or Instructions.CallVirtual or Instructions.NewObject or Instructions.LoadFunction:
                    MethodBase called = method.Module.ResolveMethod(instructions.Token, typeArguments, methodArguments)!;
                    addresses.RemoveAll(address => OnlyReads(called, address, isConstrained: before == Instructions.Constrained));
                    Write(addresses);
                    TakesLock |= IsLock(called);
                    if (IsMadeByCompiler(called))
                        Follow(called);
                    break;
            }
        }
        if (StateMachineOf(method) is { } machine)
        {
            foreach (MethodInfo step in MethodsOf(machine))
                Follow(step);
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "As in Follow.")]
    private static FieldInfo Field(MethodBase method, int token, Type[]? typeArguments, Type[]? methodArguments) =>
        method.Module.ResolveField(token, typeArguments, methodArguments)!;

    /// <summary>An address that was taken just before has served to read.</summary>
    private static void Read(List<FieldInfo> addresses, int before)
    {
        if (before == Instructions.LoadFieldAddress)
            addresses.RemoveAt(addresses.Count - 1);
    }

    private void Write(List<FieldInfo> addresses)
    {
        foreach (FieldInfo address in addresses)
            _assigned.Add(Key(address));
        addresses.Clear();
    }

    /// <summary>Whether a call that may get the variable's address leaves the variable as it is, or changes it as several threads may.</summary>
    private static bool OnlyReads(MethodBase called, FieldInfo variable, bool isConstrained)
    {
        Type? type = called.DeclaringType, own = variable.FieldType;
        if (type == typeof(Interlocked) || type == typeof(Volatile))
            return true;
        return own.IsValueType && !called.IsStatic && (type == own || isConstrained)
            && (own.IsPrimitive || own.IsEnum || IsReadonly(own) || IsReadonly(called));
    }

    private static bool IsReadonly(MemberInfo member) => member.IsDefined(typeof(IsReadOnlyAttribute), inherit: false);

    private static bool IsLock(MethodBase called) =>
        called.Name is "Enter" or "TryEnter" or "EnterScope" or "Wait" or "WaitAsync" or "WaitOne" or "EnterReadLock" or "EnterWriteLock" or "EnterUpgradeableReadLock"
        && called.DeclaringType is { } type
        && (type == typeof(Monitor) || type == typeof(Lock) || type == typeof(SpinLock) || type == typeof(SemaphoreSlim)
            || type == typeof(ReaderWriterLockSlim) || typeof(WaitHandle).IsAssignableFrom(type));

    private static Type? StateMachineOf(MethodBase method) => method.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType;

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Methods that were trimmed away do nothing.")]
    private static MethodInfo[] MethodsOf(Type machine) =>
        machine.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
}
