namespace Parley.Engine.Formats.Json;

/// <summary>
/// JSON (RFC 8259). The root's children are the properties of the outermost object. Items of an array are nodes of the property's shape;
/// the items of an array within an array, or of an outermost array, belong to a child named <c>[]</c>. A child named <c>*</c> stands for all members that no
/// other child names, and its child <c>@key</c> for a member's name.
/// </summary>
public sealed class JsonFormat : MessageFormat
{
    /// <summary>The name that stands for the items of an array which has no name of its own.</summary>
    public const string Item = "[]";

    /// <summary>The name that stands for the members of an object that no sibling names.</summary>
    public const string Member = "*";

    /// <summary>The name, as of an attribute, of what stands for the name of such a member.</summary>
    public const string Key = "key";

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
