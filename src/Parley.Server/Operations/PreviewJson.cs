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
    /// <param name="write">Writes what names one, and gives what would come of it, or came.</param>
    /// <param name="more">Writes what else is to be said of one; null for nothing.</param>
    public static void Write<T>(
        Utf8JsonWriter writer, (string Text, long Until)? token, string list, IReadOnlyList<T> items,
        Func<Utf8JsonWriter, T, Foreseen> write, Action<Utf8JsonWriter, T>? more = null)
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
            Foreseen foreseen = write(writer, item);
            can += foreseen.Can ? 1 : 0;
            writer.WriteBoolean(yes, foreseen.Can);
            writer.WriteString("outcome"u8, foreseen.Outcome);
            if (foreseen.Code is not null)
            {
                writer.WriteString("code"u8, foreseen.Code.Code);
            }

            more?.Invoke(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber(yes, can);
        writer.WriteNumber(no, items.Count - can);
    }
}
