using System.Globalization;

namespace Parley.Server.Storage;

/// <summary>
/// The conditions of a question with their values. What stands in a hole of a condition becomes a parameter, never a part of the text; but for an <c>int</c>, as
/// of an enumeration, which is written out, so that an index of some of the rows is seen to fit.
/// </summary>
internal sealed class Conditions
{
    private readonly List<object?> _values = [];
    private readonly List<string> _conditions = [];

    /// <summary>The values, in the order of their numbers.</summary>
    public object?[] Values => [.. _values];

    /// <summary>For a hole: that a column holds one of some values; none of none.</summary>
    public static object OneOf<T>(string column, IEnumerable<T> wanted) => new List(column, [.. wanted.Cast<object?>()]);

    /// <summary>Adds a condition.</summary>
    public Conditions And(FormattableString condition)
    {
        _conditions.Add(Fill(condition));
        return this;
    }

    /// <summary>Adds a condition without values, which must be a constant of the program.</summary>
    public Conditions AndAlso(string constant)
    {
        _conditions.Add(constant);
        return this;
    }

    /// <summary>Adds that a column holds a value; nothing for null.</summary>
    public Conditions AndIs(string column, object? value) => value is null ? this : AndAlso($"{column} = {Fill(value)}");

    /// <summary>Adds that a column holds one of some values; nothing for null.</summary>
    public Conditions AndIn<T>(string column, IEnumerable<T>? wanted) => wanted is null ? this : And($"{OneOf(column, wanted)}");

    /// <summary>Lets through, beside what meets all conditions until now, what meets another.</summary>
    public Conditions Or(FormattableString other)
    {
        string either = $"({this} OR {Fill(other)})";
        _conditions.Clear();
        return AndAlso(either);
    }

    /// <summary>The text.</summary>
    public override string ToString() => _conditions.Count == 0 ? "1 = 1" : string.Join(" AND ", _conditions);

    private string Fill(FormattableString condition) => string.Format(CultureInfo.InvariantCulture, condition.Format, [.. condition.GetArguments().Select(Fill)]);

    private string Fill(object? hole)
    {
        switch (hole)
        {
            case int number:
                return number.ToString(CultureInfo.InvariantCulture);
            case FormattableString condition:
                return Fill(condition);
            case List list:
                return list.Wanted.Length == 0 ? "1 = 0" : $"{list.Column} IN ({string.Join(", ", list.Wanted.Select(Fill))})";
            default:
                _values.Add(hole);
                return string.Create(CultureInfo.InvariantCulture, $"${_values.Count}");
        }
    }

    private sealed record List(string Column, object?[] Wanted);
}
