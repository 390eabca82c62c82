namespace Parley.Engine.Formats.Xml;

/// <summary>
/// XML 1.0 with namespaces. The root's only child is the document element; attributes are shapes with <see cref="Shape.IsAttribute"/>. No
/// document type declaration is ever read or written.
/// </summary>
public sealed class XmlFormat : MessageFormat
{
    /// <summary>The namespace of <c>xsi:nil</c>.</summary>
    internal const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Prefixes and the namespaces they stand for, declared on the document element; the empty prefix is the default namespace.</summary>
    public IReadOnlyDictionary<string, string> Namespaces { get; init; } = new Dictionary<string, string>();

    /// <summary>The encoding that is written, and read where neither a byte order mark nor the XML declaration names one.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>Whether an XML declaration is written.</summary>
    public bool Declaration { get; init; } = true;

    /// <summary>Whether messages that a field carries are written as CDATA sections rather than escaped text.</summary>
    public bool EmbeddedAsCData { get; init; }

    /// <summary>
    /// For files that hold many messages: the path of the element that is one message, by local names from below the document element and with
    /// <c>/</c> between (<c>Incident</c>, <c>Body/Incident</c>). Null when a document is one message.
    /// </summary>
    public string? Each { get; init; }

    /// <inheritdoc/>
    public override string Name => "xml";

    /// <inheritdoc/>
    public override string MediaType => "application/xml";

    /// <inheritdoc/>
    public override string FileExtension => ".xml";

    /// <inheritdoc/>
    public override MessageReader CreateReader(Shape root, FormatLimits limits) => new XmlReader(root, this, limits);

    /// <inheritdoc/>
    public override MessageWriter CreateWriter(Shape root) => new XmlWriter(root, this);

    /// <inheritdoc/>
    public override MessageSplitter CreateSplitter(Stream stream, FormatLimits limits) => new XmlSplitter(stream, this, limits);
}
