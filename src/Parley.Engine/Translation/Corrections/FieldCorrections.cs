using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Parley.Engine.Formats;
using Parley.Engine.Formats.Csv;
using Parley.Engine.Formats.FixedWidth;
using Parley.Engine.Formats.Json;
using Parley.Engine.Formats.Xml;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Definition;

namespace Parley.Engine.Translation.Corrections;

/// <summary>
/// Corrects single fields of a message: what is wrong with it is found by the place and path of each issue, and another value is put there. Everything else
/// stays as it was received, byte for byte. Whether the new value is right, reading the message again says.
/// </summary>
public static class FieldCorrections
{
    private const string From = " < ";

    /// <summary>The fields of a message whose values were not taken.</summary>
    /// <param name="translator">The translation that read it.</param>
    /// <param name="message">The message as received.</param>
    /// <param name="issues">What reading it found.</param>
    public static IReadOnlyList<FailingField> Find(Translator translator, ReadOnlyMemory<byte> message, IReadOnlyList<Issue> issues)
    {
        ArgumentNullException.ThrowIfNull(translator);
        ArgumentNullException.ThrowIfNull(issues);
        Decoded? text = Decoded.Of(translator.Format, message);
        return
        [
            .. issues.Where(IsOfAField)
                .GroupBy(i => (i.Position.Line, i.Position.Column, i.Path))
                .Select(g => Field(translator, text, [.. g])),
        ];
    }

    /// <summary>Puts values in the place of those of failing fields.</summary>
    /// <param name="translator">The translation.</param>
    /// <param name="message">The message as received.</param>
    /// <param name="values">The fields, each with its new text.</param>
    /// <param name="corrected">The message with these values.</param>
    /// <param name="fault">The field that has no room for its value; null when the message is good.</param>
    /// <returns>False when a value cannot be put in.</returns>
    public static bool TryApply(
        Translator translator, ReadOnlyMemory<byte> message, IReadOnlyList<(FailingField Field, string Text)> values, [NotNullWhen(true)] out byte[]? corrected, out FailingField? fault)
    {
        ArgumentNullException.ThrowIfNull(translator);
        ArgumentNullException.ThrowIfNull(values);
        corrected = null;
        fault = values.Count > 0 ? values[0].Field : null;
        if (Decoded.Of(translator.Format, message) is not { } text)
        {
            return false;
        }

        List<(FieldSpan Span, byte[] Bytes)> edits = [];
        foreach ((FailingField field, string value) in values)
        {
            FieldSpan? span = Span(translator, text, field);
            if (span?.Encode(value) is not { } bytes)
            {
                fault = field;
                return false;
            }

            edits.Add((span, bytes));
        }

        corrected = text.With(Splice(text.Utf8, edits));
        fault = corrected is null ? fault : null;
        return corrected is not null;
    }

    // A code that nothing maps is carried as it is, and is wrong all the same; what nothing uses is no fault of a value.
    private static bool IsOfAField(Issue issue) => issue.Position.Line > 0 && !ReferenceEquals(issue.Code, TranslationIssues.FieldNotUsed)
        && (issue.Severity == Severity.Error || issue.LosesData || ReferenceEquals(issue.Code, TranslationIssues.UnmappedCode));

    // From the last place to the first, so that no edit moves another's. What is put in at one place goes in together.
    private static byte[] Splice(byte[] utf8, List<(FieldSpan Span, byte[] Bytes)> edits)
    {
        List<byte> result = [.. utf8];
        foreach (IGrouping<(int Start, int Length), (FieldSpan Span, byte[] Bytes)> place in edits.GroupBy(e => (e.Span.Start, e.Span.Length)).OrderByDescending(g => g.Key))
        {
            byte[][] parts = [.. place.Select(e => e.Bytes)];
            byte[] all = place.Key.Length > 0 ? parts[^1] : [.. parts.SelectMany((p, i) => i == 0 ? p : [(byte)',', .. p]), .. Encoding.UTF8.GetBytes(place.First().Span.Tail)];
            result.RemoveRange(place.Key.Start, place.Key.Length);
            result.InsertRange(place.Key.Start, all);
        }

        return [.. result];
    }

