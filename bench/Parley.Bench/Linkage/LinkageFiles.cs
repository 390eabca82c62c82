using System.Text;

namespace Parley.Bench.Linkage;

/// <summary>Writes generated people as CSV, with the truth in column <c>person</c>.</summary>
internal static class LinkageFiles
{
    /// <summary>Writes a file.</summary>
    public static void Write(string path, int records, int seed, double altered)
    {
        using StreamWriter writer = new(path, false, new UTF8Encoding(false), 1 << 16);
        writer.Write(PersonGenerator.Header + "\n");
        foreach (string[] values in new PersonGenerator(seed, altered).Rows(records))
        {
            writer.Write(string.Join(',', values) + "\n");
        }
    }
}
