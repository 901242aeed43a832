using System;
using System.Buffers.Binary;

namespace ForkJoin.ShareFacts;

/// <summary>The instructions of a method, one after the other: which each is, and its operand. (ECMA-335, part III.)</summary>
internal ref struct Instructions(byte[] code)
{
    internal const int Call = 0x28, CallVirtual = 0x6F, NewObject = 0x73;
    internal const int LoadField = 0x7B, LoadFieldAddress = 0x7C, StoreField = 0x7D;
    internal const int LoadIndirectFirst = 0x46, LoadIndirectLast = 0x50, LoadObject = 0x71;
    internal const int StoreIndirectFirst = 0x51, StoreIndirectLast = 0x57, StoreObject = 0x81, InitObject = TwoBytes | 0x15;
    internal const int LoadFunction = TwoBytes | 0x06, Constrained = TwoBytes | 0x16;

    private const int TwoBytes = 0xFE00;

    private ReadOnlySpan<byte> _rest = code;

    /// <summary>The instruction; those of two bytes as 0xFExx.</summary>
    internal int Code { get; private set; }

    /// <summary>The first four bytes of its operand, where it has so many: the token of a member.</summary>
    internal int Token { get; private set; }

    /// <returns>False at the end.</returns>
    internal bool Next()
    {
        if (_rest.IsEmpty)
            return false;
        Code = _rest[0];
        _rest = _rest[1..];
        if (Code == TwoBytes >> 8)
        {
            Code = TwoBytes | _rest[0];
            _rest = _rest[1..];
        }
        int size = OperandSize(Code);
        if (size >= sizeof(int))
            Token = BinaryPrimitives.ReadInt32LittleEndian(_rest);
        if (Code == 0x45)
            size += Token * sizeof(int); // a switch: the number of its targets, and they
        _rest = _rest[size..];
        return true;
    }

    private static int OperandSize(int code) => code switch
    {
        >= 0x0E and <= 0x13 or 0x1F or (>= 0x2B and <= 0x37) or 0xDE => 1, // numbers of variables, small constants, short branches
        0x21 or 0x23 => 8, // ldc.i8, ldc.r8
        0x20 or 0x22 or 0x27 or 0x28 or 0x29 or (>= 0x38 and <= 0x45) => 4, // constants, calls, branches
        >= 0x6F and <= 0x75 or 0x79 or (>= 0x7B and <= 0x81) or 0x8C or 0x8D or 0x8F => 4, // members and types
        0xA3 or 0xA4 or 0xA5 or 0xC2 or 0xC6 or 0xD0 or 0xDD => 4,
        TwoBytes | 0x06 or TwoBytes | 0x07 or TwoBytes | 0x15 or TwoBytes | 0x16 or TwoBytes | 0x1C => 4,
        >= (TwoBytes | 0x09) and <= (TwoBytes | 0x0E) => 2,
        TwoBytes | 0x12 or TwoBytes | 0x19 => 1,
        _ => 0,
    };
}
