using System.Globalization;
using Parley.Cli.Input;
using Parley.Engine.Linkage;
using Parley.Engine.Linkage.Clustering;
using Parley.Engine.Linkage.Records;

namespace Parley.Cli.Linking;

/// <summary>Writes the pairs and the clusters as CSV.</summary>
internal static class LinkWriter
{
    /// <summary>Writes <c>id_1,id_2,weight,probability,decision</c>, the heaviest pair first.</summary>
    public static void Pairs(string path, RecordTable table, LinkResult result, bool twoFiles)
    {
        using StreamWriter writer = Create(path);
        writer.Write("id_1,id_2,weight,probability,decision\n");
        Span<char> number = stackalloc char[32];
        foreach (ScoredPair pair in result.Pairs)
        {
            // In one file by id, in two files the first file's record first: neither depends on the order of rows.
            bool asIs = twoFiles ? table.Source(pair.Left) <= table.Source(pair.Right) : string.CompareOrdinal(table.Id(pair.Left), table.Id(pair.Right)) <= 0;
            Value(writer, table.Id(asIs ? pair.Left : pair.Right));
            writer.Write(',');
            Value(writer, table.Id(asIs ? pair.Right : pair.Left));
            writer.Write(',');
            pair.Weight.TryFormat(number, out int length, "0.000", CultureInfo.InvariantCulture);
            writer.Write(number[..length]);
            writer.Write(',');
            pair.Probability.TryFormat(number, out length, "0.000000", CultureInfo.InvariantCulture);
            writer.Write(number[..length]);
            writer.Write(pair.Weight >= result.Report.Threshold ? ",join\n" : ",possible\n");
        }
    }

    /// <summary>Writes <c>id,cluster</c>, and <c>file</c> with two files; every record, in the order of the files. A cluster is named by its lowest id.</summary>
    public static void Clusters(string path, RecordTable table, LinkResult result, bool twoFiles)
    {
        using StreamWriter writer = Create(path);
        writer.Write(twoFiles ? "id,cluster,file\n" : "id,cluster\n");
        for (int row = 0; row < table.Count; row++)
        {
            int first = result.ClusterOf[row];
            Value(writer, table.Id(row));
            writer.Write(',');
            Value(writer, twoFiles ? $"{table.Source(first) + 1}:{table.Id(first)}" : table.Id(first));
            writer.Write(twoFiles ? table.Source(row) == 0 ? ",1\n" : ",2\n" : "\n");
        }
    }

    private static StreamWriter Create(string path) => new(OutputFile.Replace(path), new System.Text.UTF8Encoding(false), 1 << 16);

    private static void Value(StreamWriter writer, string text)
    {
        if (text.AsSpan().IndexOfAny(",\"\r\n") < 0)
        {
            writer.Write(text);
            return;
        }

        writer.Write('"');
        writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        writer.Write('"');
    }
}
