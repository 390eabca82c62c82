using Parley.Engine.Dictionary;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>A bundle of the repository, whole: only a decision makes of it what somebody may see.</summary>
/// <param name="Row">Where it is from.</param>
/// <param name="Content">Its records and links.</param>
/// <param name="Names">The names of its records, in the bundle's order.</param>
internal sealed record StoredBundle(BundleRow Row, Bundle Content, IReadOnlyList<long> Names)
{
    /// <summary>The place of a record; -1 when it is none of them.</summary>
    public int PlaceOf(long name)
    {
        for (int place = 0; place < Names.Count; place++)
        {
            if (Names[place] == name)
            {
                return place;
            }
        }

        return -1;
    }
}
