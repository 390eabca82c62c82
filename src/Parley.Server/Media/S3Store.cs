using System.Net;
using System.Net.Http.Headers;
using Parley.Engine.Workspace;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>
/// Keeps finished objects in an S3-compatible store, each by one PUT, read by ranges. What goes there is sealed: the store has neither keys nor names but the
/// SHA-256. Uploads under way stay in the folder.
/// </summary>
internal sealed class S3Store : IMediaStore, IDisposable
{
    private readonly S3Definition _s3;
    private readonly S3Signer _signer;
    private readonly TimeProvider _time;

    // A PUT of gigabytes takes its time; what hangs is ended by the request or the keeper that waits for it.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10), UseCookies = false }) { Timeout = TimeSpan.FromMinutes(30) };

    public S3Store(S3Definition s3, Secrets secrets, TimeProvider time)
    {
        (_s3, _time) = (s3, time);
        _signer = new S3Signer(secrets.Get(s3.AccessKey), secrets.Get(s3.SecretKey), s3.Region);
    }

    /// <inheritdoc/>
    public async Task TakeAsync(MediaRow row, string upload, CancellationToken cancellationToken)
    {
        if (!File.Exists(upload))
        {
            // Taken before, by a server that ended before it could say so.
            return;
        }

        await using (FileStream file = File.OpenRead(upload))
        {
            using HttpRequestMessage request = new(HttpMethod.Put, AddressOf(row)) { Content = new StreamContent(file) };
            request.Content.Headers.ContentLength = file.Length;
            using HttpResponseMessage answer = await SendAsync(request, cancellationToken);
            answer.EnsureSuccessStatusCode();
        }

        File.Delete(upload);
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(MediaRow row, long from, long length, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, AddressOf(row));
        request.Headers.Range = new RangeHeaderValue(from, from + length - 1);
        HttpResponseMessage answer = await SendAsync(request, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.PartialContent)
        {
            return await answer.Content.ReadAsStreamAsync(cancellationToken);
        }

        using (answer)
        {
            throw answer.StatusCode == HttpStatusCode.NotFound
                ? new FileNotFoundException("The store has no such object.")
                : new StoreUnavailableException($"The store of objects answered {(int)answer.StatusCode}.", null);
        }
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(MediaRow row, CancellationToken cancellationToken)
    {
        if (row.Sha256 is null)
        {
            return;
        }

        using HttpRequestMessage request = new(HttpMethod.Delete, AddressOf(row));
        using HttpResponseMessage answer = await SendAsync(request, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.NotFound)
        {
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private Uri AddressOf(MediaRow row) => new($"{_s3.Endpoint}/{_s3.Bucket}/{MediaFolder.NameOf(row)}");

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _signer.Sign(request, S3Signer.Unsigned, _time.GetUtcNow());
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new StoreUnavailableException("The store of objects cannot be reached.", failure);
        }
    }
}
