namespace Parley.Engine.Translation.Drafting;

/// <summary>What a draft is made from.</summary>
public enum DraftSourceKind
{
    /// <summary>Messages: JSON, NDJSON, XML, CSV, TSV, or lines of fixed width.</summary>
    Samples,

    /// <summary>A JSON Schema, draft-04 to 2020-12.</summary>
    JsonSchema,

    /// <summary>An XML Schema, with the schemas that it imports or includes.</summary>
    Xsd,

    /// <summary>An OpenAPI 3 document, in YAML or JSON.</summary>
    OpenApi,
}
