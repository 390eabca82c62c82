using System.Text.Json;

namespace Parley.Engine.Dictionary;

/// <summary>The counts of one role in a <see cref="CompletenessScorecard"/>.</summary>
public sealed class RoleScore
{
    private readonly SortedDictionary<string, long> _failures = new(StringComparer.Ordinal);

    /// <summary>How many records were seen in the role.</summary>
    public long Records { get; private set; }

    /// <summary>How many of them were complete.</summary>
    public long Complete { get; private set; }

    /// <summary>How many records failed each rule, by the rule's name.</summary>
    public IReadOnlyDictionary<string, long> Failures => _failures;

    internal void Count(RoleCompleteness result)
    {
        Records++;
        Complete += result.IsComplete ? 1 : 0;
        foreach (CompletenessFailure failure in result.Failures)
        {
            _failures[failure.Rule.Name] = _failures.GetValueOrDefault(failure.Rule.Name) + 1;
        }
    }

    internal void Add(RoleScore other)
    {
        Records += other.Records;
        Complete += other.Complete;
        foreach ((string rule, long count) in other._failures)
        {
            _failures[rule] = _failures.GetValueOrDefault(rule) + count;
        }
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("records", Records);
        writer.WriteNumber("complete", Complete);
        writer.WriteStartObject("failures");
        foreach ((string rule, long count) in _failures)
        {
            writer.WriteNumber(rule, count);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
