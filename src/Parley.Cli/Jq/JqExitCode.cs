namespace Parley.Cli.Jq;

/// <summary>What the end of <c>parley jq</c> tells a script: as jq's own, since scripts are written for it.</summary>
internal static class JqExitCode
{
    /// <summary>With -e: the last output was false or null.</summary>
    public const int FalseOutput = 1;

    /// <summary>An input cannot be read, or is not JSON.</summary>
    public const int BadInput = 2;

    /// <summary>The program does not compile.</summary>
    public const int NoProgram = 3;

    /// <summary>With -e: there was no output.</summary>
    public const int NoOutput = 4;

    /// <summary>The program failed on the last input.</summary>
    public const int Failed = 5;
}
