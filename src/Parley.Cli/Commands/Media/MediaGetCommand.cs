using System.CommandLine;
using System.Security.Cryptography;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Media;

/// <summary><c>parley media get</c>: fetches an object.</summary>
internal sealed class MediaGetCommand : ServerCommand
{
    private readonly Argument<string> _id = new("id") { Description = "The object" };
    private readonly Option<string?> _out = new("--out", "-o") { Description = "The file to write, which must not be there yet; standard output when not given", HelpName = "file" };
    private readonly Option<string?> _purpose = CommonOptions.Purpose("objects");
    private readonly Option<string?> _reason = CommonOptions.ReasonToRead();

    public MediaGetCommand()
        : base("get", "Fetch an object's bytes") =>
        Takes(_id, _out, _purpose, _reason);

    /// <inheritdoc/>
    public override string Details => """
        The bytes are compared with the object's SHA-256 as they come; the exit code is 1 when they are others. That the object was fetched, by whom, for what
        purpose and why is in the ledger.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley media get o-01hzy3k7w9abc --purpose investigation --out scene.jpg"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string? path = parsed.GetValue(_out);
        OutputFile.MustBeNew(path);
        using HttpRequestMessage request = ServerClient.Request(
            HttpMethod.Get, ServerCalls.Address($"v1/media/{parsed.GetRequiredValue(_id)}"), null, new StatedReason(parsed.GetValue(_purpose), parsed.GetValue(_reason)));
        using HttpResponseMessage? answer = await client.OpenAsync(request, text => output.Note($"parley: {text}"), cancellationToken);
        if (answer is null)
        {
            return ExitCode.Unreachable;
        }

        if (!answer.IsSuccessStatusCode)
        {
            return (await ServerClient.ReadAsync(answer, cancellationToken)).Report(output);
        }

        string sha256 = await CopyAsync(answer, path, cancellationToken);
        if (sha256 == answer.Headers.ETag?.Tag.Trim('"'))
        {
            output.Note($"sha256 {sha256}");
            return ExitCode.Ok;
        }

        output.Note(output.Red("parley: ") + $"what came has the SHA-256 {sha256}, and the object has {answer.Headers.ETag}");
        return ExitCode.Faults;
    }

    private static async Task<string> CopyAsync(HttpResponseMessage answer, string? path, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using Stream from = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await using Stream to = path is null ? Console.OpenStandardOutput() : OutputFile.Create(path);
        byte[] buffer = new byte[1 << 16];
        try
        {
            while (await from.ReadAsync(buffer, cancellationToken) is > 0 and int read)
            {
                hash.AppendData(buffer, 0, read);
                await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        catch (HttpIOException)
        {
            // Broken off: the hash says so.
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
