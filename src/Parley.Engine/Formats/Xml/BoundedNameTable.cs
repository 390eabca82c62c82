using System.Xml;

namespace Parley.Engine.Formats.Xml;

/// <summary>A name table that takes only so many names: the framework's own keeps every name of a stream of any length.</summary>
internal sealed class BoundedNameTable : XmlNameTable
{
    /// <summary>The most different names that one stream may have.</summary>
    public const int MostNames = 100_000;

    private readonly NameTable _names = new();
    private int _count;

    /// <inheritdoc/>
    public override string Add(string array) => _names.Get(array) ?? Counted(_names.Add(array));

    /// <inheritdoc/>
    public override string Add(char[] array, int offset, int length) =>
        _names.Get(array, offset, length) ?? Counted(_names.Add(array, offset, length));

    /// <inheritdoc/>
    public override string? Get(string array) => _names.Get(array);

    /// <inheritdoc/>
    public override string? Get(char[] array, int offset, int length) => _names.Get(array, offset, length);

    private string Counted(string name) => ++_count <= MostNames
        ? name
        : throw new XmlException($"the stream has more than {MostNames} different names");
}
