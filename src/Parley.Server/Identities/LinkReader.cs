using Parley.Engine.Dictionary;
using Parley.Server.Repository;

namespace Parley.Server.Identities;

/// <summary>Reads what records are linked to, as far as an asker may see both ends.</summary>
internal static class LinkReader
{
    /// <summary>The links of a record in all versions that nobody has ended, new to old.</summary>
    public static async Task<List<LinkedRecord>> OfAsync(Sight sight, long record, CancellationToken cancellationToken)
    {
        List<LinkedRecord> links = [];
        foreach (SeenRecord version in await sight.VersionsAsync(record, cancellationToken))
        {
            links.AddRange(Of(version));
        }

        return links;
    }

    private static IEnumerable<LinkedRecord> Of(SeenRecord version)
    {
        Bundle bundle = version.Bundle.Permitted;
        foreach (Link link in bundle.Links)
        {
            bool outward = link.From == version.Place;
            if (!outward && link.To != version.Place)
            {
                continue;
            }

            int other = outward ? link.To : link.From;
            (long? from, long? to) = Validity.Of(bundle.Records[other]);
            string shown = outward || link.Role.Inverse.Length == 0 ? link.Role.Name : link.Role.Inverse;
            yield return new LinkedRecord(link.Role.Name, shown, outward, new SeenRecord(version.Bundle.NameOf(other), version.Bundle, other, from, to), version);
        }
    }
}
