using System.Text;
using Parley.Engine.Issues;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Parley.Engine.Workspace.Yaml;

/// <summary>
/// Reads the text of a workspace file into maps, lists and scalars with their places. Only the plain part of YAML is taken: no anchors,
/// aliases, tags or further documents, so a file means what it shows and cannot grow when it is read.
/// </summary>
public static class YamlText
{
    /// <summary>The most characters of one file.</summary>
    public const int MostCharacters = 8 << 20;

    /// <summary>How deep maps and lists may nest.</summary>
    public const int MostDepth = 40;

    /// <summary>The most scalars, lists and maps of one file.</summary>
    public const int MostNodes = 1_000_000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a text whose top level is a map.</summary>
    /// <param name="path">The file's path as the user knows it.</param>
    /// <param name="text">The text.</param>
    /// <param name="issues">Takes the faults, also those found later by the getters of the answer.</param>
    /// <returns>The map; null when the text is not usable at all, with at least one error reported.</returns>
    public static YamlMap? TryParse(string path, string text, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(issues);
        if (text.Length > MostCharacters)
        {
            issues.Add(YamlIssues.TooMuch, $"the file has {text.Length} characters; the most is {MostCharacters}", new SourcePosition(path, 0, 0));
            return null;
        }

        try
        {
            return new Composer(path, new Parser(new StringReader(text)), issues).Document();
        }
        catch (YamlException fault)
        {
            issues.Add(YamlIssues.Malformed, Reason(fault), Place(path, fault.Start));
            return null;
        }
    }

    /// <summary>The text of a file's bytes; null, with an error reported, when they are not UTF-8.</summary>
    public static string? Decode(string path, ReadOnlySpan<byte> content, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(issues);
        ReadOnlySpan<byte> body = content.StartsWith(Encoding.UTF8.Preamble) ? content[3..] : content;
        try
        {
            return Strict.GetString(body);
        }
        catch (DecoderFallbackException fault)
        {
            ReadOnlySpan<byte> before = body[..Math.Clamp(fault.Index, 0, body.Length)];
            int line = before.Count((byte)'\n') + 1;
            int column = before.Length - before.LastIndexOf((byte)'\n');
            issues.Add(YamlIssues.NotUtf8, "a byte here is not UTF-8", new SourcePosition(path, line, column));
            return null;
        }
    }

    private static SourcePosition Place(string path, Mark mark) => new(path, (int)mark.Line, (int)mark.Column);

    // The parser's own words, without the place it puts before them.
    private static string Reason(YamlException fault)
    {
        string message = fault.InnerException?.Message ?? fault.Message;
        int end = message.IndexOf("): ", StringComparison.Ordinal);
        message = message.StartsWith('(') && end > 0 ? message[(end + 3)..] : message;
        return message.Length == 0 ? "the text cannot be read" : char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.');
    }

    // Built from the parser's events and not from its node model, so that depth and count are known before anything is made of them.
    private sealed class Composer(string path, Parser parser, IssueSink issues)
    {
        private int _nodes;
        private bool _stopped;

        public YamlMap? Document()
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                issues.Add(YamlIssues.Malformed, "the file is empty", new SourcePosition(path, 1, 1));
                return null;
            }

            parser.Consume<DocumentStart>();
            YamlNode? root = Node(0);
            if (root is null)
            {
                return null;
            }

            parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out DocumentStart? second))
            {
                Refuse(YamlIssues.NotAllowed, "a second document begins here", second);
            }

            if (root is not YamlMap)
            {
                root.Report(YamlIssues.Mistyped, $"the file must hold a map of keys and values, not {root.Description}");
            }

            return _stopped ? null : root as YamlMap;
        }

        private YamlNode? Node(int depth)
        {
            ParsingEvent here = parser.Current!;
            if (++_nodes > MostNodes || depth > MostDepth)
            {
                string limit = depth > MostDepth ? $"values nest more than {MostDepth} deep" : $"the file holds more than {MostNodes} values";
                return Refuse(YamlIssues.TooMuch, limit, here);
            }

            if (here is AnchorAlias alias)
            {
                return Refuse(YamlIssues.NotAllowed, $"an alias (*{alias.Value}) stands here", here);
            }

            if (here is NodeEvent { Anchor.IsEmpty: false } anchored)
            {
                return Refuse(YamlIssues.NotAllowed, $"an anchor (&{anchored.Anchor}) stands here", here);
            }

            if (here is NodeEvent { Tag.IsEmpty: false } tagged)
            {
                return Refuse(YamlIssues.NotAllowed, $"a tag ({tagged.Tag}) stands here", here);
            }

            return here switch
            {
                Scalar => Value(),
                SequenceStart => Sequence(depth),
                _ => Mapping(depth),
            };
        }

        private YamlScalar Value()
        {
            Scalar scalar = parser.Consume<Scalar>();
            return new YamlScalar(scalar.Value, scalar.Style != ScalarStyle.Plain, Place(path, scalar.Start), issues);
        }

        private YamlList? Sequence(int depth)
        {
            SequenceStart start = parser.Consume<SequenceStart>();
            List<YamlNode> items = [];
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                if (Node(depth + 1) is not { } item)
                {
                    return null;
                }

                items.Add(item);
            }

            return new YamlList(items, Place(path, start.Start), issues);
        }

        private YamlMap? Mapping(int depth)
        {
            MappingStart start = parser.Consume<MappingStart>();
            Dictionary<string, YamlEntry> entries = new(StringComparer.Ordinal);
            List<YamlEntry> inOrder = [];
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                if (Node(depth + 1) is not { } key || Node(depth + 1) is not { } value)
                {
                    return null;
                }

                if (Entry(key, value, entries) is { } entry)
                {
                    inOrder.Add(entry);
                }
            }

            return new YamlMap(inOrder, Place(path, start.Start), issues);
        }

        private YamlEntry? Entry(YamlNode key, YamlNode value, Dictionary<string, YamlEntry> known)
        {
            if (key is not YamlScalar scalar)
            {
                key.Report(YamlIssues.Mistyped, $"a key must be text, not {key.Description}");
                _stopped = true;
                return null;
            }

            YamlEntry entry = new(scalar.Text, key.Position, value);
            if (known.TryAdd(scalar.Text, entry))
            {
                return entry;
            }

            key.Report(YamlIssues.DuplicateKey, $"'{scalar.Text}' stands here again; first on line {known[scalar.Text].KeyPosition.Line}");
            return null;
        }

        private YamlNode? Refuse(IssueCode code, string message, ParsingEvent here)
        {
            issues.Add(code, message, Place(path, here.Start));
            _stopped = true;
            return null;
        }
    }
}