    private static FailingField Field(Translator translator, Decoded? text, List<Issue> issues)
    {
        Issue first = issues[0];
        (RecordRule? record, AttributeRule? rule) = RuleOf(translator.Definition, first.Path);
        bool isMissing = rule is not null && !first.Path.Contains(From, StringComparison.Ordinal);
        string place = string.Create(CultureInfo.InvariantCulture, $"{first.Position.Line}:{first.Position.Column}");
        FailingField field = new()
        {
            Id = isMissing ? $"{place}+{record!.Name}.{rule!.Attribute.Name}" : place,
            Path = first.Path,
            Position = first.Position,
            Attribute = rule?.Attribute,
            IsEditable = false,
            Issues = issues,
        };
        FieldSpan? span = text is null ? null : Span(translator, text, field);
        return field with { IsEditable = span is not null, Text = span?.Text };
    }

    private static FieldSpan? Span(Translator translator, Decoded text, FailingField field)
    {
        string path = FieldOf(field.Path);
        (_, AttributeRule? rule) = RuleOf(translator.Definition, field.Path);
        bool isMissing = rule is not null && !field.Path.Contains(From, StringComparison.Ordinal);

        // A field that carries a message has one place for all that is in it.
        if (translator.Definition.Embedded.Any(e => path.StartsWith(e.Path.ToString().Replace("[]", "", StringComparison.Ordinal).TrimStart('/'), StringComparison.Ordinal)))
        {
            return null;
        }

        int offset = text.OffsetOf(field.Position);
        if (isMissing)
        {
            return translator.Format is JsonFormat && rule is { Fields: [{ } only] } ? JsonFields.Missing(text.Utf8, offset, only) : null;
        }

        return translator.Format switch
        {
            JsonFormat => JsonFields.Find(text.Utf8, offset),
            XmlFormat => XmlFields.Find(text.Text, field.Position.Line, field.Position.Column),
            CsvFormat csv when offset <= text.Utf8.Length => RowFields.Csv(text.Utf8, offset, csv),
            FixedWidthFormat lines => RowFields.Fixed(text.Utf8, offset, lines, path),
            _ => null,
        };
    }

    private static string FieldOf(string path)
    {
        int at = path.IndexOf(From, StringComparison.Ordinal);
        return at < 0 ? path : path[(at + From.Length)..];
    }

    private static (RecordRule? Record, AttributeRule? Rule) RuleOf(TranslationDefinition definition, string path)
    {
        string[] names = path.Split(From)[0].Split('.');
        RecordRule? record = names.Length == 2 ? definition.Records.FirstOrDefault(r => r.Name == names[0]) : null;
        return (record, record?.Attributes.FirstOrDefault(a => a.Reads && a.Attribute.Name == names[1]));
    }

    /// <summary>A message as text, and the way back to its own encoding.</summary>
    private sealed record Decoded(byte[] Utf8, string Text, Encoding Encoding, byte[] Mark)
    {
        public static Decoded? Of(MessageFormat format, ReadOnlyMemory<byte> message)
        {
            Encoding? encoding = TextEncodings.FromByteOrderMark(message.Span, out int mark) ?? TextEncodings.Find(NameOf(format, message.Span));
            try
            {
                string? text = encoding?.GetString(message.Span[mark..]);
                return text is null ? null : new Decoded(Encoding.UTF8.GetBytes(text), text, encoding!, message.Span[..mark].ToArray());
            }
            catch (DecoderFallbackException)
            {
                return null;
            }
        }

        public int OffsetOf(SourcePosition position)
        {
            int start = 0;
            for (int line = 1; line < position.Line; line++)
            {
                int end = Utf8.AsSpan(start).IndexOf((byte)'\n');
                start = end < 0 ? Utf8.Length : start + end + 1;
            }

            return Math.Min(start + position.Column - 1, Utf8.Length);
        }

        public byte[]? With(byte[] utf8)
        {
            try
            {
                return [.. Mark, .. Encoding.GetBytes(System.Text.Encoding.UTF8.GetString(utf8))];
            }
            catch (EncoderFallbackException)
            {
                // The message's encoding has no room for a character of the new value.
                return null;
            }
        }

        private static string NameOf(MessageFormat format, ReadOnlySpan<byte> message) => format switch
        {
            XmlFormat xml => XmlEncoding.TryFind(message, xml.Encoding, new IssueSink(), out string name) ? name : "",
            CsvFormat csv => csv.Encoding,
            FixedWidthFormat lines => lines.Encoding,
            _ => "utf-8",
        };
    }
}
