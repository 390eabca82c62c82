using System.Globalization;
using Microsoft.AspNetCore.Http;
using Parley.Server.Operations;

namespace Parley.Server.Loads;

/// <summary>What a request for a load says in its address.</summary>
/// <param name="Type">The message type.</param>
/// <param name="Name">The file's name, for people.</param>
/// <param name="File">The file's name in the system's load folder; null for one that is sent.</param>
/// <param name="Purpose">The owner's purpose; null for the local one.</param>
/// <param name="MostRefused">How many lines may be refused.</param>
/// <param name="Again">Whether a file that was loaded before is to be taken all the same.</param>
internal sealed record LoadRequest(string Type, string Name, string? File, string? Purpose, long MostRefused, bool Again)
{
    private const int MostName = 200;
    private const long UsualRefused = 1000;
    private const long MostMostRefused = 1_000_000;

    /// <summary>Reads it; a problem when it makes no sense.</summary>
    public static LoadRequest Read(HttpRequest request)
    {
        IQueryCollection query = request.Query;
        string? file = Text(query["file"], "file");
        return new LoadRequest(
            Text(query["type"], "type") ?? throw Bad("Name the message type of the file's messages.", "type"),
            Text(query["name"], "name") ?? file ?? "sent",
            file,
            Text(query["purpose"], "purpose"),
            MostRefusedOf(request) ?? UsualRefused,
            AgainOf(request));
    }

    /// <summary>Whether a file that was loaded before is to be taken all the same.</summary>
    public static bool AgainOf(HttpRequest request) => request.Query["again"] == "true";

    /// <summary>How many lines may be refused; null when the request does not say.</summary>
    public static long? MostRefusedOf(HttpRequest request)
    {
        string? text = request.Query["most-refused"];
        return text is null ? null
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long most) && most <= MostMostRefused ? most
            : throw Bad($"From 0 to {MostMostRefused} lines may be refused.", "most-refused");
    }

    private static string? Text(string? text, string name) =>
        string.IsNullOrWhiteSpace(text) ? null
        : text.Length <= MostName && !text.Any(char.IsControl) ? text
        : throw Bad($"It has more than {MostName} characters, or signs that are no text.", name);

    private static ProblemException Bad(string why, string name) => new(new Problem(400, ServerIssues.BadRequest, why, $"query: {name}"));
}
