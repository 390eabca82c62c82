using Parley.Engine.Issues;

namespace Parley.Engine.Linkage;

/// <summary>What can be wrong with what the linkage is given: column maps, models, files.</summary>
public static class LinkageIssues
{
    /// <summary>A column map names a kind that there is not.</summary>
    public static readonly IssueCode UnknownKind = new(
        "LNK001", Severity.Error, "a column map names an unknown kind", "Use one of the kinds that the message lists.");

    /// <summary>A column map has no column to compare, or more than can be.</summary>
    public static readonly IssueCode ColumnCount = new(
        "LNK002", Severity.Error, "a column map has no column, or too many", "Map at least one column, and so few that there are at most 16 comparisons.");

    /// <summary>A column that the file does not have.</summary>
    public static readonly IssueCode MissingColumn = new(
        "LNK003", Severity.Error, "a column that the file does not have", "Correct the name; it must stand in the header as it is written here.");

    /// <summary>A record without an id, or with one that another record has.</summary>
    public static readonly IssueCode BadId = new(
        "LNK004", Severity.Error, "a record's id is missing or stands twice", "Give each record of a file an id of its own. The record was left out.");

    /// <summary>A row with another number of values than the header.</summary>
    public static readonly IssueCode BadRow = new(
        "LNK005", Severity.Error, "a row does not fit the header", "Correct the row: quote values that hold the delimiter or a line break. The row was left out.");

    /// <summary>A model file whose figures are no probabilities or are missing.</summary>
    public static readonly IssueCode BadModel = new(
        "LNK006", Severity.Error, "a model that cannot be used", "Use a model file as it was written by parley link --train, or correct the figure named.");

    /// <summary>A model written for another version of the comparisons.</summary>
    public static readonly IssueCode ModelVersion = new(
        "LNK007", Severity.Error, "a model of another version", "Train the model again with this version of Parley.");

    /// <summary>A column without a usable value.</summary>
    public static readonly IssueCode EmptyColumn = new(
        "LNK008", Severity.Warning, "a column holds nothing that can be compared", "Check that the column's kind is right; placeholders such as UNKNOWN and 01/01/1900 count as missing.");

    /// <summary>Blocks were left out because they would cost too many comparisons.</summary>
    public static readonly IssueCode CappedBlock = new(
        "LNK009", Severity.Warning, "blocks were left out as too large", "Nothing needs doing if the value is shared by many, such as a solicitor's telephone; pairs are still found by the other rules.");

    /// <summary>No blocking rule can be used with the columns mapped.</summary>
    public static readonly IssueCode NoRule = new(
        "LNK010", Severity.Warning, "no blocking rule brings records together", "Map further columns: a date of birth, names, a postcode, a telephone or an identifier.");

    /// <summary>Training had too few pairs to learn from.</summary>
    public static readonly IssueCode LittleTraining = new(
        "LNK011", Severity.Warning, "the file holds too few likely matches to train on", "The general person model's figures were kept; use a larger file to train.");
}
