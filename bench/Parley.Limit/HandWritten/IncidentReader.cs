using System.Text.Json;

namespace Parley.Limit.HandWritten;

/// <summary>Reads the JSON of an incident in one pass; throws <see cref="FormatException"/> or <see cref="JsonException"/> on the first fault.</summary>
internal static class IncidentReader
{
    private delegate void ReadField<T>(ref Utf8JsonReader reader, T into);

    private const int GreatestEasting = 700_000;
    private const int GreatestNorthing = 1_300_000;

    public static Incident Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        Expect(ref reader, JsonTokenType.StartObject);
        var incident = new Incident();
        while (NextField(ref reader))
        {
            ReadIncidentField(ref reader, incident);
        }

        if (incident.Number is null || incident.Received is null || incident.Grade is null)
        {
            throw IncidentValues.Fault("an incident has no number, time or grade");
        }

        return reader.Read() ? throw IncidentValues.Fault("something follows the message") : incident;
    }

    private static void ReadIncidentField(ref Utf8JsonReader reader, Incident incident)
    {
        if (reader.ValueTextEquals("incidentNo"u8))
        {
            incident.Number = IncidentValues.ReadText(ref reader);
        }
        else if (reader.ValueTextEquals("received"u8))
        {
            incident.Received = IncidentValues.ReadInstant(ref reader);
        }
        else if (reader.ValueTextEquals("grade"u8))
        {
            incident.Grade = IncidentValues.ReadGrade(ref reader);
        }
        else if (reader.ValueTextEquals("description"u8))
        {
            incident.Description = IncidentValues.ReadText(ref reader);
        }
        else if (reader.ValueTextEquals("caller"u8))
        {
            incident.Caller = ReadPerson(ref reader, incident);
        }
        else if (reader.ValueTextEquals("victim"u8))
        {
            incident.Victim = ReadPerson(ref reader, incident);
        }
        else if (reader.ValueTextEquals("suspect"u8))
        {
            incident.Suspect = ReadPerson(ref reader, incident);
        }
        else if (reader.ValueTextEquals("location"u8))
        {
            incident.Location = ReadLocation(ref reader, incident);
        }
        else
        {
            ReadIncidentList(ref reader, incident);
        }
    }

    private static void ReadIncidentList(ref Utf8JsonReader reader, Incident incident)
    {
        if (reader.ValueTextEquals("vehicles"u8))
        {
            ReadList(ref reader, incident, static (ref r, i) => i.Vehicles.Add(ReadVehicle(ref r, i)));
        }
        else if (reader.ValueTextEquals("witnesses"u8))
        {
            ReadList(ref reader, incident, static (ref r, i) => i.Witnesses.Add(ReadPersonFields(ref r, i)));
        }
        else if (reader.ValueTextEquals("log"u8))
        {
            ReadList(ref reader, incident, static (ref r, i) => i.Log.Add(ReadLogLine(ref r, i)));
        }
        else
        {
            SkipUnused(ref reader, incident);
        }
    }

    private static IncidentPerson ReadPerson(ref Utf8JsonReader reader, Incident incident)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        return ReadPersonFields(ref reader, incident);
    }

    private static IncidentPerson ReadPersonFields(ref Utf8JsonReader reader, Incident incident)
    {
        var person = new IncidentPerson();
        while (NextField(ref reader))
        {
            if (reader.ValueTextEquals("surname"u8))
            {
                person.Surname = IncidentValues.ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("forenames"u8))
            {
                person.Forenames = IncidentValues.ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("dob"u8))
            {
                person.BirthDate = IncidentValues.ReadDate(ref reader);
            }
            else if (reader.ValueTextEquals("sex"u8))
            {
                person.Gender = IncidentValues.ReadGender(ref reader);
            }
            else if (reader.ValueTextEquals("phones"u8))
            {
                ReadPhones(ref reader, person, incident);
            }
            else
            {
                SkipUnused(ref reader, incident);
            }
        }

        return person;
    }

    private static void ReadPhones(ref Utf8JsonReader reader, IncidentPerson person, Incident incident)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        while (NextObject(ref reader))
        {
            person.Phones.Add(ReadPhone(ref reader, incident));
        }
    }

    private static IncidentPhone ReadPhone(ref Utf8JsonReader reader, Incident incident)
    {
        string? type = null;
        string? number = null;
        while (NextField(ref reader))
        {
            if (reader.ValueTextEquals("type"u8))
            {
                type = IncidentValues.ReadPhoneType(ref reader);
            }
            else if (reader.ValueTextEquals("number"u8))
            {
                number = IncidentValues.ReadPhone(ref reader);
            }
            else
            {
                SkipUnused(ref reader, incident);
            }
        }

        return type is null || number is null ? throw IncidentValues.Fault("a telephone has no type or number") : new IncidentPhone(type, number);
    }

    private static IncidentLocation ReadLocation(ref Utf8JsonReader reader, Incident incident)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        var location = new IncidentLocation();
        while (NextField(ref reader))
        {
            if (reader.ValueTextEquals("address"u8))
            {
                location.Address = IncidentValues.ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("postcode"u8))
            {
                location.Postcode = IncidentValues.ReadPostcode(ref reader);
            }
            else if (reader.ValueTextEquals("easting"u8))
            {
                location.Easting = IncidentValues.ReadInteger(ref reader, GreatestEasting);
            }
            else if (reader.ValueTextEquals("northing"u8))
            {
                location.Northing = IncidentValues.ReadInteger(ref reader, GreatestNorthing);
            }
            else
            {
                SkipUnused(ref reader, incident);
            }
        }

        return location;
    }

    private static IncidentVehicle ReadVehicle(ref Utf8JsonReader reader, Incident incident)
    {
        var vehicle = new IncidentVehicle();
        while (NextField(ref reader))
        {
            if (reader.ValueTextEquals("vrm"u8))
            {
                vehicle.Registration = IncidentValues.ReadRegistration(ref reader);
            }
            else if (reader.ValueTextEquals("make"u8))
            {
                vehicle.Make = IncidentValues.ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("model"u8))
            {
                vehicle.Model = IncidentValues.ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("colour"u8))
            {
                vehicle.Colour = IncidentValues.ReadColour(ref reader);
            }
            else
            {
                SkipUnused(ref reader, incident);
            }
        }

        return vehicle;
    }

    private static IncidentLogLine ReadLogLine(ref Utf8JsonReader reader, Incident incident)
    {
        var line = new IncidentLogLine();
        while (NextField(ref reader))
        {
            if (reader.ValueTextEquals("at"u8))
            {
                line.At = IncidentValues.ReadInstant(ref reader);
            }
            else if (reader.ValueTextEquals("by"u8))
            {
                line.By = IncidentValues.ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("text"u8))
            {
                line.Text = IncidentValues.ReadText(ref reader);
            }
            else
            {
                SkipUnused(ref reader, incident);
            }
        }

        return line;
    }

    private static void ReadList(ref Utf8JsonReader reader, Incident incident, ReadField<Incident> readItem)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        while (NextObject(ref reader))
        {
            readItem(ref reader, incident);
        }
    }

    private static void SkipUnused(ref Utf8JsonReader reader, Incident incident)
    {
        incident.Unused++;
        reader.Skip();
    }

    private static bool NextField(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    private static bool NextObject(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType switch
        {
            JsonTokenType.StartObject => true,
            JsonTokenType.EndArray => false,
            _ => throw IncidentValues.Fault("a list holds something other than objects"),
        };

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
        {
            throw IncidentValues.Fault("a field has not its type");
        }
    }
}
