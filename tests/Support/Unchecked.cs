using System.Runtime.CompilerServices;

namespace ForkJoin.Tests;

/// <summary>
/// P35: the same tests with the checks off, where the environment asks for it. Those that test a refusal carry the trait <c>Needs=Checks</c> and
/// are left out then: <c>FORKJOIN_TESTS_UNCHECKED=1 dotnet test tests/Core --filter "Needs!=Checks"</c>.
/// </summary>
internal static class Unchecked
{
    internal const string Variable = "FORKJOIN_TESTS_UNCHECKED";

    [ModuleInitializer]
    internal static void SwitchOff()
    {
        if (Environment.GetEnvironmentVariable(Variable) == "1")
            AppContext.SetSwitch(BorrowChecking.SwitchName, false);
    }
}
