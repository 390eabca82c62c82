using System.Globalization;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Parley.Engine.Expressions;

/// <summary>Reads JSON into values.</summary>
internal static class JqJsonReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = JqValue.DeepestNesting };

    public static bool TryRead(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out JqValue? value, [NotNullWhen(false)] out string? fault)
    {
        var reader = new Utf8JsonReader(utf8, Options);
        value = null;
        fault = null;
        try
        {
            reader.Read();
            value = Read(ref reader);
            reader.Read();
            return true;
        }
        catch (JsonException e)
        {
            fault = $"not JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}";
        }
        catch (InvalidOperationException)
        {
            // The reader's way of refusing a string with half a surrogate pair or bad UTF-8.
            fault = "not JSON: a string is not valid Unicode";
        }

        value = null;
        return false;
    }

    public static bool TryRead(string text, [NotNullWhen(true)] out JqValue? value, [NotNullWhen(false)] out string? fault) =>
        TryRead(Encoding.UTF8.GetBytes(text), out value, out fault);

    private static JqValue Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => JqValue.True,
        JsonTokenType.False => JqValue.False,
        JsonTokenType.Number => ReadNumber(Encoding.UTF8.GetString(reader.ValueSpan)),
        JsonTokenType.String => new JqString(reader.GetString()!),
        JsonTokenType.StartArray => ReadArray(ref reader),
        JsonTokenType.StartObject => ReadObject(ref reader),
        _ => JqValue.Null,
    };

    internal static JqNumber ReadNumber(string text)
    {
        double value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (double.IsInfinity(value))
        {
            value = value > 0 ? double.MaxValue : double.MinValue;
        }

        bool exact = text.Length < 16 || text.AsSpan().ContainsAny('.', 'e', 'E') || JqNumberText.Format(value) == text;
        return new JqNumber(value, exact ? null : text);
    }

    private static JqArray ReadArray(ref Utf8JsonReader reader)
    {
        var items = new List<JqValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Read(ref reader));
        }

        return new JqArray([.. items]);
    }

    private static JqObject ReadObject(ref Utf8JsonReader reader)
    {
        var builder = new JqObjectBuilder();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = reader.GetString()!;
            reader.Read();
            builder.Set(name, Read(ref reader));
        }

        return builder.Build();
    }
}
