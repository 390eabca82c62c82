using System.Buffers;

namespace Parley.Engine.Formats.Csv;

/// <summary>Finds the values of the columns by which rows are grouped.</summary>
internal sealed class CsvGroupKeys : RowGroups
{
    private readonly CsvFormat _format;
    private readonly SearchValues<byte> _ends;
    private readonly CsvColumns _columns;
    private readonly ByteBuffer _last = new();
    private int[] _keys = [];
    private int _largest;

    /// <summary>Prepares for a format that groups its rows.</summary>
    public CsvGroupKeys(CsvFormat format)
    {
        _format = format;
        _ends = CsvTokenizer.EndsOf(format);
        Shape root = Shape.Root();
        root.Freeze();
        _columns = new CsvColumns([root], format.Header ? [] : format.Columns);
        FindColumns();
    }

    /// <inheritdoc/>
    public override void FindKey(ReadOnlySpan<byte> message, int before, ByteBuffer key)
    {
        // A byte order mark before the header belongs to no name.
        ReadOnlySpan<byte> header = message[..before];
        header = header.StartsWith("\uFEFF"u8) ? header[3..] : header;
        if (_format.Header && !_columns.StillHold(header, out _))
        {
            CsvTokenizer names = new(header, _format, _ends);
            _columns.Read(header, ref names, (byte)_format.Quote);
            FindColumns();
        }

        CsvTokenizer tokens = new(message[before..], _format, _ends);
        for (int column = 0; column <= _largest; column++)
        {
            if (tokens.Read() is not null || (tokens.EndsRow && column < _largest))
            {
                // The reader says what is wrong with it, and with the message around it: part of that would look like all of it.
                key.Clear();
                key.Add(_last.Written);
                return;
            }

            if (Array.IndexOf(_keys, column) >= 0)
            {
                Add(key, message[before..].Slice(tokens.Start, tokens.Length));
            }
        }

        _last.Clear();
        _last.Add(key.Written);
    }

    private void FindColumns()
    {
        _keys = [.. _format.Group.Select(_columns.Find).Where(c => c >= 0)];
        _largest = _keys.DefaultIfEmpty(-1).Max();
    }
}
