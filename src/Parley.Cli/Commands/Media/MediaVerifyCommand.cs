using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Cli.Media;

namespace Parley.Cli.Commands.Media;

/// <summary><c>parley media verify</c>: whether a file is what was uploaded.</summary>
internal sealed class MediaVerifyCommand : ServerCommand
{
    private readonly Argument<string> _file = new("file") { Description = "The file" };
    private readonly Argument<string> _id = new("id") { Description = "The object" };
    private readonly Option<string?> _purpose = CommonOptions.Purpose("objects");
    private readonly Option<string?> _reason = CommonOptions.ReasonToRead();

    public MediaVerifyCommand()
        : base("verify", "Compare a file with an object, by SHA-256") =>
        Takes(_file, _id, _purpose, _reason);

    /// <inheritdoc/>
    public override string Details => "The exit code is 1 when the file is another.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley media verify scene.jpg o-01hzy3k7w9abc"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string sha256;
        await using (FileStream file = InputFile.Open(parsed.GetRequiredValue(_file)))
        {
            sha256 = await MediaFile.Sha256Async(file, cancellationToken);
        }

        string address = ServerCalls.Address($"v1/media/{parsed.GetRequiredValue(_id)}/description");
        ServerAnswer answer = await client.GetAsync(address, new StatedReason(parsed.GetValue(_purpose), parsed.GetValue(_reason)), cancellationToken);
        if (!answer.IsGood)
        {
            return answer.Report(output);
        }

        string? known = answer.Text("sha256");
        bool same = string.Equals(known, sha256, StringComparison.Ordinal);
        if (output.Json)
        {
            output.JsonResult(new JsonObject { ["same"] = same, ["file"] = sha256, ["object"] = known });
        }
        else
        {
            output.Line(same ? output.Green("the same") : output.Red($"another: the file has {sha256}, the object {known}"));
        }

        return same ? ExitCode.Ok : ExitCode.Faults;
    }
}
