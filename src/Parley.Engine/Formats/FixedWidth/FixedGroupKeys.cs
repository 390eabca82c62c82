using System.Text;

namespace Parley.Engine.Formats.FixedWidth;

/// <summary>Finds the values of the fields by which lines are grouped, and the lines with which messages begin.</summary>
internal sealed class FixedGroupKeys : RowGroups
{
    private readonly FixedLayout[] _layouts;
    private readonly string _begins;
    private readonly ByteBuffer _last = new();
    private int _messages;

    /// <summary>Prepares for a format that groups its lines.</summary>
    public FixedGroupKeys(FixedWidthFormat format)
    {
        Shape root = Shape.Root();
        root.Freeze();
        _layouts = [.. format.Lines.Select(l => new FixedLayout(l, root, format.Group))];
        _begins = format.Begins;
    }

    /// <inheritdoc/>
    public override void FindKey(ReadOnlySpan<byte> message, int before, ByteBuffer key)
    {
        ReadOnlySpan<byte> line = message[before..].TrimEnd("\r\n"u8);
        if (FixedLayout.Of(line, _layouts) is not FixedLayout layout)
        {
            // The reader says what is wrong with it, and with the message around it: part of that would look like all of it.
            key.Add(_last.Written);
            return;
        }

        if (_begins.Length > 0 && layout.Line.Name == _begins)
        {
            _messages++;
        }

        Add(key, _messages);
        bool ascii = Ascii.IsValid(line);
        foreach (FixedField field in layout.Keys)
        {
            (_, int at, int length) = FixedLayout.Find(line, field, ascii);
            Add(key, line.Slice(at, length));
        }

        _last.Clear();
        _last.Add(key.Written);
    }
}
