using System.Globalization;
using Parley.Engine.Linkage.Normalising;
using Parley.Engine.Search;

namespace Parley.Engine.Retrieval;

/// <summary>What a search knows, by the names of the parts, ready to be put into requests. Values with wildcards are not there: they are Parley's own language.</summary>
public sealed class QuestionValues
{
    private readonly Dictionary<string, QuestionValue> _values = new(StringComparer.Ordinal);

    private QuestionValues()
    {
    }

    /// <summary>The values of a search.</summary>
    /// <param name="query">The search.</param>
    /// <param name="circumstances">Why it is asked and by whom, by the names of <see cref="QuestionParts.Circumstances"/>; those without a value are not there.</param>
    public static QuestionValues Of(SearchQuery query, IReadOnlyDictionary<string, string?> circumstances)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(circumstances);
        QuestionValues values = new();
        values.AddNames(query);
        values.Add("text", query.Text);
        values.Add("sex", query.Sex is { Length: > 0 } sex ? ValueText.Sex(sex) switch { 1 => "male", 2 => "female", _ => null } : null);
        values.Add("telephone", query.Telephone);
        values.Add("email", query.Email);
        values.Add("registration", query.Registration);
        values.Add("postcode", query.Postcode);
        values.Add("address", query.Address);
        values.Add("identifier", query.Identifier);
        values.AddBirth(query.DateOfBirth);
        values.AddMoment("from", query.From);
        values.AddMoment("to", query.To);
        if (query.Near is { } near)
        {
            values.AddNumber("latitude", near.Latitude);
            values.AddNumber("longitude", near.Longitude);
            values.AddNumber("metres", query.Metres);
        }

        foreach ((string name, string value) in query.Attributes)
        {
            values.Add(name, value);
        }

        foreach ((string name, string? value) in circumstances)
        {
            values.AddPlain(name, value);
        }

        return values;
    }

    /// <summary>Whether there is a value of a name.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    internal QuestionValue? Find(string name) => _values.TryGetValue(name, out QuestionValue value) ? value : null;

    // A name in one piece serves systems that want two, and the other way round.
    private void AddNames(SearchQuery query)
    {
        (string? given, string? family, string? whole) = (Said(query.GivenNames), Said(query.FamilyName), Said(query.Name));
        if (whole is not null && given is null && family is null && !Wildcard.IsIn(whole))
        {
            (string first, string last) = NameText.Divide(whole);
            (given, family) = (Said(first), Said(last));
        }

        Add("givenNames", given);
        Add("familyName", family);
        Add("name", whole ?? (given is null || family is null ? family ?? given : $"{given} {family}"));
    }

    private void AddBirth(string? text)
    {
        if (Said(text) is not string said || DateText.Read(said, false) is not (> 0 and uint packed))
        {
            return;
        }

        string year = (packed >> 16).ToString("X4", CultureInfo.InvariantCulture);
        string day = $"{year}-{(packed >> 8) & 0xFF:X2}-{packed & 0xFF:X2}";
        if (DateTime.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date))
        {
            _values["dateOfBirth"] = new QuestionValue(day, date);
        }
        else if ((packed & 0xFFFF) == 0)
        {
            _values["dateOfBirth"] = new QuestionValue(year, null);
        }
    }

    private void AddMoment(string name, DateTime? moment)
    {
        if (moment is DateTime utc)
        {
            _values[name] = new QuestionValue(utc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), utc);
        }
    }

    private void AddNumber(string name, double number) => _values[name] = new QuestionValue(number.ToString("0.######", CultureInfo.InvariantCulture), null);

    private void Add(string name, string? text)
    {
        if (!Wildcard.IsIn(text))
        {
            AddPlain(name, text);
        }
    }

    private void AddPlain(string name, string? text)
    {
        if (Said(text) is string said)
        {
            _values[name] = new QuestionValue(said, null);
        }
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
