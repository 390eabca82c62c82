namespace Parley.Cli.Commands.Agreements;

/// <summary><c>parley key</c>: the keys by which organisations sign.</summary>
internal sealed class KeyCommand : CommandGroup
{
    public KeyCommand()
        : base("key", "Make the keys by which organisations sign agreements")
    {
        Takes(
            new KeyNewCommand());
    }

    /// <inheritdoc/>
    public override string Details => "An organisation signs agreements by a key of its own: the private part stays with it, the public part stands in its file of the workspace.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley key new ~/keys/wexshire-2026.pem --id 2026-1"];
}
