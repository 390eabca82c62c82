using System.Net;
using System.Text.RegularExpressions;

namespace Parley.Server.Tests.Support;

/// <summary>A browser as far as signing in needs one: it keeps cookies for each port, follows redirects, and fills in forms.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly HttpClient _http;
    private readonly Dictionary<string, Dictionary<string, string>> _cookies = [];

    public Browser(HttpMessageHandler? handler = null) =>
        _http = new HttpClient(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public Uri Address { get; private set; } = new("about:blank");

    public string Text { get; private set; } = "";

    public HttpResponseMessage Response { get; private set; } = null!;

    public int Status => (int)Response.StatusCode;

    /// <summary>The headers of the last answer that set cookies.</summary>
    public List<string> SetCookies { get; } = [];

    /// <summary>The cookies for an address; a test may change them.</summary>
    public Dictionary<string, string> Cookies(Uri address)
    {
        string site = address.Authority;
        return _cookies.TryGetValue(site, out Dictionary<string, string>? cookies) ? cookies : _cookies[site] = [];
    }

    public Task GetAsync(Uri address, bool follow = true) => SendAsync(HttpMethod.Get, address, null, follow);

    public Task GetAsync(Uri server, string path, bool follow = true) => GetAsync(new Uri(server, path), follow);

    /// <summary>Fills in the first form of the page, hidden fields included, and sends it as a browser would.</summary>
    public Task SubmitAsync(params (string Name, string Value)[] fields) => SubmitAsync(follow: true, fields);

    public Task SubmitAsync(bool follow, params (string Name, string Value)[] fields)
    {
        Match form = FormTag().Match(Text);
        Assert(form.Success, "there is no form");
        Dictionary<string, string> values = Hidden().Matches(form.Groups[2].Value).ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));
        foreach ((string name, string value) in fields)
        {
            values[name] = value;
        }

        return PostAsync(new Uri(Address, WebUtility.HtmlDecode(form.Groups[1].Value)), values, follow: follow);
    }

    public Task PostAsync(Uri address, Dictionary<string, string> values, Action<HttpRequestMessage>? change = null, bool follow = true) =>
        SendAsync(HttpMethod.Post, address, new FormUrlEncodedContent(values), follow, change ?? (r => r.Headers.Add("Origin", address.GetLeftPart(UriPartial.Authority))));

    public async Task SendAsync(HttpMethod method, Uri address, HttpContent? content, bool follow, Action<HttpRequestMessage>? change = null)
    {
        SetCookies.Clear();
        for (int hops = 0; ; hops++)
        {
            Assert(hops < 20, "too many redirects");
            using HttpRequestMessage request = new(method, address) { Content = content };
            request.Headers.Add("Accept", "text/html,application/xhtml+xml");
            if (Cookies(address) is { Count: > 0 } cookies)
            {
                request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
            }

            change?.Invoke(request);
            Response = await _http.SendAsync(request);
            Text = await Response.Content.ReadAsStringAsync();
            Address = address;
            TakeCookies(address);
            if (!follow || Response.Headers.Location is not Uri next || Status is < 300 or >= 400)
            {
                return;
            }

            (method, address, content, change) = (HttpMethod.Get, new Uri(address, next), null, null);
        }
    }

    public void Dispose() => _http.Dispose();

    private static void Assert(bool good, string what)
    {
        if (!good)
        {
            throw new InvalidOperationException(what);
        }
    }

    private void TakeCookies(Uri address)
    {
        foreach (string cookie in Response.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? set) ? set : [])
        {
            SetCookies.Add(cookie);
            string[] pair = cookie.Split(';')[0].Split('=', 2);
            bool gone = pair[1].Length == 0 || cookie.Contains("max-age=0", StringComparison.OrdinalIgnoreCase) || cookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase);
            if (gone)
            {
                Cookies(address).Remove(pair[0]);
            }
            else
            {
                Cookies(address)[pair[0]] = pair[1];
            }
        }
    }

    [GeneratedRegex("<form[^>]*action=\"([^\"]+)\"[^>]*>(.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex FormTag();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*name=\"([^\"]+)\"[^>]*value=\"([^\"]*)\"", RegexOptions.Singleline)]
    private static partial Regex Hidden();
}
