namespace Parley.Engine.Issues;

/// <summary>Collects issues. Not thread-safe: one sink belongs to one reading, translation or check.</summary>
public sealed class IssueSink
{
    /// <summary>The most issues kept; a message with more faults than this is beyond mending field by field.</summary>
    public const int MostKept = 1000;

    private readonly List<Issue> _issues = [];

    /// <summary>The issues so far, in the order found.</summary>
    public IReadOnlyList<Issue> Issues => _issues;

    /// <summary>How many were reported, kept or not.</summary>
    public int Count { get; private set; }

    /// <summary>True when at least one reported issue is an error.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Adds one issue.</summary>
    public void Add(Issue issue)
    {
        ArgumentNullException.ThrowIfNull(issue);
        Count++;
        HasErrors |= issue.Severity == Severity.Error;
        if (_issues.Count < MostKept)
        {
            _issues.Add(issue);
        }
    }

    /// <summary>Adds an issue of a code at a place.</summary>
    public void Add(IssueCode code, string message, SourcePosition position = default, string path = "", bool losesData = false) =>
        Add(new Issue(code, message) { Position = position, Path = path, LosesData = losesData });

    /// <summary>Adds all issues of another collection.</summary>
    public void AddRange(IEnumerable<Issue> issues)
    {
        ArgumentNullException.ThrowIfNull(issues);
        foreach (Issue issue in issues)
        {
            Add(issue);
        }
    }

    /// <summary>Forgets everything, for reuse.</summary>
    public void Clear()
    {
        _issues.Clear();
        Count = 0;
        HasErrors = false;
    }
}
