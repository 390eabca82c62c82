using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Parley.Cli.Input;

namespace Parley.Cli.Media;

/// <summary>Uploads a file by the protocol tus 1.0.0, in stretches, going on after a cut line from what the server has.</summary>
internal sealed class MediaUpload(ServerClient client, FileStream file, Output output)
{
    private const int Stretch = 8 << 20;
    private const int MostCuts = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Begins an upload; null, with the exit code, when the server does not take it.</summary>
    public async Task<(string? Address, int Code)> BeginAsync(IEnumerable<(string Name, string Value)> said, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = Request(HttpMethod.Post, "v1/media");
        request.Headers.Add("Upload-Length", file.Length.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Upload-Metadata", string.Join(',', said.Select(s => $"{s.Name} {Convert.ToBase64String(Encoding.UTF8.GetBytes(s.Value))}")));
        using HttpResponseMessage? answer = await client.OpenAsync(request, Say, cancellationToken);
        if (answer?.IsSuccessStatusCode == true && answer.Headers.Location is Uri address)
        {
            return (address.ToString().TrimStart('/'), ExitCode.Ok);
        }

        return (null, await RefusedAsync(answer, cancellationToken));
    }

    /// <summary>Sends what the server does not have yet.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> SendAsync(string address, CancellationToken cancellationToken)
    {
        for (int cuts = 0; ; cuts++)
        {
            (long? offset, int code) = await OffsetAsync(address, cancellationToken);
            while (offset is long at && at < file.Length)
            {
                (offset, code) = await SendStretchAsync(address, at, cancellationToken);
            }

            if (offset is not null || code != ExitCode.Unreachable || cuts == MostCuts)
            {
                return code;
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    private async Task<(long? Offset, int Code)> OffsetAsync(string address, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = Request(HttpMethod.Head, address);
        using HttpResponseMessage? answer = await client.OpenAsync(request, Say, cancellationToken);
        return await OffsetAsync(answer, cancellationToken);
    }

    private async Task<(long? Offset, int Code)> SendStretchAsync(string address, long from, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[Math.Min(Stretch, file.Length - from)];
        file.Position = from;
        await file.ReadExactlyAsync(bytes, cancellationToken);
        using HttpRequestMessage request = Request(HttpMethod.Patch, address);
        request.Headers.Add("Upload-Offset", from.ToString(CultureInfo.InvariantCulture));
        request.Content = new ByteArrayContent(bytes);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        using HttpResponseMessage? answer = await client.OpenAsync(request, Say, cancellationToken);
        return await OffsetAsync(answer, cancellationToken);
    }

    private async Task<(long? Offset, int Code)> OffsetAsync(HttpResponseMessage? answer, CancellationToken cancellationToken) =>
        answer?.IsSuccessStatusCode == true && answer.Headers.TryGetValues("Upload-Offset", out IEnumerable<string>? values)
            ? (long.Parse(values.Single(), CultureInfo.InvariantCulture), ExitCode.Ok)
            : (null, await RefusedAsync(answer, cancellationToken));

    private async Task<int> RefusedAsync(HttpResponseMessage? answer, CancellationToken cancellationToken)
    {
        if (answer is null)
        {
            return ExitCode.Unreachable;
        }

        ServerAnswer said = await ServerClient.ReadAsync(answer, cancellationToken);
        if (said.Json is null && said.Status is >= 400 and < 500)
        {
            // An answer to HEAD has no body.
            Say($"the server refuses the upload: {said.Status}");
            return ExitCode.Refused;
        }

        return said.Report(output);
    }

    private void Say(string text) => output.Note($"parley: {text}");

    private static HttpRequestMessage Request(HttpMethod method, string address)
    {
        HttpRequestMessage request = new(method, address);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        return request;
    }
}
