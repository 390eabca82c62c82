using System.Collections.Frozen;
using Parley.Engine.Translation;
using Parley.Engine.Workspace;
using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary>
/// Whose task an exception is. What the translation says of its responsibilities counts first: the source's for what was found in the message, the recipient's
/// for what could not be written. Otherwise the kind of fault says it; docs/reference/exceptions.md has the same table.
/// </summary>
internal static class TaskRules
{
    private static readonly FrozenDictionary<string, Responsibility> s_defaults = new Dictionary<string, Responsibility>(StringComparer.Ordinal)
    {
        ["SRV020"] = Responsibility.Source,
        ["SRV021"] = Responsibility.Source,
        ["SRV022"] = Responsibility.Platform,
        ["SRV023"] = Responsibility.Recipient,
        ["SRV024"] = Responsibility.Recipient,
        ["SRV025"] = Responsibility.Recipient,
        ["SRV026"] = Responsibility.Platform,
        ["SRV027"] = Responsibility.Platform,
        ["SRV028"] = Responsibility.Recipient,
        ["ERA011"] = Responsibility.Recipient,
        ["TRN203"] = Responsibility.Platform,
        ["TRN204"] = Responsibility.Platform,
        ["TRN209"] = Responsibility.Platform,
        ["TRN302"] = Responsibility.Source,
        ["TRN305"] = Responsibility.Source,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_byFindings = FrozenSet.ToFrozenSet(["SRV020", "SRV021", "SRV022"], StringComparer.Ordinal);

    /// <summary>Whose task it is.</summary>
    /// <param name="workspace">The workspace in use.</param>
    /// <param name="row">The exception.</param>
    public static Responsibility Of(LoadedWorkspace workspace, CaseRow row)
    {
        ExceptionRow exception = row.Exception;
        if (!s_byFindings.Contains(exception.Code) || Prevention.Found(exception.Issues) is not [(string code, string path, _), ..])
        {
            return s_defaults.GetValueOrDefault(exception.Code, Responsibility.Source);
        }

        return TranslationOf(workspace, row)?.ResponsibleFor(path)
            ?? (s_defaults.TryGetValue(code, out Responsibility whose) ? whose
                : code.StartsWith("TRN3", StringComparison.Ordinal) ? Responsibility.Platform
                : s_defaults.GetValueOrDefault(exception.Code, Responsibility.Source));
    }

    /// <summary>The system whose people have the task; null for the platform's.</summary>
    public static string? SystemOf(CaseRow row, Responsibility whose) => whose switch
    {
        Responsibility.Source => row.Exception.Source,

        // A reply is held where the system that answered is the one that sent it.
        Responsibility.Recipient => row.Recipient ?? row.Exception.Owner,
        _ => null,
    };

    /// <summary>The translation that found it: the recipient's for what could not be written, else the source's.</summary>
    public static Translator? TranslationOf(LoadedWorkspace workspace, CaseRow row)
    {
        bool isWriting = row.Exception.Code == ServerIssues.CannotWrite.Code;
        (string? system, string? type) = isWriting ? (row.Recipient, row.RecipientType) : (row.Exception.Source, row.Type);
        return system is not null && type is not null && workspace.Systems.TryGetValue(system, out SystemDefinition? definition)
            ? definition.Messages.GetValueOrDefault(type)?.Translation
            : null;
    }
}
