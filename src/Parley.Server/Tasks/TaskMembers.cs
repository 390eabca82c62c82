using Parley.Engine.Expressions;
using Parley.Engine.Issues;

namespace Parley.Server.Tasks;

/// <summary>Reads the members of what is asked of people, and reports what is wrong with each at its place.</summary>
/// <param name="snapshot">The workspace, for its groups.</param>
/// <param name="issues">Takes what is wrong.</param>
internal sealed class TaskMembers(Snapshot snapshot, IssueSink issues)
{
    /// <summary>The most characters of a name.</summary>
    public const int MostName = 255;

    private const int MostEntries = 20;

    /// <summary>Whether a member is there, and not null.</summary>
    public static bool IsGiven(JqValue? value) => value is not (null or { Kind: JqKind.Null });

    /// <summary>A text that must be there; null, with an issue, when it is not or cannot be taken.</summary>
    public string? Required(JqValue request, string name, int most)
    {
        if (IsGiven(request.Member(name)))
        {
            return Optional(request, name, most);
        }

        Fault(name, $"'{name}' is missing");
        return null;
    }

    /// <summary>A text, or null when it is not there; with an issue when it cannot be taken.</summary>
    public string? Optional(JqValue request, string name, int most)
    {
        JqValue? value = request.Member(name);
        if (!IsGiven(value))
        {
            return null;
        }

        string? text = value!.Kind == JqKind.String ? value.AsString.Trim() : null;
        if (text is { Length: > 0 } && text.Length <= most && !text.Any(char.IsControl))
        {
            return text;
        }

        Fault(name, $"'{name}' must be a text of 1 to {most} characters");
        return null;
    }

    /// <summary>A group that must be named: a role that people have.</summary>
    /// <param name="request">What names it, as <c>group</c>.</param>
    /// <param name="place">Where that stands.</param>
    public string? Group(JqValue request, string place)
    {
        string? group = Required(request, "group", MostName);
        if (group is not null && !snapshot.People.HasRole(group))
        {
            Fault(place, $"there is no role '{group}' in access.yaml whose people could do it");
        }

        return group;
    }

    /// <summary>A whole number of working days; null, with an issue, when it is none.</summary>
    public int? Days(JqValue value, string place, int most)
    {
        if (value.Kind == JqKind.Number && value.AsNumber >= 0 && value.AsNumber <= most && Math.Floor(value.AsNumber) == value.AsNumber)
        {
            return (int)value.AsNumber;
        }

        Fault(place, $"'{place}' must be a whole number of working days, 0 to {most}");
        return null;
    }

    /// <summary>The entries of a list; one alone needs no list about it.</summary>
    public IReadOnlyList<JqValue> List(JqValue request, string name)
    {
        JqValue? value = request.Member(name);
        JqValue[] list = !IsGiven(value) ? [] : value!.Kind == JqKind.Array ? [.. value.Items] : [value];
        if (list.Length > MostEntries)
        {
            Fault(name, $"'{name}' has more than {MostEntries} entries");
            return [];
        }

        return list;
    }

    /// <summary>Reports that something is wrong.</summary>
    public void Fault(string path, string message) => issues.Add(TaskIssues.CannotBeMade, message, path: path);
}
