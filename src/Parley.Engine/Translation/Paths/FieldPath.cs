using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Parley.Engine.Translation.Paths;

/// <summary>
/// Where a field is in a message: names joined with dots, <c>@</c> before an XML attribute, <c>[]</c> for all items of a list,
/// <c>[0]</c> for one item, <c>[type=mobile]</c> for the items whose field has a value; a leading <c>/</c> starts at the message's root
/// rather than at the record's place, <c>../</c> at what is around that; <c>.</c> alone is the place itself.
/// </summary>
/// <param name="FromRoot">True when it starts at the message's root.</param>
/// <param name="Segments">The steps; empty for the place itself.</param>
public sealed record FieldPath(bool FromRoot, IReadOnlyList<PathSegment> Segments)
{
    private const string Outwards = "../";

    /// <summary>The place itself.</summary>
    public static FieldPath Self { get; } = new(false, []);

    /// <summary>How many steps outwards from the record's place it starts.</summary>
    public int Up { get; init; }

    /// <summary>The place among the steps of the innermost list; -1 when no step stands for a list.</summary>
    internal int LastList
    {
        get
        {
            int last = Segments.Count - 1;
            while (last >= 0 && !Segments[last].IsList)
            {
                last--;
            }

            return last;
        }
    }

    /// <summary>Reads a path.</summary>
    /// <param name="text">The notation above.</param>
    /// <param name="path">The path when the answer is true.</param>
    /// <param name="fault">What is wrong and at which character otherwise.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out FieldPath? path, [NotNullWhen(false)] out string? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        Parser parser = new(text);
        path = parser.Path(false);
        if (path is not null && !parser.AtEnd)
        {
            path = null;
            parser.Fail("a '.' or the end was expected");
        }

        fault = path is null ? parser.Fault! : null;
        return path is not null;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Segments.Count == 0 ? (FromRoot ? "/" : ".") : (FromRoot ? "/" : "") + string.Concat(Enumerable.Repeat(Outwards, Up)) + string.Join('.', Segments);

    private sealed class Parser(string text)
    {
        private int _at;

        public string? Fault { get; private set; }

        public bool AtEnd => _at >= text.Length;

        public void Fail(string what) => Fault ??= $"{what} at character {_at + 1} of '{text}'";

        public FieldPath? Path(bool inPredicate)
        {
            if (text.Length == 0)
            {
                Fail("a path was expected");
                return null;
            }

            bool fromRoot = Take('/');
            if (!fromRoot && text == ".")
            {
                _at = 1;
                return Self;
            }

            int up = 0;
            while (!fromRoot && !inPredicate && text.AsSpan(_at).StartsWith(Outwards, StringComparison.Ordinal))
            {
                _at += Outwards.Length;
                up++;
            }

            List<PathSegment> segments = [];
            if (fromRoot && AtEnd)
            {
                return new FieldPath(true, segments);
            }

            do
            {
                PathSegment? segment = Segment(inPredicate);
                if (segment is null)
                {
                    return null;
                }

                segments.Add(segment);
            }
            while (Take('.'));
            return new FieldPath(fromRoot, segments) { Up = up };
        }

        private PathSegment? Segment(bool inPredicate)
        {
            bool isAttribute = Take('@');
            string? name = Name(inPredicate);
            if (name is null)
            {
                return null;
            }

            if (inPredicate || !Take('['))
            {
                return new PathSegment(name, isAttribute, false, -1, null);
            }

            if (Take(']'))
            {
                return new PathSegment(name, isAttribute, true, -1, null);
            }

            int start = _at;
            while (!AtEnd && char.IsAsciiDigit(text[_at]))
            {
                _at++;
            }

            if (_at > start && Take(']'))
            {
                return int.TryParse(text.AsSpan(start, _at - start - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
                    ? new PathSegment(name, isAttribute, false, index, null)
                    : Failed("an index was expected");
            }

            _at = start;
            PathPredicate? predicate = Predicate();
            return predicate is null ? null : new PathSegment(name, isAttribute, true, -1, predicate);
        }

        private PathPredicate? Predicate()
        {
            FieldPath? field = Path(true);
            if (field is null)
            {
                return null;
            }

            bool negated = Take('!');
            if (!Take('='))
            {
                Fail("'=' or '!=' was expected");
                return null;
            }

            List<string> values = [];
            do
            {
                string? value = Name(true);
                if (value is null)
                {
                    return null;
                }

                values.Add(value);
            }
            while (Take('|'));
            if (!Take(']'))
            {
                Fail("']' was expected");
                return null;
            }

            return new PathPredicate(field, values, negated);
        }

        private string? Name(bool inPredicate)
        {
            if (!AtEnd && (text[_at] == '\'' || text[_at] == '"'))
            {
                char quote = text[_at++];
                StringBuilder quoted = new();
                while (!AtEnd && text[_at] != quote)
                {
                    quoted.Append(text[_at++]);
                }

                if (!Take(quote))
                {
                    Fail("a closing quote was expected");
                    return null;
                }

                return quoted.ToString();
            }

            int start = _at;
            while (!AtEnd && !IsDelimiter(text[_at], inPredicate))
            {
                _at++;
            }

            if (_at == start)
            {
                Fail("a name was expected");
                return null;
            }

            return text[start.._at];
        }

        private static bool IsDelimiter(char c, bool inPredicate) => c is '[' or ']' || c == '.' || (inPredicate && c is '=' or '|' or '!');

        private bool Take(char c)
        {
            if (_at < text.Length && text[_at] == c)
            {
                _at++;
                return true;
            }

            return false;
        }

        private PathSegment? Failed(string what)
        {
            Fail(what);
            return null;
        }
    }
}
