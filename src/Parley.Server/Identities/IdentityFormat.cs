namespace Parley.Server.Identities;

/// <summary>The forms in which an identity or a neighbourhood can be had.</summary>
internal enum IdentityFormat
{
    /// <summary>The API's own JSON.</summary>
    Json,

    /// <summary>GraphML.</summary>
    GraphMl,

    /// <summary>Entities and links as two CSV files in a zip.</summary>
    Csv,

    /// <summary>GeoJSON.</summary>
    GeoJson,

    /// <summary>JSON-LD.</summary>
    JsonLd,
}
