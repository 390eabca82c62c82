using System.Text.Json;

namespace Parley.Engine.Dictionary;

/// <summary>How complete the records of each source are, role by role: what is returned to a source so that it can mend its records.</summary>
/// <remarks>Used by one thread; cards of several threads are merged.</remarks>
public sealed class CompletenessScorecard
{
    private readonly SortedDictionary<string, SortedDictionary<string, RoleScore>> _sources = new(StringComparer.Ordinal);

    /// <summary>The sources that have scores, in order of name.</summary>
    public IEnumerable<string> Sources => _sources.Keys;

    /// <summary>The scores of a source by role name, in order of name; none for a source that is not there.</summary>
    public IReadOnlyDictionary<string, RoleScore> this[string source] =>
        _sources.TryGetValue(source, out SortedDictionary<string, RoleScore>? roles) ? roles : new SortedDictionary<string, RoleScore>();

    /// <summary>Counts an evaluation for a source.</summary>
    public void Add(string source, IReadOnlyList<RoleCompleteness> results)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(results);
        foreach (RoleCompleteness result in results)
        {
            Score(source, result.Role.Name).Count(result);
        }
    }

    /// <summary>Adds the counts of another card.</summary>
    public void Merge(CompletenessScorecard other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach ((string source, SortedDictionary<string, RoleScore> roles) in other._sources)
        {
            foreach ((string role, RoleScore score) in roles)
            {
                Score(source, role).Add(score);
            }
        }
    }

    /// <summary>Writes <c>{source: {role: {records, complete, failures: {rule: count}}}}</c>.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        foreach ((string source, SortedDictionary<string, RoleScore> roles) in _sources)
        {
            writer.WriteStartObject(source);
            foreach ((string role, RoleScore score) in roles)
            {
                writer.WritePropertyName(role);
                score.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private RoleScore Score(string source, string role)
    {
        if (!_sources.TryGetValue(source, out SortedDictionary<string, RoleScore>? roles))
        {
            _sources.Add(source, roles = new SortedDictionary<string, RoleScore>(StringComparer.Ordinal));
        }

        if (!roles.TryGetValue(role, out RoleScore? score))
        {
            roles.Add(role, score = new RoleScore());
        }

        return score;
    }
}
