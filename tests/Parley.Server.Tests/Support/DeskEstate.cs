using Parley.Engine.Dictionary;
using Parley.Engine.Workspace;

namespace Parley.Server.Tests.Support;

/// <summary>A control room that sends incidents in JSON, and a records system that takes them, with translations that are compiled; and people who sign in.</summary>
internal static class DeskEstate
{
    public const string Audience = "urn:parley:people";

    public const string Good = """{"no":"WX-1","grade":"1","opened":"2026-03-01T10:00:00Z","text":"A window is broken.","caller":{"name":"Ash","born":"28/02/1980"}}""";

    /// <summary>A date that no calendar has, on line 3.</summary>
    public const string Faulty = "{\"no\":\"WX-1\",\"grade\":\"1\",\n\"opened\":\"2026-03-01T10:00:00Z\",\"text\":\"A window is broken.\",\n\"caller\":{\"name\":\"Ash\",\"born\":\"31/02/1980\"}}";

    public static Estate Create(Uri records, string more = "", IssuePolicy policy = IssuePolicy.Hold) =>
        new Estate { Dictionary = BuiltInDictionary.BuiltIn }
            .System("beacon").Translates("beacon", "incident", $"{ReplayEstate.Incident}\n{more}", policy)
            .System("records", IssuePolicy.Hold, "event").Translates("records", "event", ReplayEstate.Event)
            .AcceptsHttp("records", records, type: "event");

    /// <summary>Starts a server that translates for real.</summary>
    public static Task<TestServer> StartAsync(Estate estate, TimeProvider? time = null, string? root = null) => TestServer.StartAsync(
        estate, root, o => o with { Translation = TranslationCalls.Compiled, Time = time ?? TimeProvider.System });

    /// <summary>Lets people in by tokens of an issuer.</summary>
    public static Estate WithPeople(this Estate estate, TestIssuer issuer)
    {
        estate.Access = new AccessDefinition { Provider = new IdentityProviderDefinition { Issuer = issuer.Issuer, ClientId = "parley", Audience = Audience } };
        return estate;
    }

    /// <summary>A person's token.</summary>
    public static string Token(TestIssuer issuer, string person, string role = "supervisor", string organisation = "wexshire")
    {
        Dictionary<string, object> claims = issuer.Claims(Audience, person);
        (claims["roles"], claims["organisation"]) = (new[] { role }, organisation);
        return issuer.Token(claims);
    }
}
