using System.Diagnostics.CodeAnalysis;
using Parley.Engine.Calendar;
using Parley.Engine.Dictionary;
using Parley.Engine.Obligations;
using Parley.Engine.Processes;
using Parley.Engine.Sharing;
using Parley.Engine.Translation;

namespace Parley.Engine.Workspace;

/// <summary>All that a workspace's files say, read, checked and compiled. An immutable snapshot, swapped whole on reload.</summary>
public sealed record LoadedWorkspace
{
    /// <summary>SHA-256 over all files that bear on behaviour, in hexadecimal: the version that exchanges record.</summary>
    public required string Version { get; init; }

    /// <summary>What <c>parley.yaml</c> says.</summary>
    public required InstallationDefinition Installation { get; init; }

    /// <summary>The built-in dictionary with the workspace's extensions.</summary>
    public required PoleDictionary Dictionary { get; init; }

    /// <summary>Organisations by identifier.</summary>
    public required IReadOnlyDictionary<string, OrganisationDefinition> Organisations { get; init; }

    /// <summary>Systems by identifier.</summary>
    public required IReadOnlyDictionary<string, SystemDefinition> Systems { get; init; }

    /// <summary>Groups of organisations by identifier.</summary>
    public IReadOnlyDictionary<string, GroupDefinition> Groups { get; init; } = new Dictionary<string, GroupDefinition>();

    /// <summary>Agreements by identifier, with what is known of their signatures and stops.</summary>
    public IReadOnlyDictionary<string, AgreementStanding> Agreements { get; init; } = new Dictionary<string, AgreementStanding>();

    /// <summary>The conditions of the levels, the purposes, and the other rules of sharing.</summary>
    public SharingRules Sharing { get; init; } = SharingRules.Default;

    /// <summary>What <c>access.yaml</c> says.</summary>
    public AccessDefinition Access { get; init; } = AccessDefinition.None;

    /// <summary>How long content is kept, and how long recipients have to confirm notices.</summary>
    public RetentionDefinition Retention { get; init; } = RetentionDefinition.Default;

    /// <summary>The working days of the places that the installation counts in.</summary>
    public WorkingCalendars Calendars { get; init; } = WorkingCalendars.Standard;

    /// <summary>What the force owes when something happens.</summary>
    public ObligationRules Obligations { get; init; } = ObligationRules.Default;

    /// <summary>What <c>desk.yaml</c> says: how exceptions are worked on.</summary>
    public DeskDefinition Desk { get; init; } = DeskDefinition.Default;

    /// <summary>The files that the version is over, so that it can be read again; none for a workspace that was made without files.</summary>
    public IReadOnlyList<WorkspaceFile> Files { get; init; } = [];

    /// <summary>The processes by namespace, name and version; several versions of one may stand side by side.</summary>
    public IReadOnlyDictionary<ProcessName, ProcessFile> Processes { get; init; } = new Dictionary<ProcessName, ProcessFile>();

    /// <summary>All translations by name.</summary>
    public required IReadOnlyDictionary<string, Translator> Translations { get; init; }

    /// <summary>Finds a message type of a system, both by name; false when the workspace has not both.</summary>
    public bool TryFind(string system, string type, [NotNullWhen(true)] out SystemDefinition? source, [NotNullWhen(true)] out MessageTypeDefinition? message)
    {
        message = null;
        return Systems.TryGetValue(system, out source) && source.Messages.TryGetValue(type, out message);
    }
}
