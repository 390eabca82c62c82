using System.Net;
using System.Net.Http.Headers;
using Parley.Engine.Issues;
using Parley.Engine.Retrieval;
using Parley.Engine.Workspace;
using Parley.Server.Delivery;
using Parley.Server.Operations;

namespace Parley.Server.Retrieval;

/// <summary>Asks one question of one system over HTTP: one request, no redirects, the answer read up to a bound. Thread-safe.</summary>
internal sealed class QuestionCaller : IDisposable
{
    private const int MostSaid = 300;

    private readonly QuestionDefinition _question;
    private readonly HttpMessageInvoker _client;
    private readonly RequestAuth _auth;
    private readonly string _mediaType;

    public QuestionCaller(QuestionDefinition question, string mediaType, Secrets secrets, TimeProvider time)
    {
        _question = question;
        _mediaType = mediaType;
        _client = new HttpMessageInvoker(HttpHandlers.Make(question.Auth as MutualTlsAuth, secrets, question.AtOnce));
        _auth = RequestAuth.Make(question.Auth, secrets, time);
        Gate = new QuestionGate(question, time);
    }

    /// <summary>How often it may be asked.</summary>
    public QuestionGate Gate { get; }

    /// <summary>Asks.</summary>
    public async Task<CalledAnswer> CallAsync(QuestionRequest request, CancellationToken cancellationToken)
    {
        try
        {
            CalledAnswer answer = await CallOnceAsync(request, cancellationToken);
            return answer.Status == 401 && _auth.Forget() ? await CallOnceAsync(request, cancellationToken) : answer;
        }
        catch (OperationCanceledException)
        {
            return CalledAnswer.Failed(RetrievalIssues.Failed, $"No answer within {_question.Timeout.TotalSeconds:0.###} s.");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return CalledAnswer.Failed(RetrievalIssues.Failed, failure.InnerException?.Message ?? failure.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _auth.Dispose();
    }

    private async Task<CalledAnswer> CallOnceAsync(QuestionRequest asked, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Parse(asked.Method), asked.Address);
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(_mediaType));
        if (asked.Body is not null)
        {
            request.Content = new ByteArrayContent(asked.Body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(asked.MediaType!);
        }

        foreach ((string name, string value) in asked.Headers)
        {
            HttpHeaders headers = name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) && request.Content is not null ? request.Content.Headers : request.Headers;
            headers.Remove(name);
            headers.TryAddWithoutValidation(name, value);
        }

        await _auth.ApplyAsync(request, cancellationToken);
        using HttpResponseMessage response = await _client.SendAsync(request, cancellationToken);
        return await ReadAsync(response, cancellationToken);
    }

    private async Task<CalledAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        int status = (int)response.StatusCode;
        if (response.StatusCode == HttpStatusCode.NoContent || _question.NothingStatuses.Contains(status))
        {
            return new CalledAnswer(status, null, null, null, null);
        }

        if (status is < 200 or >= 300)
        {
            (byte[]? said, _) = await BoundedContent.ReadAsync(response.Content, MostSaid, cancellationToken);
            IssueCode code = status is >= 400 and < 500 and not (408 or 425 or 429) ? RetrievalIssues.Refused : RetrievalIssues.Failed;
            return new CalledAnswer(status, code, $"It answered {status}{(said is null ? "" : ": " + Readable(said))}", null, null);
        }

        if (response.Content.Headers.ContentLength > _question.MostBytes)
        {
            return TooLarge(status, $"{response.Content.Headers.ContentLength} bytes");
        }

        (byte[]? body, bool cut) = await BoundedContent.ReadAsync(response.Content, _question.MostBytes, cancellationToken);
        return cut ? TooLarge(status, "More") : new CalledAnswer(status, null, null, body ?? [], response.Content.Headers.ContentType?.ToString());
    }

    private CalledAnswer TooLarge(int status, string said) =>
        new(status, RetrievalIssues.TooLarge, $"{said} than the {_question.MostBytes} bytes allowed; it was cut off.".Replace("bytes than", "bytes, more than", StringComparison.Ordinal), null, null);

    // What a system says of a refusal is shown to people: nothing of it moves their terminal or page.
    private static string Readable(byte[] said) => string.Concat(System.Text.Encoding.UTF8.GetString(said).Select(c => char.IsControl(c) ? ' ' : c));
}
