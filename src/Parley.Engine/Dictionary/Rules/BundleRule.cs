using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Rules;

/// <summary>A rule that several attributes of a record, or several records, obey together. Holds no state.</summary>
internal abstract class BundleRule
{
    /// <summary>Reports what breaks the rule around one record.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="record">The record, by its place.</param>
    /// <param name="today">The day to reckon ages by.</param>
    /// <param name="issues">Takes the breaches.</param>
    public abstract void Check(Bundle bundle, int record, DateOnly today, IssueSink issues);

    /// <summary>The record in the words of an issue's path: type and place.</summary>
    public static string PathOf(Bundle bundle, int record) => $"{bundle.Records[record].Type.Name}[{record}]";
}
