using Parley.Engine.Dictionary;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>A version of a record as somebody may see it.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Bundle">What may be seen of the bundle that brought it.</param>
/// <param name="End">What ended it; null when nothing did.</param>
/// <param name="IsNewest">Whether it is the newest that may be seen and nothing has ended it.</param>
internal sealed record VisibleVersion(RecordVersionRow Row, VisibleBundle Bundle, VersionState? End, bool IsNewest)
{
    /// <summary>The permitted part of the record.</summary>
    public Record Record => Bundle.RecordAt(Row.Place)!;

    /// <summary>How it stands, in a word.</summary>
    public string Standing => End switch
    {
        VersionState.Corrected => "corrected",
        VersionState.Withdrawn => "withdrawn",
        VersionState.Erased => "erased",
        _ => IsNewest ? "current" : "superseded",
    };
}
