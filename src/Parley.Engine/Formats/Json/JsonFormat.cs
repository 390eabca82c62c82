namespace Parley.Engine.Formats.Json;

/// <summary>
/// JSON (RFC 8259). The root's children are the properties of the outermost object. Items of an array are nodes of the property's shape;
/// the items of an array within an array, or of an outermost array, belong to a child named <c>[]</c>.
/// </summary>
public sealed class JsonFormat : MessageFormat
{
    /// <summary>The name that stands for the items of an array which has no name of its own.</summary>
    public const string Item = "[]";

    /// <inheritdoc/>
    public override string Name => "json";

    /// <inheritdoc/>
    public override string MediaType => "application/json";

    /// <inheritdoc/>
    public override string FileExtension => ".json";

    /// <inheritdoc/>
    public override MessageReader CreateReader(Shape root, FormatLimits limits) => new JsonReader(root, limits);

    /// <inheritdoc/>
    public override MessageWriter CreateWriter(Shape root) => new JsonWriter(root);

    /// <inheritdoc/>
    public override MessageSplitter CreateSplitter(Stream stream, FormatLimits limits) => new JsonSplitter(stream, limits);
}
