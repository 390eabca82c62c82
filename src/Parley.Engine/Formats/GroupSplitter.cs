using Parley.Engine.Issues;

namespace Parley.Engine.Formats;

/// <summary>
/// Gives consecutive rows or lines of one key as one message. Holds the rows of one message and one row more. A message of which a row cannot be given, or that
/// is too large, is passed over as a whole: part of it would look like all of it.
/// </summary>
/// <param name="rows">The rows; disposed of with this.</param>
/// <param name="groups">Which rows belong together.</param>
/// <param name="limits">What a message may be at most.</param>
/// <param name="mostRows">How many rows it may have.</param>
internal sealed class GroupSplitter(RowSplitter rows, RowGroups groups, FormatLimits limits, int mostRows) : MessageSplitter
{
    private readonly ByteBuffer _message = new();
    private readonly ByteBuffer _key = new();
    private readonly ByteBuffer _next = new();
    private readonly ByteBuffer _nextKey = new();
    private bool _hasNext;
    private bool _rowLost;
    private int _nextLine;
    private int _line;

    /// <inheritdoc/>
    public override int Line => _line;

    /// <inheritdoc/>
    public override bool TryNext(out ReadOnlyMemory<byte> message, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(issues);
        message = default;
        while (_hasNext || TryRow(issues))
        {
            if (TryGroup(issues))
            {
                message = _message.WrittenMemory;
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rows.Dispose();
        }
    }

    // Takes the rows that belong to the one that waits; the first that does not waits then.
    private bool TryGroup(IssueSink issues)
    {
        _line = _nextLine;
        _message.Clear();
        _message.Add(_next.Written);
        _key.Clear();
        _key.Add(_nextKey.Written);
        int count = 1;

        // Between two messages nobody knows to which of them a row belonged that was passed over.
        bool whole = !_rowLost;
        while (TryRow(issues) && !_rowLost && _nextKey.Written.SequenceEqual(_key.Written))
        {
            count++;
            if (count <= mostRows && _message.Length <= limits.Bytes)
            {
                EndLine();
                _message.Add(_next.Written[rows.Before..]);
            }
        }

        return !whole || _rowLost ? Fail(FormatIssues.TooLarge, "a row here could not be taken; the message that it may belong to is passed over", issues)
            : count > mostRows ? Fail(FormatIssues.TooManyRows, $"the message that begins here has {count} rows, more than {mostRows}; it is passed over", issues)
            : _message.Length > limits.Bytes ? Fail(FormatIssues.TooLarge, $"the rows of a message are more than {limits.Bytes} bytes; it is passed over", issues)
            : true;
    }

    private bool TryRow(IssueSink issues)
    {
        int before = issues.Count;
        _hasNext = rows.TryNext(out ReadOnlyMemory<byte> row, issues);
        _rowLost = issues.Count > before;
        _next.Clear();
        _nextKey.Clear();
        if (_hasNext)
        {
            _next.Add(row.Span);
            _nextLine = rows.Line;
            groups.FindKey(row.Span, rows.Before, _nextKey);
        }

        return _hasNext;
    }

    // The last line of a file may have no end.
    private void EndLine()
    {
        if (_message.Written[^1] != '\n')
        {
            _message.Add((byte)'\n');
        }
    }

    private bool Fail(IssueCode code, string message, IssueSink issues)
    {
        issues.Add(code, message, new SourcePosition(null, _line, 1), losesData: true);
        return false;
    }
}
