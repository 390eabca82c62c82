using Microsoft.AspNetCore.Http;
using Parley.Engine.Translation;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary>Reads which exceptions are asked for: <c>status system code whose assignee overdue</c>.</summary>
internal static class DeskQuery
{
    private static readonly string[] s_keys = ["status", "system", "code", "whose", "assignee", "overdue"];

    /// <summary>Reads the query of an address; open ones unless told otherwise.</summary>
    public static DeskFilter Read(IQueryCollection query, Caller caller) => Read(key => query[key], caller);

    /// <summary>Reads the filter of a body.</summary>
    public static DeskFilter Read(IReadOnlyDictionary<string, string> filter, Caller caller) =>
        filter.Keys.FirstOrDefault(k => !s_keys.Contains(k)) is string unknown
            ? throw Bad($"'{unknown}' is no criterion; known: {string.Join(", ", s_keys)}.", "body: filter")
            : Read(key => filter.GetValueOrDefault(key), caller);

    private static DeskFilter Read(Func<string, string?> value, Caller caller)
    {
        string? assignee = value("assignee");
        CaseFilter store = new()
        {
            Within = Disclosure.OwnSystems(caller),
            Status = Status(value("status")),
            System = value("system"),
            Code = value("code"),
            Unassigned = assignee == "none",
            Assignees = assignee is null or "none" ? null : assignee == "me" ? [CaseGate.NameOf(caller), .. caller.Roles.Select(r => "group:" + r)] : [assignee],
        };
        return new DeskFilter(store, Whose(value("whose")), Overdue(value("overdue")));
    }

    private static ExceptionStatus? Status(string? text) => text switch
    {
        null or "open" => ExceptionStatus.Open,
        "corrected" => ExceptionStatus.Corrected,
        "resent" => ExceptionStatus.Resent,
        "discarded" => ExceptionStatus.Discarded,
        "settled" => ExceptionStatus.Settled,
        "all" => null,
        _ => throw Bad("A status is one of open, corrected, resent, discarded, settled, all.", "query: status"),
    };

    private static Responsibility? Whose(string? text) => text switch
    {
        null => null,
        "source" => Responsibility.Source,
        "platform" => Responsibility.Platform,
        "recipient" => Responsibility.Recipient,
        _ => throw Bad("'whose' is one of source, platform, recipient.", "query: whose"),
    };

    private static bool? Overdue(string? text) => text switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw Bad("'overdue' is true or false.", "query: overdue"),
    };

    private static ProblemException Bad(string why, string place) => new(new Problem(400, ServerIssues.BadRequest, why, place));
}
