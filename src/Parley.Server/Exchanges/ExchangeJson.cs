using System.Buffers;
using System.Text;
using System.Text.Json;
using Parley.Engine.Dictionary.Json;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Exchanges;

/// <summary>Exchanges as the API shows them.</summary>
internal static class ExchangeJson
{
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Writes an exchange with all its stages.</summary>
    public static void Write(Utf8JsonWriter writer, ExchangeView view)
    {
        ExchangeRow row = view.Row;
        writer.WriteStartObject();
        WriteHead(writer, row, view.Deliveries, view.ShowsContent);
        writer.WriteString("workspaceVersion"u8, view.Version);
        if (view.ShowsContent)
        {
            WriteText(writer, "idempotencyKey", row.IdempotencyKey);
            WriteText(writer, "messageId", row.MessageId);
        }

        writer.WriteString("correlation"u8, PublicId.Exchange(row.Correlation));
        if (row.Cause is long cause)
        {
            writer.WriteString("cause"u8, PublicId.Exchange(cause));
            WriteText(writer, "causeDelivery", row.CauseDelivery is int n ? PublicId.Delivery(cause, n) : null);
        }

        WriteStages(writer, view);
        writer.WriteStartArray("deliveries"u8);
        foreach (DeliveryRow delivery in view.Deliveries)
        {
            WriteDelivery(writer, delivery, view);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("caused"u8);
        foreach (ExchangeRow caused in view.Caused)
        {
            writer.WriteStartObject();
            WriteHead(writer, caused, null, view.ShowsContent);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("acts"u8);
        foreach (ActRow act in view.Acts)
        {
            ActJson.Write(writer, act);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("notices"u8);
        foreach (NoticeRow notice in view.Notices)
        {
            ActJson.Write(writer, notice);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("exceptions"u8);
        foreach (ExceptionRow exception in view.Exceptions)
        {
            ExceptionJson.Write(writer, exception, view.ShowsContent);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes what lists show of an exchange, into an object that is open.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="row">The exchange.</param>
    /// <param name="deliveries">Its deliveries, or null when they are not known.</param>
    /// <param name="content">False to leave out what the message says, its reference among it.</param>
    public static void WriteHead(Utf8JsonWriter writer, ExchangeRow row, IReadOnlyList<DeliveryRow>? deliveries, bool content)
    {
        writer.WriteString("id"u8, PublicId.Exchange(row.Id));
        writer.WriteString("system"u8, row.System);
        writer.WriteString("type"u8, row.Type);
        writer.WriteString("via"u8, row.Via);
        writer.WriteString("status"u8, deliveries is null ? StatusText.Of(row.Status) : StatusText.Of(row.Status, deliveries));
        writer.WriteString("received"u8, Clock.Moment(row.Received));
        WriteText(writer, "subjectType", row.SubjectType);
        if (content)
        {
            WriteText(writer, "reference", row.Reference);
        }
    }

    private static void WriteStages(Utf8JsonWriter writer, ExchangeView view)
    {
        ExchangeRow row = view.Row;
        writer.WriteStartObject("receipt"u8);
        writer.WriteString("at"u8, Clock.Moment(row.Received));
        writer.WriteNumber("size"u8, row.Size);
        if (view.ShowsContent)
        {
            // A hash of a message with few unknowns can be guessed back, so it counts as content.
            writer.WriteString("sha256"u8, Convert.ToHexStringLower(row.Sha256));
            WriteContent(writer, "body", view.Body);
        }

        writer.WriteEndObject();

        writer.WriteStartObject("translationIn"u8);
        writer.WriteNumber("tookMicroseconds"u8, row.ReadMicroseconds);
        writer.WritePropertyName("issues"u8);
        WriteIssues(writer, row.Issues, view.ShowsContent);
        if (view.Bundle is not null && view.ShowsContent)
        {
            writer.WriteBoolean("workspaceChangedSince"u8, view.WorkspaceChanged);
            writer.WritePropertyName("bundle"u8);
            ArrayBufferWriter<byte> pole = new(1024);
            PoleJson.Write(view.Bundle, pole, view.DictionaryVersion);
            writer.WriteRawValue(pole.WrittenSpan, skipInputValidation: true);
        }

        writer.WriteEndObject();
        writer.WriteNumber("translationOutMicroseconds"u8, row.WriteMicroseconds);
        writer.WriteString("recorded"u8, Clock.Moment(row.Recorded));
    }

    private static void WriteDelivery(Utf8JsonWriter writer, DeliveryRow row, ExchangeView view)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, PublicId.Delivery(row.Exchange, row.N));
        writer.WriteString("recipient"u8, row.Recipient);
        writer.WriteString("type"u8, row.Type);
        writer.WriteString("status"u8, StatusText.Of(row.Status));
        writer.WriteStartObject("decision"u8);
        writer.WriteBoolean("permitted"u8, row.Status != DeliveryStatus.Withheld);
        writer.WriteString("by"u8, row.Status == DeliveryStatus.Withheld ? row.Error : row.Agreements ?? Disclosure.ByConfiguration);
        WriteText(writer, "purpose", row.Purpose);
        WriteWithheld(writer, row);
        writer.WriteEndObject();
        writer.WritePropertyName("issues"u8);
        WriteIssues(writer, row.Issues, view.ShowsContent);
        WriteContent(writer, "body", view.ShowsContent && row.Content is long content ? view.Sent.GetValueOrDefault(content) : null);
        writer.WriteNumber("attempts"u8, row.Attempts);
        if (row.Status == DeliveryStatus.Pending && row.NextAttempt > 0)
        {
            writer.WriteString("nextAttempt"u8, Clock.Moment(row.NextAttempt));
        }

        WriteText(writer, "error", view.ShowsContent ? row.Error : null);
        WriteAnswer(writer, row, view.ShowsContent);
        writer.WriteStartArray("failedAttempts"u8);
        foreach (AttemptRow attempt in view.Attempts.Where(a => a.N == row.N))
        {
            WriteAttempt(writer, attempt, view.ShowsContent);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // How much was withheld for which reason: this view is the owner's alone.
    private static void WriteWithheld(Utf8JsonWriter writer, DeliveryRow row)
    {
        if (row.WithheldReasons is null)
        {
            return;
        }

        writer.WriteStartObject("withheld"u8);
        foreach (string reason in row.WithheldReasons.Split(' '))
        {
            int colon = reason.IndexOf(':', StringComparison.Ordinal);
            writer.WriteNumber(reason[..colon], long.Parse(reason.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture));
        }

        writer.WriteEndObject();
    }

    private static void WriteAnswer(Utf8JsonWriter writer, DeliveryRow row, bool content)
    {
        if (row.HttpStatus is int status)
        {
            writer.WriteNumber("httpStatus"u8, status);
        }

        WriteContent(writer, "response", content ? row.Response : null);
        if (row.Done is long done)
        {
            writer.WriteString("ended"u8, Clock.Moment(done));
            writer.WriteNumber("tookMicroseconds"u8, row.TookMicroseconds ?? 0);
        }
    }

    private static void WriteAttempt(Utf8JsonWriter writer, AttemptRow attempt, bool content)
    {
        writer.WriteStartObject();
        writer.WriteString("at"u8, Clock.Moment(attempt.At));
        writer.WriteNumber("tookMicroseconds"u8, attempt.TookMicroseconds);
        if (attempt.HttpStatus is int status)
        {
            writer.WriteNumber("httpStatus"u8, status);
        }

        WriteText(writer, "error", content ? attempt.Error : null);
        writer.WriteEndObject();
    }

    private static void WriteIssues(Utf8JsonWriter writer, string? issues, bool content)
    {
        if (content)
        {
            writer.WriteRawValue(issues ?? "[]", skipInputValidation: true);
        }
        else
        {
            IssueJson.WriteCodes(writer, issues);
        }
    }

    /// <summary>Content as text where it is UTF-8, otherwise in base 64 under a name that says so.</summary>
    internal static void WriteContent(Utf8JsonWriter writer, string name, byte[]? content)
    {
        if (content is null)
        {
            return;
        }

        try
        {
            writer.WriteString(name, s_strict.GetString(content));
        }
        catch (DecoderFallbackException)
        {
            writer.WriteBase64String(name + "Base64", content);
        }
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }
}
