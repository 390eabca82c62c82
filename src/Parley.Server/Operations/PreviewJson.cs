using System.Text.Json;
using Parley.Server.Storage;

namespace Parley.Server.Operations;

/// <summary>What an act on many things would do to each, with the token that confirms it; or, once it is confirmed, what it did.</summary>
internal static class PreviewJson
{
    /// <summary>Writes the members of the answer.</summary>
    /// <param name="writer">Takes them.</param>
    /// <param name="token">The token, and until when it holds; null for what was done.</param>
    /// <param name="list">What the things are called together.</param>
    /// <param name="items">The things.</param>
    /// <param name="write">Writes what names one, and says of it whether it can be done or was, what came of it, and the code of what is in the way.</param>
    /// <param name="more">Writes what else is to be said of one; null for nothing.</param>
    public static void Write<T>(
        Utf8JsonWriter writer, (string Text, long Until)? token, string list, IReadOnlyList<T> items,
        Func<Utf8JsonWriter, T, (bool Can, string Outcome, string? Code)> write, Action<Utf8JsonWriter, T>? more = null)
    {
        if (token is (string text, long until))
        {
            writer.WriteString("token"u8, text);
            writer.WriteString("expires"u8, Clock.Moment(until));
        }

        (string yes, string no) = token is null ? ("done", "notDone") : ("can", "cannot");
        int can = 0;
        writer.WriteStartArray(list);
        foreach (T item in items)
        {
            writer.WriteStartObject();
            (bool one, string outcome, string? code) = write(writer, item);
            can += one ? 1 : 0;
            writer.WriteBoolean(yes, one);
            writer.WriteString("outcome"u8, outcome);
            if (code is not null)
            {
                writer.WriteString("code"u8, code);
            }

            more?.Invoke(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber(yes, can);
        writer.WriteNumber(no, items.Count - can);
    }
}
