using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Coordinates;
using Parley.Engine.Linkage.Normalising;

namespace Parley.Engine.Search;

/// <summary>
/// What a search knows of a record: its own values and those of the places and things that its bundle links it to, in the forms in which they are compared.
/// The index and the comparison make it in the same way; the comparison of what the asker may see alone.
/// </summary>
internal sealed class RecordFacts
{
    private readonly FactKinds _wanted;
    private readonly List<string> _addressParts = [];
    private string _given = "";

    private RecordFacts(FactKinds wanted) => _wanted = wanted;

    /// <summary>The names it goes by.</summary>
    public List<FoundName> Names { get; } = [];

    /// <summary>Dates of birth, as <see cref="DateText"/> packs them.</summary>
    public List<uint> BirthDates { get; } = [];

    /// <summary>1 for male, 2 for female, 0 for all else.</summary>
    public int Sex { get; private set; }

    /// <summary>Telephone numbers, the last ten digits.</summary>
    public List<string> Telephones { get; } = [];

    /// <summary>E-mail addresses.</summary>
    public List<string> Emails { get; } = [];

    /// <summary>Registration marks.</summary>
    public List<string> Registrations { get; } = [];

    /// <summary>Postcodes without blanks.</summary>
    public List<string> Postcodes { get; } = [];

    /// <summary>Addresses, folded.</summary>
    public List<string> Addresses { get; } = [];

    /// <summary>References and identifiers: letters and digits alone.</summary>
    public List<string> Identifiers { get; } = [];

    /// <summary>Points.</summary>
    public List<GeoPoint> Points { get; } = [];

    /// <summary>Moments, UTC.</summary>
    public List<DateTime> Moments { get; } = [];

    /// <summary>All texts and codes of the record itself, folded, with their attributes' names.</summary>
    public List<(string Attribute, string Text)> Texts { get; } = [];

    /// <summary>The facts of a record of a bundle, as far as they are wanted.</summary>
    public static RecordFacts Of(Bundle bundle, int place, FactKinds wanted = FactKinds.All)
    {
        RecordFacts facts = new(wanted);
        facts.Add(bundle.Records[place], own: true);
        foreach (ref readonly Link link in bundle.LinkSpan)
        {
            int other = link.From == place ? link.To : link.To == place ? link.From : -1;
            if (other >= 0 && bundle.Records[other].Type.Kind is RecordKind.Location or RecordKind.Object)
            {
                facts.Add(bundle.Records[other], own: false);
            }
        }

        return facts;
    }

    private void Add(Record record, bool own)
    {
        _addressParts.Clear();
        _given = "";
        foreach (ref readonly AttributeValue item in record.Attributes)
        {
            FieldRole role = FieldRoles.Of(item.Attribute);
            foreach (ref readonly Value value in item.Value.Values)
            {
                Add(role, item.Attribute, value, own);
            }
        }

        if (_addressParts.Count > 0 && ValueText.Address(string.Join(' ', _addressParts)) is { Length: > 0 } address)
        {
            Addresses.Add(address);
        }

        if (own && _given.Length > 0)
        {
            // Given names stand before or after the family name they belong to: each family name gets them, or they stand alone.
            AddGiven(NameText.Read(_given, false));
        }
    }

    private void AddGiven(string given)
    {
        bool any = false;
        for (int i = 0; i < Names.Count; i++)
        {
            if (Names[i].Given.Length == 0)
            {
                Names[i] = Names[i] with { Given = given };
                any = true;
            }
        }

        if (!any && given.Length > 0)
        {
            Names.Add(new FoundName(given, ""));
        }
    }

    private bool Wants(FactKinds kind) => (_wanted & kind) != 0;

    private void Add(FieldRole role, AttributeDefinition attribute, in Value value, bool own)
    {
        switch (value.Form)
        {
            case ValueForm.Point:
                Points.Add(new GeoPoint(value.AsLatitude, value.AsLongitude));
                return;
            case ValueForm.Instant when own:
                Moments.Add(value.AsInstant);
                return;
            case ValueForm.Date when role != FieldRole.BirthDate:
                if (own && value.AsDate.IsFull)
                {
                    Moments.Add(value.AsDate.Earliest.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
                }

                return;
            case ValueForm.Number or ValueForm.Boolean or ValueForm.Time:
                return;
            default:
                AddText(role, value.ToString(), own);
                break;
        }

        if (own && Wants(FactKinds.Texts) && ValueText.Free(Said(value)) is { Length: > 0 } folded)
        {
            Texts.Add((attribute.Name, folded));
        }
    }

    // A code with what it means; once where both are one word.
    private static string Said(Value value) => value.Form != ValueForm.Code ? value.ToString()
        : string.Equals(value.AsCode.Code, value.AsCode.Label, StringComparison.OrdinalIgnoreCase) ? value.AsCode.Label : $"{value} {value.AsCode.Label}";

    private void AddText(FieldRole role, string text, bool own)
    {
        switch (role)
        {
            case FieldRole.GivenName when own && Wants(FactKinds.Names):
                _given = _given.Length == 0 ? text : $"{_given} {text}";
                break;
            case FieldRole.FamilyName when own && Wants(FactKinds.Names):
                AddName(FoundName.Of(null, text));
                break;
            case FieldRole.WholeName when own && Wants(FactKinds.Names):
                AddName(FoundName.Of(text));
                break;
            case FieldRole.BirthDate when own && Wants(FactKinds.BirthDates) && DateText.Read(text, false) is > 0 and uint date:
                BirthDates.Add(date);
                break;
            case FieldRole.Sex when own && Sex == 0 && Wants(FactKinds.Sex):
                Sex = ValueText.Sex(text);
                break;
            case FieldRole.Telephone when Wants(FactKinds.Telephones):
                AddTo(Telephones, ValueText.Telephone(text));
                break;
            case FieldRole.Email when Wants(FactKinds.Emails):
                AddTo(Emails, ValueText.Email(text));
                break;
            case FieldRole.Registration when Wants(FactKinds.Registrations):
                AddTo(Registrations, ValueText.Identifier(text));
                break;
            case FieldRole.Postcode when Wants(FactKinds.Postcodes):
                AddTo(Postcodes, ValueText.Postcode(text));
                break;
            case FieldRole.Address when Wants(FactKinds.Addresses):
                _addressParts.Add(text);
                break;
            case FieldRole.Identifier when own && Wants(FactKinds.Identifiers):
                AddTo(Identifiers, ValueText.Identifier(text));
                break;
        }
    }

    private void AddName(FoundName name)
    {
        if (!name.IsEmpty && !Names.Contains(name))
        {
            Names.Add(name);
        }
    }

    private static void AddTo(List<string> values, string value)
    {
        if (value.Length > 0 && !values.Contains(value))
        {
            values.Add(value);
        }
    }
}
