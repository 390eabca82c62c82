namespace Parley.Server.Records;

/// <summary>The acts' names, as they are stored and shown.</summary>
internal static class Act
{
    public const string Correct = "correct";
    public const string Regrade = "regrade";
    public const string Withdraw = "withdraw";
    public const string Erase = "erase";
}
