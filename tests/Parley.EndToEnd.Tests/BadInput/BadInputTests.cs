using System.Text;
using System.Text.Json.Nodes;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.BadInput;

/// <summary>
/// Bad messages over HTTP: each is answered with a problem that has a stable code, place, cause and remedy, none with a 500, and the server works
/// on: a sound message goes through after every bad one.
/// </summary>
public sealed class BadInputTests(BadInputServer server) : IClassFixture<BadInputServer>
{
    private const string Sound = """{"no":"WX-1","when":"2026-03-01T10:00:00Z","grade":"1","kind":"Burglary","text":"A window is broken.","caller":{"surname":"Example"},"notes":["first","second"]}""";
    private const string SoundXml = """<?xml version="1.0" encoding="UTF-8"?><Event grade="immediate"><Reference>WX-1</Reference><ReportedAt>2026-03-01T10:00:00Z</ReportedAt><Narrative>A window is broken.</Narrative></Event>""";
    private const int MostBytes = 256 << 10;

    public static TheoryData<string, string, string> Refused => new()
    {
        // Malformed JSON.
        { "empty", "", "FMT020" },
        { "white space", " \r\n\t ", "FMT020" },
        { "no JSON", "hello", "FMT001" },
        { "an array", "[1,2]", "FMT010" },
        { "a number", "7", "FMT010" },
        { "null", "null", "FMT010" },
        { "two documents", Sound + Sound, "FMT001" },
        { "rubbish behind", Sound + "x", "FMT001" },
        { "trailing comma", """{"no":"WX-1",}""", "FMT001" },
        { "single quotes", "{'no':'WX-1'}", "FMT001" },
        { "comment", """{"no":"WX-1" /* why */}""", "FMT001" },
        { "bare word", """{"no":WX}""", "FMT001" },
        { "bad escape", """{"no":"WX-1","text":"\q"}""", "FMT001" },
        { "control character", "{\"no\":\"WX-1\",\"text\":\"a\u0001b\"}", "FMT001" },
        { "leading zero", """{"no":"WX-1","short":007}""", "FMT001" },
        { "duplicate key", """{"no":"WX-1","no":"WX-2"}""", "FMT008" },
        { "duplicate key, escaped", """{"no":"WX-1","n\u006f":"WX-2"}""", "FMT008" },
        { "half a surrogate pair", """{"no":"WX-1","text":"\ud83d"}""", "FMT009" },

        // Well formed, and not what the interface says.
        { "required missing", """{"text":"x"}""", "TRN201" },
        { "required empty", """{"no":"","text":"x"}""", "TRN201" },
        { "required null", """{"no":null}""", "TRN201" },
        { "object for text", """{"no":{"a":1}}""", "TRN" },
        { "no date", """{"no":"WX-1","when":"yesterday"}""", "TRN202" },
        { "number for a date", """{"no":"WX-1","when":20260301}""", "TRN202" },
        { "impossible date", """{"no":"WX-1","when":"2026-02-31T10:00:00Z"}""", "TRN202" },
    };

    public static TheoryData<string, string, string> RefusedXml => new()
    {
        { "empty", "", "FMT020" },
        { "JSON", Sound, "FMT001" },
        { "not closed", "<Event><Reference>WX-1</Reference>", "FMT001" },
        { "crossed", "<Event><Reference>WX-1</Event></Reference>", "FMT001" },
        { "two roots", "<Event/><Event/>", "FMT001" },
        { "undefined prefix", "<Event><x:Reference>WX-1</x:Reference></Event>", "FMT" },
        { "undefined entity", "<Event><Reference>&nbsp;</Reference></Event>", "FMT" },
        { "duplicate attribute", "<Event grade=\"immediate\" grade=\"priority\"><Reference>WX-1</Reference></Event>", "FMT" },
        { "control character", "<Event><Reference>WX&#1;</Reference></Event>", "FMT" },
        { "other root", "<Incident><Reference>WX-1</Reference></Incident>", "FMT010" },
        { "required missing", "<Event/>", "TRN201" },
        { "unknown encoding", """<?xml version="1.0" encoding="x-klingon"?><Event><Reference>WX-1</Reference></Event>""", "FMT" },
        { "external entity", """<?xml version="1.0"?><!DOCTYPE Event [<!ENTITY x SYSTEM "file:///etc/passwd">]><Event><Reference>WX-1</Reference><Narrative>&x;</Narrative></Event>""", "FMT011" },
        { "external DTD", """<!DOCTYPE Event SYSTEM "http://127.0.0.1:9/x.dtd"><Event><Reference>WX-1</Reference></Event>""", "FMT011" },
        { "billion laughs", BillionLaughs(), "FMT011" },
    };

