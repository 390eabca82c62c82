using System.Text.RegularExpressions;
using Parley.Engine.Retrieval;
using Parley.Engine.Translation;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads <c>systems/NAME/system.yaml</c>.</summary>
/// <param name="context">The reading.</param>
/// <param name="translation">Gives the compiled translation of a file; null when it is faulty.</param>
internal sealed partial class SystemReader(ReadContext context, Func<string, Translator?> translation)
{
    private static readonly YamlForm<string> Sha256 = new("64 hexadecimal digits", (YamlScalar s, out string value) =>
    {
        value = s.Text.ToLowerInvariant();
        return Hash().IsMatch(value) ? null : $"must be the SHA-256 of the key, 64 hexadecimal digits; this has {s.Text.Length} characters";
    }, WorkspaceIssues.BadKey);

    /// <summary>Reads one system; null when it has no identifier.</summary>
    /// <param name="map">The file.</param>
    /// <param name="folder">Its folder, <c>systems/NAME/</c>.</param>
    public SystemDefinition? Read(YamlMap map, string folder)
    {
        string? id = map.Required("system", YamlForms.Name);
        if (id is not null && folder != $"systems/{id}/")
        {
            map.Find("system")!.Report(WorkspaceIssues.FolderName, $"the system is named '{id}' and its folder {folder}");
        }

        MessageTypes messages = Messages(map, folder);
        AcceptReader accepts = new(context, messages);
        QuestionReader questions = new(context, messages);
        SystemDefinition system = new()
        {
            Id = id ?? "",
            Name = map.Required("name", YamlForms.Text) ?? "",
            Organisation = map.Required("organisation", YamlForms.Name) ?? "",
            Supplier = map.Optional("supplier", YamlForms.Text, ""),
            Product = map.Optional("product", YamlForms.Text, ""),
            Keys = Keys(map, "keys"),
            Messages = messages.Usable,
            Intake = [.. map.Maps("intake").Select(i => IntakeReader.Read(context, i, messages)).OfType<IntakeDefinition>()],
            LoadFolder = map.Has("load-folder") ? AddressReader.MachinePath(context, map, "load-folder") : null,
            Webhooks = AddressReader.Urls(context, map, "webhooks"),
            Accepts = [.. map.Maps("accepts").Select(accepts.Read).OfType<AcceptDefinition>()],
            Answers = [.. map.Maps("answers").Select(questions.Read).OfType<QuestionDefinition>()],
        };
        map.Find("load-folder");
        map.ReportUnknownKeys();
        return id is null ? null : system;
    }

    private MessageTypes Messages(YamlMap map, string folder)
    {
        MessageTypes messages = new();
        foreach (YamlEntry entry in map.RequiredMap("messages")?.Entries ?? [])
        {
            if (!YamlForms.IsName(entry.Key))
            {
                entry.Value.Issues.Add(YamlIssues.Mistyped, $"'{entry.Key}' must be a name in kebab case such as crime-reference", entry.KeyPosition);
            }

            messages.Add(entry.Key, Message(entry, folder));
        }

        return messages;
    }

    private MessageTypeDefinition? Message(YamlEntry entry, string folder)
    {
        IssuePolicy policy = IssuePolicy.Hold;
        string? standard = null;
        YamlNode? file = entry.Value is YamlScalar { IsNull: false } ? entry.Value : null;
        if (file is null && entry.Value.AsMap(entry.Key) is { } map)
        {
            file = map.Require("translation");
            policy = map.Optional("on-issue", YamlForms.Choice<IssuePolicy>(), policy);
            standard = map.Has("standard") ? map.Required("standard", YamlForms.Text) : null;
            map.ReportUnknownKeys();
        }

        string? path = file is null ? null : AddressReader.WorkspacePath(context, file, "translation", folder);
        Translator? translator = path is null ? null : translation(path);
        return translator is null ? null : new MessageTypeDefinition(entry.Key, translator, policy) { Standard = standard };
    }

    /// <summary>Reads a list of API keys.</summary>
    internal static List<SystemKey> Keys(YamlMap map, string name)
    {
        List<SystemKey> keys = [];
        foreach (YamlMap item in map.Maps(name))
        {
            if (Key(item) is not { } key)
            {
                continue;
            }

            if (keys.Exists(k => k.Id == key.Id))
            {
                item.Report(WorkspaceIssues.Duplicate, $"the key '{key.Id}' stands here again");
            }

            keys.Add(key);
        }

        return keys;
    }

    private static SystemKey? Key(YamlMap map)
    {
        string? id = map.Required("id", YamlForms.Text);
        bool hashed = map.TryGet("sha256", Sha256, out string hash);
        SecretReference? secret = map.Optional<SecretReference?>("secret", SecretOrNone, null);
        DateOnly? expires = map.TryGet("expires", YamlForms.Date, out DateOnly last) ? last : null;
        if (map.Has("sha256") == map.Has("secret"))
        {
            map.Report(WorkspaceIssues.BadKey, "a key has either 'sha256' or 'secret'");
        }

        map.ReportUnknownKeys();
        return id is null ? null : new SystemKey(id, hashed ? hash : null, secret, expires);
    }

    private static readonly YamlForm<SecretReference?> SecretOrNone = new(YamlForms.Secret.Description, (YamlScalar s, out SecretReference? value) =>
    {
        string? fault = YamlForms.Secret.Parse(s, out SecretReference found);
        value = found;
        return fault;
    }, YamlIssues.InlineSecret);

    [GeneratedRegex("^[0-9a-f]{64}\\z")]
    private static partial Regex Hash();
}
