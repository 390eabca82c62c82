using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Xml;
using System.Xml.Linq;
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
    // A page of a thousand names takes some hundred kilobytes.
    private const int MostOfAPage = 8 << 20;
    private const int NamesOfAPage = 1000;

    private readonly S3Definition _s3;
    private readonly S3Signer _signer;
    private readonly MediaFolder _folder;
    private readonly TimeProvider _time;

    // A PUT of gigabytes takes its time; what hangs is ended by the request or the keeper that waits for it.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10), UseCookies = false }) { Timeout = TimeSpan.FromMinutes(30) };

    public S3Store(S3Definition s3, MediaFolder folder, Secrets secrets, TimeProvider time)
    {
        (_s3, _folder, _time) = (s3, folder, time);
        _signer = new S3Signer(secrets.Get(s3.AccessKey), secrets.Get(s3.SecretKey), s3.Region);
    }

    /// <inheritdoc/>
    public async Task TakeAsync(MediaRow row, CancellationToken cancellationToken)
    {
        string upload = _folder.UploadOf(row.Id);
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
        _folder.DeleteUpload(row.Id);
        if (row.Sha256 is not null)
        {
            await DeleteAsync(MediaFolder.NameOf(row), cancellationToken);
        }
    }

    /// <summary>The objects whose names begin so, below this installation's own prefix, and when each was put there; asked for page by page.</summary>
    public async IAsyncEnumerable<(string Name, DateTimeOffset Modified)> ListAsync(string beginning, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string prefix = NameOf(beginning);
        HashSet<string> tokens = [];
        for (string? token = ""; token is not null && tokens.Add(token);)
        {
            XElement page = await PageAsync(prefix, token, cancellationToken);
            foreach (XElement item in page.Elements().Where(e => e.Name.LocalName == "Contents"))
            {
                // What it says that was not asked for is left alone.
                if (Text(item, "Key") is string key && key.StartsWith(prefix, StringComparison.Ordinal)
                    && DateTimeOffset.TryParse(Text(item, "LastModified"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset modified))
                {
                    yield return (key[NameOf("").Length..], modified);
                }
            }

            token = Text(page, "IsTruncated") == "true" ? Text(page, "NextContinuationToken") : null;
        }
    }

    /// <summary>Gives an object another name.</summary>
    public async Task MoveAsync(string from, string to, CancellationToken cancellationToken)
    {
        using HttpRequestMessage copy = new(HttpMethod.Put, AddressOf(to));
        copy.Headers.Add("x-amz-copy-source", $"/{_s3.Bucket}/{NameOf(from)}");
        using HttpResponseMessage answer = await SendAsync(copy, cancellationToken);

        // A copy that fails on the way is told of by what a good status brings.
        if (!answer.IsSuccessStatusCode || (await ReadAsync(answer, cancellationToken)).Name.LocalName != "CopyObjectResult")
        {
            throw new StoreUnavailableException($"The store of objects did not copy one: {(int)answer.StatusCode}.", null);
        }

        await DeleteAsync(from, cancellationToken);
    }

    /// <summary>Deletes an object by its name.</summary>
    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Delete, AddressOf(name));
        using HttpResponseMessage answer = await SendAsync(request, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.NotFound)
        {
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private Uri AddressOf(MediaRow row) => AddressOf(MediaFolder.NameOf(row));

    private Uri AddressOf(string name) => new($"{_s3.Endpoint}/{_s3.Bucket}/{NameOf(name)}");

    private string NameOf(string name) => _s3.Prefix.Length > 0 ? $"{_s3.Prefix}/{name}" : name;

    private async Task<XElement> PageAsync(string prefix, string token, CancellationToken cancellationToken)
    {
        string after = token.Length > 0 ? $"continuation-token={Uri.EscapeDataString(token)}&" : "";
        using HttpRequestMessage request = new(HttpMethod.Get, $"{_s3.Endpoint}/{_s3.Bucket}?{after}list-type=2&max-keys={NamesOfAPage}&prefix={Uri.EscapeDataString(prefix)}");
        using HttpResponseMessage answer = await SendAsync(request, cancellationToken);
        return answer.IsSuccessStatusCode
            ? await ReadAsync(answer, cancellationToken)
            : throw new StoreUnavailableException($"The store of objects answered {(int)answer.StatusCode}.", null);
    }

    private static async Task<XElement> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await answer.Content.LoadIntoBufferAsync(MostOfAPage, cancellationToken);
        await using Stream stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using XmlReader reader = XmlReader.Create(stream, new XmlReaderSettings { Async = true, DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = MostOfAPage });
        try
        {
            return await XElement.LoadAsync(reader, LoadOptions.None, cancellationToken);
        }
        catch (XmlException failure)
        {
            throw new StoreUnavailableException("The store of objects answered what cannot be read.", failure);
        }
    }

    private static string? Text(XElement element, string name) => element.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value;

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
