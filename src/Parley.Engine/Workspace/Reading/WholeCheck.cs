using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Checks what no single file can show: references between files, and files that nothing refers to.</summary>
internal sealed class WholeCheck(
    ReadContext context,
    Dictionary<string, OrganisationDefinition> organisations,
    Dictionary<string, SystemDefinition> systems)
{
    /// <summary>Checks the installation.</summary>
    public void Installation(InstallationDefinition installation, YamlMap file)
    {
        CheckOrganisation(installation.Organisation, file);
        string builtIn = context.Dictionary.Version.Split('+')[0];
        if (installation.DictionaryVersion.Length > 0 && installation.DictionaryVersion != builtIn)
        {
            file.Find("dictionary")!.Report(
                WorkspaceIssues.DictionaryVersion, $"the workspace was written for dictionary {installation.DictionaryVersion}; this is {builtIn}");
        }
    }

    /// <summary>Checks that what is delivered by value is kept at all.</summary>
    /// <param name="installation">The installation.</param>
    /// <param name="files">The systems' files by identifier.</param>
    public void Media(InstallationDefinition installation, Dictionary<string, YamlMap> files)
    {
        foreach ((string id, YamlMap file) in files.Where(f => installation.Media is null && systems[f.Key].Accepts.Any(a => a.Delivery is { Media: MediaDelivery.ByValue })))
        {
            file.Find("accepts")!.Report(WorkspaceIssues.NoMediaToDeliver, $"'{id}' is to be given media by value, and the installation keeps none");
        }
    }

    /// <summary>Checks all systems.</summary>
    /// <param name="files">The systems' files by identifier.</param>
    public void Systems(Dictionary<string, YamlMap> files)
    {
        Dictionary<string, string> ownersOfKeys = new(StringComparer.Ordinal);
        foreach ((string id, YamlMap file) in files)
        {
            SystemDefinition system = systems[id];
            CheckOrganisation(system.Organisation, file);
            CheckSources(system, file);
            CheckDirections(system, file);
            CheckKeys(system, file, ownersOfKeys);
        }
    }

    /// <summary>Reports files that nothing uses.</summary>
    public void UnusedFiles()
    {
        foreach (string path in context.Paths.Where(p => !context.IsUsed(p) && !IsFree(p)))
        {
            context.Issues.Add(WorkspaceIssues.UnusedFile, $"nothing uses this file{Hint(path)}", new SourcePosition(path, 0, 0));
        }
    }

    /// <summary>Reports private keys in files that are no definitions; <see cref="SecretGuard"/> looks into those that are.</summary>
    public void PrivateKeys()
    {
        foreach (string path in context.Paths.Where(p => !p.EndsWith(".yaml", StringComparison.Ordinal)))
        {
            ReadOnlySpan<byte> content = context.Content(path).Span;
            int start = content.IndexOf("PRIVATE KEY-----"u8);
            if (start >= 0)
            {
                context.Issues.Add(
                    AgreementIssues.PrivateKey, "this file holds a private key", new SourcePosition(path, content[..start].Count((byte)'\n') + 1, 1));
            }
        }
    }

    private string Hint(string path)
    {
        string[] parts = path.Split('/');
        return parts is ["systems", { } system, _] && !context.Paths.Contains($"systems/{system}/system.yaml") ? $"; systems/{system} has no system.yaml" : "";
    }

    // Documents and samples.
    private static bool IsFree(string path) =>
        WorkspaceVersion.IsDocument(path)
        || WorkspaceVersion.IsSample(path);

    private void CheckOrganisation(string id, YamlMap file)
    {
        if (id.Length > 0 && !organisations.ContainsKey(id))
        {
            file.Find("organisation")!.Report(
                WorkspaceIssues.UnknownOrganisation, $"there is no organisation '{id}'{YamlForms.DidYouMean(id, organisations.Keys)}");
        }
    }

    private void CheckSources(SystemDefinition system, YamlMap file)
    {
        foreach (YamlMap accept in file.Maps("accepts"))
        {
            foreach (YamlNode node in Items(accept.Find("from")))
            {
                if (node is YamlScalar scalar && !systems.ContainsKey(scalar.Text))
                {
                    node.Report(WorkspaceIssues.UnknownSystem, $"there is no system '{scalar.Text}'{YamlForms.DidYouMean(scalar.Text, systems.Keys)}");
                }
            }
        }

        foreach (AcceptDefinition accept in system.Accepts.Where(a => !systems.Values.Any(s => Sends(s, system, a))))
        {
            file.Find("accepts")!.Report(
                WorkspaceIssues.NothingSends, $"'{accept.MessageType}' is accepted, but no other system here sends {string.Join(" or ", accept.Types)}");
        }
    }

    private static bool Sends(SystemDefinition source, SystemDefinition recipient, AcceptDefinition accept)
    {
        bool isSource = accept.From.Count == 0 ? source.Id != recipient.Id : accept.From.Contains(source.Id, StringComparer.Ordinal);
        return isSource && source.Messages.Values.Any(m => m.Translation.CanRead && accept.Types.Contains(m.Translation.SubjectType.Name, StringComparer.Ordinal));
    }

    // A message type that is not accepted is one that the system sends.
    private static void CheckDirections(SystemDefinition system, YamlMap file)
    {
        YamlMap? messages = file.Find("messages") as YamlMap;
        foreach (MessageTypeDefinition message in system.Messages.Values)
        {
            if (!message.Translation.CanRead && !system.Accepts.Any(a => a.MessageType == message.Name))
            {
                messages!.Find(message.Name)!.Report(
                    WorkspaceIssues.WrongDirection, $"'{message.Name}' is not accepted, so the system sends it, but its translation cannot read it");
            }
        }
    }

    private static void CheckKeys(SystemDefinition system, YamlMap file, Dictionary<string, string> owners)
    {
        foreach (SystemKey key in system.Keys)
        {
            string? identity = key.Sha256 ?? key.Secret?.ToString();
            if (identity is not null && !owners.TryAdd(identity, system.Id))
            {
                file.Find("keys")!.Report(WorkspaceIssues.BadKey, $"the key '{key.Id}' is also a key of '{owners[identity]}': it must tell one system from all others");
            }
        }
    }

    private static IReadOnlyList<YamlNode> Items(YamlNode? node) => node switch
    {
        YamlList list => list.Items,
        YamlScalar => [node],
        _ => [],
    };
}
