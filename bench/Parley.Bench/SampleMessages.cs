using System.Buffers;
using System.Globalization;
using System.Text;
using Parley.Limit.HandWritten;

namespace Parley.Bench;

/// <summary>The incident of bench/data, and larger ones grown from it: the same bytes on every machine and run.</summary>
internal static class SampleMessages
{
    /// <summary>The number in the 1 KB incident, which a load replaces so that every message is another incident.</summary>
    public const string Sequence = "0000000417";

    private static readonly string[] Surnames = ["Arbuthwaite", "Brackenridge", "Colquhart", "Dunmorrow", "Ellingsworth", "Farthingale", "Greystoke-Vane"];
    private static readonly string[] Forenames = ["Ottilie Rae", "Barnaby", "Cosima Lune", "Dorian Peter", "Elspeth"];

    public static IReadOnlyList<string> Sizes { get; } = ["1k", "10k", "100k"];

    public static string DataFolder { get; } = Path.Combine(AppContext.BaseDirectory, "data");

    /// <summary>The JSON incident of a size: the file of bench/data, or it with witnesses and log lines up to 10,000 or 100,000 bytes.</summary>
    /// <exception cref="FormatException">The size is none of <see cref="Sizes"/>.</exception>
    public static byte[] Json(string size) => size switch
    {
        "1k" => Encoding.UTF8.GetBytes(SmallText()),
        "10k" => Grow(10_000),
        "100k" => Grow(100_000),
        _ => throw new FormatException($"'{size}' is not a size: {string.Join(", ", Sizes)}"),
    };

    /// <summary>The occurrence that the hand-written translation makes of the incident of a size.</summary>
    public static byte[] Xml(string size)
    {
        var output = new ArrayBufferWriter<byte>();
        using var translator = new IncidentTranslator();
        translator.Translate(Json(size), output);
        return output.WrittenSpan.ToArray();
    }

    private static string SmallText() => File.ReadAllText(Path.Combine(DataFolder, "incident-1k.json")).TrimEnd();

    private static byte[] Grow(int size)
    {
        var small = SmallText();
        var witnesses = new List<string>();
        var log = new List<string>();
        var length = small.Length + ",'witnesses':[],'log':[]".Length;
        for (var n = 0; length < size; n++)
        {
            var (list, item) = n % 2 == 0 ? (witnesses, Witness(n)) : (log, LogLine(n));
            list.Add(item);
            length += item.Length + 1;
        }

        var grown = $"{small[..^1]},\"witnesses\":[{string.Join(',', witnesses)}],\"log\":[{string.Join(',', log)}]}}";
        return Encoding.UTF8.GetBytes(grown);
    }

    private static string Witness(int n) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"surname":"{{Surnames[n % Surnames.Length]}}","forenames":"{{Forenames[n % Forenames.Length]}}","dob":"{{(n % 28) + 1:00}}/{{(n % 12) + 1:00}}/{{1950 + (n % 55)}}","sex":"{{"MFNU"[n / 2 % 4]}}","phones":[{"type":"MOB","number":"07700 900{{n % 1000:000}}"}]}""");

    private static string LogLine(int n) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"at":"14/06/2026 {{22 + (n / 60 % 2)}}:{{n % 60:00}}","by":"WX{{4000 + (n % 500)}}","text":"Unit {{n % 40}} reports: area search continues, nothing found at no. {{n}} so far."}""");
}
