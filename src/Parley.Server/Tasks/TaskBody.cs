using Microsoft.AspNetCore.Http;
using Parley.Engine.Expressions;
using Parley.Server.Operations;

namespace Parley.Server.Tasks;

/// <summary>The JSON bodies in which tasks are given and acted on.</summary>
internal sealed class TaskBody
{
    private const int MostBytes = 512 * 1024;
    private const int MostText = 2000;

    private TaskBody(JqValue root) => Root = root;

    /// <summary>The body whole.</summary>
    public JqValue Root { get; }

    /// <summary>Reads a body; a problem when it is no JSON object, or has members that mean nothing.</summary>
    /// <param name="context">The request.</param>
    /// <param name="names">The members it may have; none for any.</param>
    public static async Task<TaskBody> ReadAsync(HttpContext context, params string[] names)
    {
        byte[] bytes = await RequestBody.ReadAsync(context, MostBytes);
        if (!JqValue.TryParse(bytes, out JqValue? root, out string? fault) || root.Kind != JqKind.Object)
        {
            throw Bad($"A body must be a JSON object{(fault is null ? "" : $": {fault}")}.");
        }

        string? unknown = names.Length == 0 ? null : root.Members.Select(m => m.Key).FirstOrDefault(k => !names.Contains(k, StringComparer.Ordinal));
        return unknown is null ? new TaskBody(root) : throw Bad($"The body has '{unknown}'; it may have {string.Join(", ", names)}.");
    }

    /// <summary>A text that must be there.</summary>
    public string Required(string name) => Optional(name) ?? throw Bad($"Give '{name}', a text of 1 to {MostText} characters.");

    /// <summary>A text, or null.</summary>
    public string? Optional(string name)
    {
        JqValue? value = Root.Member(name);
        if (value is null || value.Kind == JqKind.Null)
        {
            return null;
        }

        string? text = value.Kind == JqKind.String ? value.AsString.Replace("\0", "", StringComparison.Ordinal).Trim() : null;
        return text is { Length: > 0 and <= MostText } ? text : throw Bad($"'{name}' must be a text of 1 to {MostText} characters.");
    }

    /// <summary>True or false, or what stands for nothing.</summary>
    public bool Flag(string name, bool otherwise) => Root.Member(name) switch
    {
        null or { Kind: JqKind.Null } => otherwise,
        { Kind: JqKind.True } => true,
        { Kind: JqKind.False } => false,
        _ => throw Bad($"'{name}' must be true or false."),
    };

    /// <summary>Says that the body is not as it must be.</summary>
    public static ProblemException Bad(string why) => new(new Problem(400, ServerIssues.BadRequest, why, "body"));
}
