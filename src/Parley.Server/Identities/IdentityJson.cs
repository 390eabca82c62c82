using System.Text.Json;
using Parley.Server.Exchanges;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>Identities as the API shows them.</summary>
internal static class IdentityJson
{
    /// <summary>Writes a single view.</summary>
    public static void Write(Utf8JsonWriter writer, (SingleView View, Sight Sight, bool Complete) state)
    {
        SingleView view = state.View;
        writer.WriteStartObject();
        writer.WriteString("id"u8, PublicId.Identity(view.Identity.Id));
        writer.WriteString("type"u8, view.Identity.Type);
        writer.WriteString("name"u8, view.Name);
        WriteState(writer, state.Sight, view.Identity, state.Complete);
        WriteThings(writer, "warnings", view.Warnings, view.WarningSigns);
        WriteThings(writer, "restrictions", view.Restrictions, view.RestrictionSigns);
        writer.WriteStartArray("markings"u8);
        view.Markings.ToList().ForEach(writer.WriteStringValue);
        writer.WriteEndArray();
        WriteAttributes(writer, view.Attributes);
        writer.WriteStartArray("aliases"u8);
        foreach (ViewedValue alias in view.Aliases)
        {
            WriteValue(writer, alias);
        }

        writer.WriteEndArray();
        WriteThings(writer, "addresses", view.Addresses);
        WriteThings(writer, "vehicles", view.Vehicles);
        WriteThings(writer, "things", view.Things);
        WriteThings(writer, "associates", view.Associates);
        WriteThings(writer, "events", view.Events);
        MediaText.Write(writer, view.Media);
        writer.WriteStartArray("records"u8);
        foreach (SeenRecord member in view.Identity.Members)
        {
            WriteSource(writer, member);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes whether an answer is whole, and why not.</summary>
    public static void WriteState(Utf8JsonWriter writer, Sight sight, FoundIdentity identity, bool complete)
    {
        writer.WriteBoolean("complete"u8, complete);
        if (sight.Cut is not null)
        {
            writer.WriteString("cut"u8, sight.Cut);
        }

        if (identity.LeftOut.Count > 0)
        {
            writer.WriteStartArray("sharedByTooMany"u8);
            identity.LeftOut.ToList().ForEach(writer.WriteStringValue);
            writer.WriteEndArray();
        }
    }

    /// <summary>Writes a record by where it is from.</summary>
    public static void WriteSource(Utf8JsonWriter writer, SeenRecord source)
    {
        writer.WriteStartObject();
        writer.WriteString("record"u8, PublicId.Record(source.Name));
        writer.WriteString("system"u8, source.System);
        writer.WriteString("exchange"u8, PublicId.Exchange(source.Exchange));
        writer.WriteString("knownAt"u8, Clock.Moment(source.KnownAt));
        ActJson.WriteMoment(writer, "validFrom", source.ValidFrom);
        ActJson.WriteMoment(writer, "validTo", source.ValidTo);
        writer.WriteEndObject();
    }

    private static void WriteAttributes(Utf8JsonWriter writer, IReadOnlyList<ViewedAttribute> attributes)
    {
        writer.WriteStartArray("attributes"u8);
        foreach (ViewedAttribute attribute in attributes)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, attribute.Name);
            writer.WriteString("best"u8, attribute.Values[0].Text);
            writer.WriteBoolean("conflict"u8, attribute.IsConflict);
            writer.WriteStartArray("values"u8);
            foreach (ViewedValue value in attribute.Values)
            {
                WriteValue(writer, value);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, ViewedValue value)
    {
        writer.WriteStartObject();
        writer.WriteString("value"u8, value.Text);
        if (value.Label is not null)
        {
            writer.WriteString("label"u8, value.Label);
        }

        WriteSources(writer, value.Sources);
        writer.WriteEndObject();
    }

    private static void WriteThings(Utf8JsonWriter writer, string name, IReadOnlyList<ViewedThing> things, IReadOnlyList<ViewedSign>? signs = null)
    {
        writer.WriteStartArray(name);
        foreach (ViewedSign sign in signs ?? [])
        {
            WriteSign(writer, sign);
        }

        foreach (ViewedThing thing in things)
        {
            writer.WriteStartObject();
            writer.WriteString("role"u8, thing.Role);
            writer.WriteString("type"u8, thing.Newest.Record.Type.Name);
            writer.WriteString("label"u8, RecordLabel.Of(thing.Newest.Record));
            writer.WriteString("record"u8, PublicId.Record(thing.Newest.Name));
            writer.WriteString("identity"u8, PublicId.Identity(thing.Newest.Name));
            ActJson.WriteMoment(writer, "from", thing.Newest.ValidFrom);
            ActJson.WriteMoment(writer, "to", thing.Newest.ValidTo);
            writer.WritePropertyName("attributes"u8);
            RecordJson.WriteAttributes(writer, thing.Newest.Record);
            WriteSources(writer, thing.Sources.Select(s => s.Other));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    // In the form of a thing, the attribute in the place of the role, so that whoever reads warnings reads all alike.
    private static void WriteSign(Utf8JsonWriter writer, ViewedSign sign)
    {
        SeenRecord newest = sign.Said.Sources[0];
        writer.WriteStartObject();
        writer.WriteString("role"u8, sign.Attribute.Name);
        writer.WriteString("type"u8, newest.Record.Type.Name);
        writer.WriteString("label"u8, sign.Label);
        writer.WriteString("record"u8, PublicId.Record(newest.Name));
        writer.WriteString("identity"u8, PublicId.Identity(newest.Name));
        writer.WriteStartObject("attributes"u8);
        writer.WriteString(sign.Attribute.Name, sign.Said.Text);
        writer.WriteEndObject();
        WriteSources(writer, sign.Said.Sources);
        writer.WriteEndObject();
    }

    private static void WriteSources(Utf8JsonWriter writer, IEnumerable<SeenRecord> sources)
    {
        writer.WriteStartArray("sources"u8);
        foreach (SeenRecord source in sources)
        {
            WriteSource(writer, source);
        }

        writer.WriteEndArray();
    }
}
