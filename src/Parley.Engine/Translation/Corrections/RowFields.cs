using System.Text;
using Parley.Engine.Formats.Csv;
using Parley.Engine.Formats.FixedWidth;

namespace Parley.Engine.Translation.Corrections;

/// <summary>Values of rows and of lines of fixed width, found by where they begin.</summary>
internal static class RowFields
{
    /// <summary>The cell at a place.</summary>
    public static FieldSpan? Csv(ReadOnlySpan<byte> text, int offset, CsvFormat format)
    {
        CsvTokenizer tokens = new(text[offset..], format, CsvTokenizer.EndsOf(format));
        if (tokens.Read() is not null)
        {
            return null;
        }

        int quotes = tokens.IsQuoted ? 1 : 0;
        bool wasQuoted = tokens.IsQuoted;
        string value = Encoding.UTF8.GetString(text.Slice(offset + tokens.Start, tokens.Length));
        string quote = format.Quote.ToString();
        return new FieldSpan(
            offset + tokens.Start - quotes,
            tokens.Length + (2 * quotes),
            wasQuoted ? value.Replace(quote + quote, quote, StringComparison.Ordinal) : value,
            v => Cell(v, wasQuoted, format));
    }

    /// <summary>The field of a name on the line that holds a place.</summary>
    public static FieldSpan? Fixed(ReadOnlySpan<byte> text, int offset, FixedWidthFormat format, string path)
    {
        string[] names = path.Split('.');
        FixedField? field = format.Lines.FirstOrDefault(l => names.Length == 1 ? l.Name.Length == 0 : l.Name == names[^2])?.Fields.FirstOrDefault(f => f.Name == names[^1]);
        int start = text[..Math.Min(offset, text.Length)].LastIndexOf((byte)'\n') + 1;
        int length = text[start..].IndexOfAny((byte)'\r', (byte)'\n');
        ReadOnlySpan<byte> line = length < 0 ? text[start..] : text.Slice(start, length);

        // Places are counted in characters; a line that is not plain is left to a correction of the whole message.
        if (field is null || !Ascii.IsValid(line) || line.Length < field.Start - 1)
        {
            return null;
        }

        int room = Math.Min(field.Length, line.Length - field.Start + 1);
        string value = Encoding.ASCII.GetString(line.Slice(field.Start - 1, room)).Trim(field.Pad);
        return new FieldSpan(start + field.Start - 1, room, value, v => Padded(v, field));
    }

    private static byte[]? Cell(string value, bool wasQuoted, CsvFormat format)
    {
        bool needs = value.AsSpan().IndexOfAny(format.Delimiter, '\r', '\n') >= 0 || (format.Quote != '\0' && value.Contains(format.Quote, StringComparison.Ordinal));
        if (!needs && !wasQuoted)
        {
            return Encoding.UTF8.GetBytes(value);
        }

        string quote = format.Quote.ToString();
        return format.Quote == '\0' ? null : Encoding.UTF8.GetBytes($"{quote}{value.Replace(quote, quote + quote, StringComparison.Ordinal)}{quote}");
    }

    private static byte[]? Padded(string value, FixedField field) =>
        value.Length > field.Length || !Ascii.IsValid(value) || value.AsSpan().IndexOfAny('\r', '\n') >= 0 ? null
        : Encoding.ASCII.GetBytes(field.AlignRight ? value.PadLeft(field.Length, field.Pad) : value.PadRight(field.Length, field.Pad));
}
