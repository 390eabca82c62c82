using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Engine.Workspace.Reading;

/// <summary>The version of a workspace: a hash over the files that bear on behaviour, so that samples and documents do not change it.</summary>
internal static class WorkspaceVersion
{
    /// <summary>SHA-256 over path and content of each file in order of their paths, each with its length before it; 64 hexadecimal digits.</summary>
    public static string Of(ReadContext context)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string path in Paths(context))
        {
            Append(hash, Encoding.UTF8.GetBytes(path));
            Append(hash, context.Content(path).Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The paths of the files that the version is over, in order.</summary>
    public static IEnumerable<string> Paths(ReadContext context) => context.Paths.Where(p => !IsDocument(p) && !IsSample(p));

    /// <summary>Whether a file is there for people only.</summary>
    public static bool IsDocument(string path)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        return name.StartsWith('.') || name.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a file is a sample beside a translation, or generated data.</summary>
    public static bool IsSample(string path) =>
        path.StartsWith("samples/", StringComparison.Ordinal) || path.Contains("/samples/", StringComparison.Ordinal);

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
