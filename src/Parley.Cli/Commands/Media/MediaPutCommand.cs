using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Cli.Media;

namespace Parley.Cli.Commands.Media;

/// <summary><c>parley media put</c>: uploads a file.</summary>
internal sealed class MediaPutCommand : ServerCommand
{
    private readonly Argument<string> _file = new("file") { Description = "The file" };
    private readonly Option<string?> _record = new("--record") { Description = "The record of the system's own that it belongs to", HelpName = "id" };
    private readonly Option<string?> _type = new("--type", "-t") { Description = "Its media type, when the name does not tell", HelpName = "type" };
    private readonly Option<string?> _taken = new("--taken") { Description = "When it was taken or made, such as 2026-03-01T10:00:00Z", HelpName = "time" };
    private readonly Option<string?> _resume = new("--resume") { Description = "Go on with an upload that was begun before", HelpName = "id" };

    public MediaPutCommand()
        : base("put", "Upload a file") =>
        Takes(_file, _record, _type, _taken, _resume);

    /// <inheritdoc/>
    public override string Details => """
        The file is sent in stretches, with its SHA-256: what arrives otherwise is not kept. After a cut line it goes on from what the server has on its disk; a
        later run with --resume does too. Without --record a message of the system says which record the object belongs to. Needs the key of a system.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley media put scene.jpg --record k-01hzy3k7w9abc",
        "parley media put interview.mp4 --resume o-01hzy3k7w9abc",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string path = parsed.GetRequiredValue(_file);
        await using FileStream file = InputFile.Open(path);
        string sha256 = await MediaFile.Sha256Async(file, cancellationToken);
        MediaUpload upload = new(client, file, output);
        string? address = parsed.GetValue(_resume) is { } begun ? ServerCalls.Address($"v1/media/{begun}") : null;
        if (address is null)
        {
            (address, int refused) = await upload.BeginAsync(Said(parsed, path, sha256), cancellationToken);
            if (address is null)
            {
                return refused;
            }
        }

        string id = address[(address.LastIndexOf('/') + 1)..];
        int code = await upload.SendAsync(address, cancellationToken);
        if (code != ExitCode.Ok)
        {
            // What was refused for good has nothing that could go on.
            if (code == ExitCode.Unreachable)
            {
                output.Note($"parley: 'parley media put {path} --resume {id}' goes on");
            }

            return code;
        }

        if (output.Json)
        {
            output.JsonResult(new JsonObject { ["id"] = id, ["sha256"] = sha256, ["size"] = file.Length });
        }
        else
        {
            output.Line($"{id}  {sha256}  {file.Length}");
        }

        return ExitCode.Ok;
    }

    private List<(string, string)> Said(ParseResult parsed, string path, string sha256)
    {
        List<(string, string)> said = [("filename", Path.GetFileName(path)), ("filetype", parsed.GetValue(_type) ?? MediaFile.TypeOf(path)), ("sha256", sha256)];
        foreach ((string name, Option<string?> option) in ((string, Option<string?>)[])[("record", _record), ("takenat", _taken)])
        {
            if (parsed.GetValue(option) is { } value)
            {
                said.Add((name, value));
            }
        }

        return said;
    }
}