    public static TheoryData<int> CutPoints
    {
        get
        {
            TheoryData<int> points = [];
            for (int i = 1; i <= 20; i++)
            {
                points.Add(i * (Sound.Length - 1) / 20);
            }

            return points;
        }
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public Task Json_Bad_IsRefusedWithItsReason(string name, string body, string issue) => AssertRefusedAsync("alpha", Encoding.UTF8.GetBytes(body), issue, name);

    [Theory]
    [MemberData(nameof(RefusedXml))]
    public Task Xml_Bad_IsRefusedWithItsReason(string name, string body, string issue) => AssertRefusedAsync("delta", Encoding.UTF8.GetBytes(body), issue, name);

    [Theory]
    [MemberData(nameof(CutPoints))]
    public Task Json_Truncated_IsRefused(int length) => AssertRefusedAsync("alpha", Encoding.UTF8.GetBytes(Sound)[..length], "FMT001", $"cut at {length}");

    [Theory]
    [MemberData(nameof(CutPoints))]
    public Task Xml_Truncated_IsRefused(int length) => AssertRefusedAsync("delta", Encoding.UTF8.GetBytes(SoundXml)[..length], "FMT", $"cut at {length}");

    [Fact]
    public Task Json_InvalidUtf8_IsRefusedNotReplaced() =>
        AssertRefusedAsync("alpha", [.. Encoding.UTF8.GetBytes("""{"no":"WX-1","text":"caf"""), 0xC3, 0x28, .. "\"}"u8], "FMT", "invalid UTF-8");

    [Fact]
    public Task Json_Windows1252Undeclared_IsRefusedNotReplaced() =>
        AssertRefusedAsync("alpha", [.. Encoding.UTF8.GetBytes("""{"no":"WX-1","text":"caf"""), 0xE9, .. "\"}"u8], "FMT", "windows-1252 undeclared");

    [Fact]
    public Task Json_TooDeep_IsRefused() => AssertRefusedAsync(
        "alpha", Encoding.UTF8.GetBytes($$"""{"no":"WX-1","text":{{new string('[', 50_000)}}{{new string(']', 50_000)}}}"""), "FMT003", "too deep");

    [Fact]
    public Task Xml_TooDeep_IsRefused() => AssertRefusedAsync(
        "delta", Encoding.UTF8.GetBytes("<Event>" + string.Concat(Enumerable.Repeat("<a>", 20_000)) + string.Concat(Enumerable.Repeat("</a>", 20_000)) + "</Event>"), "FMT003", "too deep");

    [Fact]
    public async Task Xml_DeclaredWindows1252_IsReadInIt()
    {
        byte[] body = [.. "<?xml version=\"1.0\" encoding=\"windows-1252\"?><Event grade=\"immediate\"><Reference>WX-1252</Reference><ReportedAt>2026-03-01T10:00:00Z</ReportedAt><Narrative>caf"u8, 0xE9, 0x80, .. "</Narrative></Event>"u8];

        await AssertArrivesAsync("delta", body, server.Alpha, "WX-1252", "caf\u00e9\u20ac");
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    [InlineData("utf-32")]
    public async Task Json_ByteOrderMark_IsReadInItsEncoding(string encoding)
    {
        Encoding text = Encoding.GetEncoding(encoding);
        string number = $"WX-{encoding}";
        byte[] body = [.. text.GetPreamble(), .. text.GetBytes(HttpEstate.Incident(number, "caf\u00e9 \ud83d\ude94"))];

        await AssertArrivesAsync("alpha", body, server.Beta, number, "caf\u00e9 \ud83d\ude94");
    }

    [Theory]
    [InlineData(false, MostBytes)]
    [InlineData(true, MostBytes)]
    [InlineData(false, 1 << 20)]
    [InlineData(true, 1 << 20)]
    public async Task Message_TooLarge_IsRefused(bool chunked, int size)
    {
        byte[] body = Encoding.UTF8.GetBytes(HttpEstate.Incident("WX-1", new string('x', size)));

        Answer answer = await server.Senders["alpha"].DepositAsync(
            server.Address, body, "application/json", change: r => r.Headers.TransferEncodingChunked = chunked ? true : null);

        answer.IsProblem(413, "SRV004");
        await server.AssertWorksAsync();
    }

    [Fact]
    public async Task Message_FarTooLargeFromASenderThatAsksFirst_IsRefusedUnread()
    {
        byte[] body = Encoding.UTF8.GetBytes(HttpEstate.Incident("WX-1", new string('x', 20 << 20)));

        Answer answer = await server.Senders["alpha"].DepositAsync(server.Address, body, "application/json", change: r => r.Headers.ExpectContinue = true);

        answer.IsProblem(413, "SRV004");
        await server.AssertWorksAsync();
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("text/csv")]
    [InlineData("image/png")]
    [InlineData("rubbish")]
    public async Task MediaType_Wrong_IsRefused(string mediaType)
    {
        Answer answer = await server.Senders["alpha"].DepositAsync(server.Address, Encoding.UTF8.GetBytes(Sound), mediaType);

        answer.IsProblem(415, "SRV005");
    }

    [Fact]
    public async Task Body_Compressed_IsRefused()
    {
        Answer answer = await server.Senders["alpha"].DepositAsync(
            server.Address, [0x1f, 0x8b, 8, 0], "application/json", change: r => r.Content!.Headers.ContentEncoding.Add("gzip"));

        answer.IsProblem(415, "SRV005");
    }

    [Theory]
    [InlineData("/v1/systems/alpha/messages/nothing", 404, "SRV003")]
    [InlineData("/v1/systems/nobody/messages/incident", 403, "SRV002")]
    [InlineData("/v1/systems/beta/messages/event", 403, "SRV002")]
    [InlineData("/v1/systems/alpha/messages/..%2f..%2fetc", 404, "SRV003")]
    [InlineData("/v1/nothing", 404, "SRV003")]
    [InlineData("/v1/exceptions/rubbish/resend", 404, "SRV003")]
    public async Task Address_Wrong_IsRefused(string path, int status, string code)
    {
        Answer answer = await server.Senders["alpha"].PostAsync(server.Address, path, "alpha");

        answer.IsProblem(status, code);
    }

    [Fact]
    public async Task Method_Wrong_IsRefused() =>
        (await server.Senders["alpha"].GetAsync(server.Address, "/v1/systems/alpha/messages/incident", "alpha")).IsProblem(405, "SRV012");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer wrong")]
    [InlineData("Basic YWxwaGE6YWxwaGE=")]
    [InlineData("Bearer \u00e9")]
    public async Task Key_MissingOrWrong_IsRefused(string? authorization)
    {
        Answer answer = await server.Senders["alpha"].DepositAsync(server.Address, Encoding.UTF8.GetBytes(Sound), change: request =>
        {
            request.Headers.Authorization = null;
            if (authorization is not null)
            {
                request.Headers.TryAddWithoutValidation("Authorization", Uri.EscapeDataString(authorization).Replace("%20", " ", StringComparison.Ordinal));
            }
        });

        answer.IsProblem(401, "SRV001");
    }

    [Fact]
    public async Task IdempotencyKey_TooLong_IsRefused() =>
        (await server.Senders["alpha"].DepositAsync(server.Address, Sound, new string('k', 300))).IsProblem(400, "SRV008");

    [Fact]
    public async Task IdempotencyKey_OfAnotherMessage_IsRefused()
    {
        Assert.Equal(202, (await server.Senders["alpha"].DepositAsync(server.Address, HttpEstate.Incident("WX-1", "one"), "reused")).Status);

        (await server.Senders["alpha"].DepositAsync(server.Address, HttpEstate.Incident("WX-1", "two"), "reused")).IsProblem(422, "SRV007");
    }

    [Fact]
    public async Task Field_Unknown_IsTakenAndSaid()
    {
        Answer answer = await server.Senders["alpha"].DepositAsync(server.Address, """{"no":"WX-1","when":"2026-03-01T10:00:00Z","units":["WX12"],"__proto__":{"a":1}}""");

        Assert.Equal(202, answer.Status);
        Assert.Equal(["units", "__proto__"], answer.Json["issues"]!.AsArray().Where(i => (string?)i!["code"] == "TRN204").Select(i => Field(i!)));
    }

    [Fact]
    public async Task Code_Unknown_IsTakenAndSaid()
    {
        Answer answer = await server.Senders["alpha"].DepositAsync(server.Address, """{"no":"WX-1","when":"2026-03-01T10:00:00Z","caller":{"surname":"Example","sex":"Q"}}""");

        AssertSaid(answer, "TRN203", "Q");
    }

    [Fact]
    public async Task Array_ForOneText_IsTakenAndTheRestSaid()
    {
        Answer answer = await server.Senders["alpha"].DepositAsync(server.Address, """{"no":["WX-1","WX-2"],"when":"2026-03-01T10:00:00Z"}""");

        AssertSaid(answer, "TRN204", "WX-2");
    }

    private static void AssertSaid(Answer answer, string code, string words)
    {
        Assert.True(answer.Status == 202, answer.Body);
        JsonNode issue = Assert.Single(answer.Json["issues"]!.AsArray())!;
        Assert.Equal(code, (string?)issue["code"]);
        Assert.Contains(words, (string?)issue["message"], StringComparison.Ordinal);
    }

    private static string Field(JsonNode issue) => ((string)issue["path"]!).Split('[')[0];

    private static string BillionLaughs()
    {
        StringBuilder text = new("<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol0 \"lol\">");
        for (int i = 1; i < 10; i++)
        {
            text.Append($"<!ENTITY lol{i} \"{string.Concat(Enumerable.Repeat($"&lol{i - 1};", 10))}\">");
        }

        return text.Append("]><Event><Reference>WX-1</Reference><Narrative>&lol9;</Narrative></Event>").ToString();
    }

    private async Task AssertRefusedAsync(string system, byte[] body, string issue, string name)
    {
        Answer answer = await server.Senders[system].DepositAsync(server.Address, body);

        answer.IsProblem(422, "SRV006");
        Assert.True(
            answer.Json["issues"]?.AsArray().Any(i => ((string)i!["code"]!).StartsWith(issue, StringComparison.Ordinal)) == true, $"{name}: no {issue} in {answer.Body}");
        await server.AssertWorksAsync();
    }

    private async Task AssertArrivesAsync(string system, byte[] body, Recipient recipient, string number, string text)
    {
        Answer answer = await server.Senders[system].DepositAsync(server.Address, body);

        Assert.True(answer.Status == 202, answer.Body);
        Delivered delivered = await BadInputServer.HasAsync(recipient, number);
        Assert.Contains(text, delivered.Body, StringComparison.Ordinal);
    }
}
