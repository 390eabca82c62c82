using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>That something became known of a record: which, when, of what kind, and where to look. Never what.</summary>
/// <param name="Row">The row of the record's versions.</param>
internal readonly record struct ChangeEvent(RecordVersionRow Row)
{
    /// <summary>The event's type, as CloudEvents names it.</summary>
    public string Type => Row.State switch
    {
        VersionState.Regraded => "parley.record.regraded",
        VersionState.Corrected => "parley.record.corrected",
        VersionState.Withdrawn => "parley.record.withdrawn",
        VersionState.Erased => "parley.record.erased",
        _ => "parley.record.known",
    };
}
