namespace Parley.Engine.Sharing;

/// <summary>The subjects, or the resources, that <c>access.yaml</c> lists. Immutable and thread-safe.</summary>
public sealed class KnownEntities
{
    private readonly Dictionary<string, SortedDictionary<string, KnownEntity>> _byType = new(StringComparer.Ordinal);

    /// <summary>Takes all; of two with one type and identifier the first counts.</summary>
    public KnownEntities(IEnumerable<KnownEntity> entities)
    {
        ArgumentNullException.ThrowIfNull(entities);
        foreach (KnownEntity entity in entities)
        {
            if (!_byType.TryGetValue(entity.Type, out SortedDictionary<string, KnownEntity>? ofType))
            {
                _byType[entity.Type] = ofType = new SortedDictionary<string, KnownEntity>(StringComparer.Ordinal);
            }

            ofType.TryAdd(entity.Id, entity);
        }
    }

    /// <summary>None.</summary>
    public static KnownEntities None { get; } = new([]);

    /// <summary>The identifiers of a type, in their order.</summary>
    public IEnumerable<string> Ids(string type) => _byType.TryGetValue(type, out SortedDictionary<string, KnownEntity>? ofType) ? ofType.Keys : [];

    /// <summary>One of them, or null.</summary>
    public KnownEntity? Find(string type, string id) => _byType.TryGetValue(type, out SortedDictionary<string, KnownEntity>? ofType) ? ofType.GetValueOrDefault(id) : null;
}
