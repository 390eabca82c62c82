using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Cli.Media;

namespace Parley.Cli.Commands;

/// <summary><c>parley media verify</c>: whether a file is what was uploaded.</summary>
internal sealed class MediaVerifyCommand : ParleyCommand
{
    private readonly Argument<string> _file = new("file") { Description = "The file" };
    private readonly Argument<string> _id = new("id") { Description = "The object" };
    private readonly Option<string?> _purpose = new("--purpose") { Description = "What for; needed for other organisations' objects", HelpName = "code" };
    private readonly Option<string?> _reason = CommonOptions.Reason();
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public MediaVerifyCommand()
        : base("verify", "Compare a file with an object, by SHA-256")
    {
        Arguments.Add(_file);
        Arguments.Add(_id);
        foreach (Option option in (Option[])[_purpose, _reason, _server, _key])
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Details => "The exit code is 1 when the file is another.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley media verify scene.jpg o-01hzy3k7w9abc"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        await using FileStream file = MediaFile.Open(parsed.GetRequiredValue(_file));
        string sha256 = await MediaFile.Sha256Async(file, cancellationToken);
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        using HttpRequestMessage request = MediaRequests.Get(
            $"v1/media/{Uri.EscapeDataString(parsed.GetRequiredValue(_id))}/description", parsed.GetValue(_purpose), parsed.GetValue(_reason));
        ServerAnswer answer = await client.SendAsync(request, cancellationToken);
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
