using System.Text;

namespace Parley.Server.Tests.Support;

/// <summary>Looks for text in every byte of a store's files.</summary>
internal static class StoreFiles
{
    /// <summary>The files below a folder that hold a text, as UTF-8 or UTF-16.</summary>
    public static List<string> Holding(string folder, string text) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)).Where(f => Holds(Read(f), text))];

    /// <summary>Copies all files as they are at this moment.</summary>
    public static string Copy(string folder)
    {
        string copy = TestServer.NewFolder();
        foreach (string file in Directory.GetFiles(folder, "*.db*").Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            File.WriteAllBytes(Path.Combine(copy, Path.GetFileName(file)), Read(file));
        }

        return copy;
    }

    private static bool Holds(byte[] bytes, string text) =>
        bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;

    private static byte[] Read(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
