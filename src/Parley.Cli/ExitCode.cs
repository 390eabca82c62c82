namespace Parley.Cli;

/// <summary>What a command's end tells a script.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Ok = 0;

    /// <summary>The command did its work and found faults in what it was given.</summary>
    public const int Faults = 1;

    /// <summary>The command line was not understood, or names something that is not there.</summary>
    public const int Usage = 2;

    /// <summary>The server could not be reached or started, or gave no usable answer.</summary>
    public const int Unreachable = 3;

    /// <summary>The server was reached and refused.</summary>
    public const int Refused = 4;

    /// <summary>The process that was run ended with an error.</summary>
    public const int ProcessFaulted = 5;

    /// <summary>The process that was run waits for what cannot come without a server.</summary>
    public const int ProcessWaits = 6;

    /// <summary>Stopped by the user.</summary>
    public const int Interrupted = 130;
}
