namespace Parley.Cli.Commands.Media;

/// <summary><c>parley media</c>: photographs, video, sound and documents as objects.</summary>
internal sealed class MediaCommand : CommandGroup
{
    public MediaCommand()
        : base("media", "Upload, fetch and account for photographs, video and documents")
    {
        Takes(
            new MediaPutCommand(),
            new MediaGetCommand(),
            new MediaListCommand(),
            new MediaShowCommand(),
            new MediaContinuityCommand(),
            new MediaVerifyCommand());
    }

    /// <inheritdoc/>
    public override string Details => """
        An object is read by whoever a record that refers to it is permitted to. Who handled it, when and why is in the ledger: 'continuity' shows it,
        'parley ledger pack --subject SYSTEM/object/ID' proves it to others.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley media put scene.jpg --taken 2026-03-01T10:00:00Z",
        "parley media get o-01hzy3k7w9abc --purpose investigation --out scene.jpg",
        "parley media --help",
    ];
}
