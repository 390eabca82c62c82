using Parley.Engine.Dictionary;
using Parley.Engine.Sharing;

namespace Parley.Server.Repository;

/// <summary>What one asker may see of a bundle of the repository.</summary>
internal sealed class VisibleBundle
{
    private readonly int[] _places;

    private VisibleBundle(StoredBundle stored, Bundle permitted, int[] places) => (Stored, Permitted, _places) = (stored, permitted, places);

    /// <summary>Where it is from. Its content is not to be shown.</summary>
    public StoredBundle Stored { get; }

    /// <summary>The permitted records and links.</summary>
    public Bundle Permitted { get; }

    /// <summary>Whether nothing of the bundle is withheld.</summary>
    public bool IsWhole => ReferenceEquals(Permitted, Stored.Content);

    /// <summary>What a decision leaves of a bundle; null when nothing.</summary>
    public static VisibleBundle? Of(StoredBundle stored, Decision decision)
    {
        if (decision.Permitted is not Bundle permitted)
        {
            return null;
        }

        // Records go in their order; those that do not go are withheld as a whole.
        int[] places = new int[stored.Content.Records.Count];
        foreach (WithheldItem item in decision.Withheld)
        {
            if (item.Attribute is null)
            {
                places[item.Record] = -1;
            }
        }

        for (int i = 0, next = 0; i < places.Length; i++)
        {
            places[i] = places[i] < 0 ? -1 : next++;
        }

        return new VisibleBundle(stored, permitted, places);
    }

    /// <summary>The permitted part of a record by its place in the stored bundle; null when it may not be seen.</summary>
    public Record? RecordAt(int place) => PlaceOf(place) is int at and >= 0 ? Permitted.Records[at] : null;

    /// <summary>Where a record of the stored bundle stands among the permitted ones; -1 when it may not be seen.</summary>
    public int PlaceOf(int place) => (uint)place < (uint)_places.Length ? _places[place] : -1;

    /// <summary>The name of a permitted record.</summary>
    public long NameOf(int permittedPlace) => Stored.Names[Array.IndexOf(_places, permittedPlace)];
}
