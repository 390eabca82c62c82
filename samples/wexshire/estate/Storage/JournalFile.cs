using System.Text.Json;
using Wexshire.Estate.Language;

namespace Wexshire.Estate.Storage;

/// <summary>Reads a file of JSON lines from its beginning and cuts off a last line that a killed process left unfinished. Lines that were blanked out count as none.</summary>
internal static class JournalFile
{
    /// <summary>Calls <paramref name="each"/> for every whole line with its offset and length in bytes, without the line feed.</summary>
    public static void Replay<T>(FileStream file, Action<T, long, int> each)
    {
        var whole = 0L;
        var line = new MemoryStream();
        var buffer = new byte[64 * 1024];
        file.Position = 0;
        for (int read; (read = file.Read(buffer)) > 0;)
        {
            var rest = buffer.AsSpan(0, read);
            for (int end; (end = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
            {
                line.Write(rest[..end]);
                var text = line.GetBuffer().AsSpan(0, (int)line.Length);
                if (text.ContainsAnyExcept((byte)' '))
                {
                    each(JsonSerializer.Deserialize<T>(text, JsonText.Compact)!, whole, (int)line.Length);
                }

                whole += line.Length + 1;
                line.SetLength(0);
            }

            line.Write(rest);
        }

        file.SetLength(whole);
    }
}
