using System.Globalization;
using System.Xml;

namespace Parley.Limit.HandWritten;

/// <summary>Writes an incident in the language of records management: one namespace, attributes for codes, elements otherwise.</summary>
internal sealed class OccurrenceWriter
{
    public const string Namespace = "urn:example:wexshire:occurrence:1";

    private readonly char[] _scratch = new char[32];

    public void Write(XmlWriter xml, Incident incident)
    {
        xml.WriteStartElement("Occurrence", Namespace);
        xml.WriteAttributeString("grade", incident.Grade);
        Element(xml, "Reference", incident.Number);
        Instant(xml, "ReportedAt", incident.Received);
        Element(xml, "Description", incident.Description);
        Person(xml, "reporting-person", incident.Caller);
        Person(xml, "victim", incident.Victim);
        Person(xml, "suspect", incident.Suspect);
        foreach (var witness in incident.Witnesses)
        {
            Person(xml, "witness", witness);
        }

        Location(xml, incident.Location);
        foreach (var vehicle in incident.Vehicles)
        {
            Vehicle(xml, vehicle);
        }

        foreach (var line in incident.Log)
        {
            LogLine(xml, line);
        }

        xml.WriteEndElement();
    }

    private void Person(XmlWriter xml, string role, IncidentPerson? person)
    {
        if (person is null)
        {
            return;
        }

        xml.WriteStartElement("Person", Namespace);
        xml.WriteAttributeString("role", role);
        Attribute(xml, "gender", person.Gender);
        Element(xml, "Surname", person.Surname);
        GivenNames(xml, person.Forenames);
        Date(xml, "BirthDate", person.BirthDate);
        foreach (var phone in person.Phones)
        {
            xml.WriteStartElement("Telephone", Namespace);
            xml.WriteAttributeString("type", phone.Type);
            xml.WriteString(phone.Number);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void GivenNames(XmlWriter xml, string? forenames)
    {
        if (forenames is null)
        {
            return;
        }

        foreach (var range in forenames.AsSpan().Split(' '))
        {
            Element(xml, "GivenName", forenames[range]);
        }
    }

    private void Location(XmlWriter xml, IncidentLocation? location)
    {
        if (location is null)
        {
            return;
        }

        xml.WriteStartElement("Location", Namespace);
        Element(xml, "Address", location.Address);
        Element(xml, "Postcode", location.Postcode);
        Integer(xml, "Easting", location.Easting);
        Integer(xml, "Northing", location.Northing);
        xml.WriteEndElement();
    }

    private static void Vehicle(XmlWriter xml, IncidentVehicle vehicle)
    {
        xml.WriteStartElement("Vehicle", Namespace);
        Attribute(xml, "colour", vehicle.Colour);
        Element(xml, "Registration", vehicle.Registration);
        Element(xml, "Make", vehicle.Make);
        Element(xml, "Model", vehicle.Model);
        xml.WriteEndElement();
    }

    private void LogLine(XmlWriter xml, IncidentLogLine line)
    {
        xml.WriteStartElement("LogLine", Namespace);
        Instant(xml, "At", line.At);
        Element(xml, "By", line.By);
        Element(xml, "Text", line.Text);
        xml.WriteEndElement();
    }

    private static void Attribute(XmlWriter xml, string name, string? value)
    {
        if (value is not null)
        {
            xml.WriteAttributeString(name, value);
        }
    }

    private static void Element(XmlWriter xml, string name, string? value)
    {
        if (value is not null)
        {
            xml.WriteElementString(name, Namespace, value);
        }
    }

    private void Instant(XmlWriter xml, string name, DateTime? value) => Formatted(xml, name, value, "yyyy-MM-dd'T'HH:mm:ss'Z'");

    private void Date(XmlWriter xml, string name, DateOnly? value) => Formatted(xml, name, value, "yyyy-MM-dd");

    private void Integer(XmlWriter xml, string name, int? value) => Formatted(xml, name, value, default);

    private void Formatted<T>(XmlWriter xml, string name, T? value, ReadOnlySpan<char> format)
        where T : struct, ISpanFormattable
    {
        if (value is { } present && present.TryFormat(_scratch, out var length, format, CultureInfo.InvariantCulture))
        {
            xml.WriteStartElement(name, Namespace);
            xml.WriteChars(_scratch, 0, length);
            xml.WriteEndElement();
        }
    }
}
