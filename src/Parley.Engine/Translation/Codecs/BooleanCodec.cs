using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>Truth values as words (<c>Y</c>, <c>N</c>), or as the format's own true and false.</summary>
internal sealed class BooleanCodec : ValueCodec
{
    private readonly byte[][] _true;
    private readonly byte[][] _false;
    private readonly bool _own;

    /// <summary>The first word of each list is the one written.</summary>
    public BooleanCodec(IReadOnlyList<string> trueWords, IReadOnlyList<string> falseWords, bool own)
    {
        _true = [.. trueWords.Select(Encoding.UTF8.GetBytes)];
        _false = [.. falseWords.Select(Encoding.UTF8.GetBytes)];
        _own = own;
        How = $"true as {trueWords[0]}, false as {falseWords[0]}";
    }

    /// <summary>JSON true and false; in other formats the words.</summary>
    public static BooleanCodec Default { get; } = new(["true", "1"], ["false", "0"], true);

    public override string How { get; }

    public override ScalarKind Kind => _own ? ScalarKind.Boolean : ScalarKind.Text;

    public override Value Read(ReadOnlySpan<byte> text, int node, ReadRun run)
    {
        switch (run.Tree.Kind(node))
        {
            case NodeKind.True:
                return Value.Boolean(true);
            case NodeKind.False:
                return Value.Boolean(false);
            default:
                ReadOnlySpan<byte> word = Trim(text);
                return word.IsEmpty ? Value.None
                    : Contains(_true, word) ? Value.Boolean(true)
                    : Contains(_false, word) ? Value.Boolean(false)
                    : run.Fault(node, TranslationIssues.BadValue, $"{ReadRun.Quote(text)} is neither true nor false; known words: {Words(_true)} and {Words(_false)}");
        }
    }

    public override void Write(in Value value, Shape field, WriteRun run) =>
        run.Emit(field, (value.AsBoolean ? _true : _false)[0], Kind);

    private static bool Contains(byte[][] words, ReadOnlySpan<byte> word)
    {
        foreach (byte[] candidate in words)
        {
            if (word.SequenceEqual(candidate))
            {
                return true;
            }
        }

        return false;
    }

    private static string Words(byte[][] words) => string.Join(", ", words.Select(Encoding.UTF8.GetString));
}
