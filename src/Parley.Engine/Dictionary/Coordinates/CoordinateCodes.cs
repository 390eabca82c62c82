using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Coordinates;

/// <summary>The issue codes of coordinates.</summary>
public static class CoordinateCodes
{
    /// <summary>DIC210: the text is not a coordinate or grid reference.</summary>
    public static readonly IssueCode Malformed = new("DIC210", Severity.Error, "malformed coordinate",
        "Write degrees, minutes and seconds (52°39′27.3″N), decimal degrees (52.6579) or a grid reference (TG 51409 13177).");

    /// <summary>DIC211: a latitude or longitude that does not exist.</summary>
    public static readonly IssueCode OutOfRange = new("DIC211", Severity.Error, "latitude or longitude out of range",
        "Check the order of the two and the signs: latitude lies within −90 to 90, longitude within −180 to 180.");

    /// <summary>DIC212: a place outside the British National Grid.</summary>
    public static readonly IssueCode OutsideGrid = new("DIC212", Severity.Error, "outside the British National Grid",
        "Check that easting and northing are in metres and not swapped; use latitude and longitude for places outside Great Britain.");
}
