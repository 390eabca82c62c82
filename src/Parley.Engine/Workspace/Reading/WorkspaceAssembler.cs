using Parley.Engine.Calendar;
using Parley.Engine.Calendar.Reading;
using Parley.Engine.Issues;
using Parley.Engine.Obligations;
using Parley.Engine.Obligations.Reading;
using Parley.Engine.Processes;
using Parley.Engine.Sharing;
using Parley.Engine.Sharing.Reading;
using Parley.Engine.Translation;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads a workspace from its files in the order in which they need each other, then checks what only the whole can show.</summary>
internal sealed class WorkspaceAssembler(ReadContext context)
{
    private readonly Dictionary<string, Translator?> _byFile = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Translator> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OrganisationDefinition> _organisations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SystemDefinition> _systems = new(StringComparer.Ordinal);

    /// <summary>Reads everything; the answer is to be used only when no error was reported.</summary>
    public LoadedWorkspace? Assemble()
    {
        YamlMap? parley = Installation();
        InstallationDefinition? installation = parley is null ? null : InstallationReader.Read(context, parley);
        ReadDictionary();
        ReadOrganisations();
        IReadOnlyDictionary<string, GroupDefinition> groups = new GroupReader(context, _organisations).Read();
        SharingRules sharing = SharingRulesReader.Read(context);
        Dictionary<string, YamlMap> systemFiles = ReadSystems();
        IReadOnlyDictionary<string, AgreementStanding> agreements =
            new AgreementFiles(context, new SharingContext(context.Dictionary, _organisations, groups, sharing)).Read();
        AccessDefinition access = new AccessReader(context, _organisations, _systems).Read();
        RetentionDefinition retention = new RetentionReader(context).Read();
        CalendarDraft calendars = Calendars();
        ObligationRules obligations = Obligations(access, calendars);
        DeskDefinition desk = new DeskReader(context, _systems).Read();
        IReadOnlyDictionary<ProcessName, ProcessFile> processes = new ProcessFiles(
            context, installation, new ProcessNames(_systems, [.. access.Roles.Keys], [.. sharing.Purposes.Keys], [.. calendars.Calendars.Keys])).Read();
        WholeCheck check = new(context, _organisations, _systems);
        if (installation is not null)
        {
            check.Installation(installation, parley!);
            check.Media(installation, systemFiles);
        }

        check.Systems(systemFiles);
        check.UnusedFiles();
        check.PrivateKeys();
        return installation is null ? null : new LoadedWorkspace
        {
            Version = WorkspaceVersion.Of(context),
            Installation = installation,
            Dictionary = context.Dictionary,
            Organisations = _organisations,
            Systems = _systems,
            Groups = groups,
            Agreements = agreements,
            Sharing = sharing,
            Access = access,
            Retention = retention,
            Obligations = obligations,
            Calendars = new WorkingCalendars(calendars, installation.Zone),
            Desk = desk,
            Processes = processes,
            Translations = _byName,
            Files = [.. WorkspaceVersion.Paths(context).Select(p => new WorkspaceFile(p, context.Content(p)))],
        };
    }

    private YamlMap? Installation()
    {
        if (context.TryUse(InstallationReader.Path, out _))
        {
            return context.Map(InstallationReader.Path);
        }

        context.Issues.Add(WorkspaceIssues.NoInstallation, "there is no parley.yaml here", new SourcePosition(InstallationReader.Path, 0, 0));
        return null;
    }

    private CalendarDraft Calendars() => context.TryUse(CalendarReader.Path, out _) && context.Map(CalendarReader.Path) is { } map
        ? CalendarReader.Read(map, CalendarDraft.BuiltIn)
        : CalendarDraft.BuiltIn;

    private ObligationRules Obligations(AccessDefinition access, CalendarDraft calendars) =>
        context.TryUse(ObligationReader.Path, out _) && context.Map(ObligationReader.Path) is { } map
            ? new ObligationReader(context.Dictionary, [.. access.Roles.Keys], calendars.Calendars.Keys).Read(map)
            : ObligationRules.Default;

    private void ReadDictionary()
    {
        List<(string, string)> files = [];
        foreach (string path in context.Paths.Where(p => p.StartsWith("dictionary/", StringComparison.Ordinal) && p.EndsWith(".yaml", StringComparison.Ordinal)))
        {
            if (context.Text(path) is { } text)
            {
                files.Add((path, text));
            }
        }

        context.Dictionary = context.Tools.Dictionary(files, context.Issues);
    }

    private void ReadOrganisations()
    {
        OrganisationReader reader = new(context);
        Dictionary<string, string> ownersOfKeys = new(StringComparer.Ordinal);
        foreach (string path in context.YamlIn("organisations/").Where(p => p != GroupReader.ListPath))
        {
            if (context.Map(path) is not { } map || reader.Read(map) is not { } organisation)
            {
                continue;
            }

            if (!_organisations.TryAdd(organisation.Id, organisation))
            {
                map.Report(WorkspaceIssues.Duplicate, $"the organisation '{organisation.Id}' is defined again");
            }

            // Whoever holds the key of two organisations could sign for both.
            foreach (string owner in organisation.Keys.Select(k => Convert.ToHexString(k.PublicKey.Span)).Distinct()
                .Where(k => !ownersOfKeys.TryAdd(k, organisation.Id)).Select(k => ownersOfKeys[k]))
            {
                map.Find("keys")!.Report(AgreementIssues.BadKey, $"a key of '{organisation.Id}' is also a key of '{owner}'");
            }
        }
    }

    private Dictionary<string, YamlMap> ReadSystems()
    {
        SystemReader reader = new(context, Translation);
        Dictionary<string, YamlMap> files = new(StringComparer.Ordinal);
        foreach (string path in context.Paths.Where(IsSystemFile))
        {
            if (context.Map(path) is not { } map || reader.Read(map, path[..(path.LastIndexOf('/') + 1)]) is not { } system)
            {
                continue;
            }

            if (_systems.TryAdd(system.Id, system))
            {
                files[system.Id] = map;
            }
            else
            {
                map.Report(WorkspaceIssues.Duplicate, $"the system '{system.Id}' is defined again");
            }
        }

        return files;
    }

    private static bool IsSystemFile(string path)
    {
        string[] parts = path.Split('/');
        return parts.Length == 3 && parts[0] == "systems" && parts[2] == "system.yaml";
    }

    // The one place where translations are compiled: a file is compiled once, however many message types use it.
    private Translator? Translation(string path)
    {
        if (_byFile.TryGetValue(path, out Translator? known))
        {
            return known;
        }

        Translator? translator = context.Text(path) is { } text
            ? context.Tools.Translation(path, text, context.Dictionary, context.Issues)
            : null;
        _byFile[path] = translator;
        if (translator is not null && !_byName.TryAdd(translator.Name, translator))
        {
            context.Issues.Add(
                WorkspaceIssues.Duplicate,
                $"the translation '{translator.Name}' is defined again; first in {_byName[translator.Name].File}",
                new SourcePosition(path, 1, 1));
        }

        return translator;
    }
}
