using Parley.Engine.Issues;

namespace Parley.Engine.Formats;

/// <summary>Finds lines at the front of a window. A line that is too large is passed over with an issue, and the next one looked for.</summary>
internal sealed class LineCutter(StreamWindow window, int largest)
{
    private int _scanned;

    /// <summary>Finds the line at the front.</summary>
    /// <param name="issues">Takes lines that are too large, and undecodable bytes.</param>
    /// <param name="length">The line's length with its end.</param>
    /// <returns>False when there is none left.</returns>
    public bool TryFind(IssueSink issues, out int length)
    {
        bool skipping = false;
        while (true)
        {
            int end = window.Data[_scanned..].IndexOf((byte)'\n');
            bool ended = end >= 0 || window.IsAtEnd;
            length = end >= 0 ? _scanned + end + 1 : window.Data.Length;
            _scanned = length;
            if (!skipping && length > largest)
            {
                issues.Add(FormatIssues.TooLarge, $"a line is more than {largest} bytes; it is passed over",
                    new SourcePosition(null, window.Line, 1), losesData: true);
                skipping = true;
            }

            if (ended && !skipping)
            {
                _scanned = 0;
                return length > 0;
            }

            if (skipping)
            {
                window.Pass(length);
                _scanned = 0;
                skipping = !ended;
            }

            if (end < 0 && !window.IsAtEnd && !window.TryFill(issues))
            {
                return false;
            }
        }
    }
}
