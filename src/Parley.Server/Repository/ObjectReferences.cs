using Parley.Engine.Dictionary;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>Finds which records of a bundle refer to objects: by the attribute <c>object</c>, which holds an object's identifier or the SHA-256 of its bytes.</summary>
internal static class ObjectReferences
{
    /// <summary>The attribute's name, in every record type that has it.</summary>
    public const string Attribute = "object";

    private const int Sha256Digits = 64;

    /// <summary>The references of a bundle.</summary>
    public static IEnumerable<MediaReference> Of(long exchange, string system, Bundle bundle, IReadOnlyList<long> names)
    {
        for (int i = 0; i < bundle.Records.Count; i++)
        {
            Value value = bundle.Records[i][Attribute];
            (long? id, byte[]? sha256) = value.IsNone ? (null, null) : Read(value.ToString());
            if (id is not null || sha256 is not null)
            {
                yield return new MediaReference(exchange, i, names[i], system, id, sha256);
            }
        }
    }

    private static (long? Id, byte[]? Sha256) Read(string text) =>
        PublicId.TryParse('o', text, out long id) ? (id, null)
        : text.Length == Sha256Digits && text.All(char.IsAsciiHexDigit) ? (null, Convert.FromHexString(text))
        : (null, null);
}
