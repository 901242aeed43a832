using System.Reflection;
using System.Reflection.Emit;
using ForkJoin.ShareFacts;

namespace ForkJoin.Tests.Shareabilities;

/// <summary>The reader of instructions against the runtime's own list of them.</summary>
public sealed class InstructionsTests
{
    public static TheoryData<string> All => [.. OpCodesByName.Keys];

    private static Dictionary<string, OpCode> OpCodesByName { get; } = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => (OpCode)field.GetValue(null)!)
        .Where(static code => code.OpCodeType != OpCodeType.Nternal)
        .ToDictionary(static code => code.Name!, StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(All))]
    public void Each_instruction_is_as_long_as_the_runtime_says(string name)
    {
        OpCode code = OpCodesByName[name];
        byte[] operand = new byte[OperandSize(code.OperandType)];
        byte[] opcode = code.Size == 2 ? [(byte)(code.Value >> 8), (byte)code.Value] : [(byte)code.Value];
        byte[] after = [(byte)OpCodes.Ldfld.Value, 1, 2, 3, 4];
        var instructions = new Instructions([.. opcode, .. operand, .. after]);

        Assert.True(instructions.Next());
        Assert.Equal((ushort)code.Value, instructions.Code);
        Assert.True(instructions.Next());
        Assert.Equal(Instructions.LoadField, instructions.Code);
        Assert.Equal(0x04030201, instructions.Token);
        Assert.False(instructions.Next());
    }

    [Fact]
    public void A_switch_is_followed_by_its_targets()
    {
        byte[] twoTargets = [(byte)OpCodes.Switch.Value, 2, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1];
        var instructions = new Instructions([.. twoTargets, (byte)OpCodes.Ret.Value]);

        Assert.True(instructions.Next());
        Assert.True(instructions.Next());
        Assert.Equal(OpCodes.Ret.Value, instructions.Code);
        Assert.False(instructions.Next());
    }

    private static int OperandSize(OperandType type) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
