using System.Runtime.InteropServices;
using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Definition;

namespace Parley.Engine.Translation.Plans;

/// <summary>The working state of reading one message; rented, so that its lists and tree are reused.</summary>
internal sealed class ReadRun(MessageReader reader)
{
    private readonly List<Link> _links = [];
    private readonly HashSet<Link> _repeatable = [];

    // The keys of the rules that references were looked up in, so that a thousand references do not search a thousand records each.
    private readonly Dictionary<(int Rule, string Key), int> _keys = [];
    private readonly HashSet<int> _keyed = [];

    public MessageReader Reader { get; } = reader;

    public MessageTree Tree { get; } = new();

    public List<int> Nodes { get; } = [];

    /// <summary>The values found so far of attributes that take several; a stack, as <see cref="Nodes"/> is.</summary>
    public List<Value> Values { get; } = [];

    /// <summary>The records found so far.</summary>
    public List<Record> Records { get; } = [];

    public IssueSink Issues { get; set; } = null!;

    /// <summary>The node that paths start from: the document, or the element that the translation names as its root.</summary>
    public int Root { get; set; }

    /// <summary>The attribute that is being read, for issues.</summary>
    public AttributeRule? Attribute { get; set; }

    /// <summary>The record rule that is being read, for issues.</summary>
    public RecordRule? Record { get; set; }

    /// <summary>The day that dates are held against; null leaves the dictionary's value rules unchecked.</summary>
    public DateOnly? Today { get; set; }

    /// <summary>Takes what a value rule finds until its place is known.</summary>
    public IssueSink RuleIssues { get; } = new();

    /// <summary>Takes each value with the field it came from, or null when nobody asks.</summary>
    public TranslationTrace? Trace { get; set; }

    /// <summary>All record instances found so far, of all rules.</summary>
    public List<Instance> Instances { get; } = [];

    /// <summary>Where each rule's instances begin; one more entry than rules.</summary>
    public int[] FirstInstance { get; set; } = [];

    /// <summary>Forgets the message before.</summary>
    public void Begin()
    {
        Instances.Clear();
        Records.Clear();
        _links.Clear();
        _repeatable.Clear();
        Nodes.Clear();
        Values.Clear();
        _keys.Clear();
        _keyed.Clear();
    }

    /// <summary>Adds a record and gives its place in the bundle.</summary>
    public int Add(Record record)
    {
        Records.Add(record);
        return Records.Count - 1;
    }

    /// <summary>Adds a link, once.</summary>
    /// <param name="link">The link.</param>
    /// <param name="mayRepeat">Whether it can have been added before, by the same rule or by another of which this is true as well.</param>
    public void Add(Link link, bool mayRepeat)
    {
        if (!mayRepeat || _repeatable.Add(link))
        {
            _links.Add(link);
        }
    }

    /// <summary>The records and links as a bundle, which takes no more memory than it needs; the run keeps none.</summary>
    public Bundle ToBundle()
    {
        Bundle bundle = new(CollectionsMarshal.AsSpan(Records), CollectionsMarshal.AsSpan(_links));
        Records.Clear();
        return bundle;
    }

    /// <summary>The values collected since a mark, as one: none, the only one, or a list.</summary>
    public Value TakeValues(int mark)
    {
        int count = Values.Count - mark;
        Value all = count switch
        {
            0 => Value.None,
            1 => Values[mark],
            _ => Value.List(CollectionsMarshal.AsSpan(Values)[mark..].ToArray()),
        };
        Values.RemoveRange(mark, count);
        return all;
    }

    /// <summary>The first instance of a rule that the message names by a key; -1 when there is none.</summary>
    public int FindByKey(RecordPlan plan, string key)
    {
        if (_keyed.Add(plan.Ordinal))
        {
            for (int i = FirstInstance[plan.Ordinal]; i < FirstInstance[plan.Ordinal + 1]; i++)
            {
                int node = plan.Key?.First(Tree, Root, Instances[i].Place) ?? 0;
                string? own = plan.Rule.KeyConstant ?? (node == 0 ? null : Tree.String(node));
                if (own is not null)
                {
                    _keys.TryAdd((plan.Ordinal, own), i);
                }
            }
        }

        return _keys.GetValueOrDefault((plan.Ordinal, key), -1);
    }

    /// <summary>Reports a faulty value; the value is lost.</summary>
    public Value Fault(int node, IssueCode code, string message)
    {
        Issues.Add(new Issue(code, message)
        {
            Position = node == 0 ? default : Tree.PositionOf(node),
            Path = PathOf(node),
            LosesData = true,
        });
        return Value.None;
    }

    /// <summary>Reports something about a value that is carried all the same.</summary>
    public void Warn(int node, IssueCode code, string message) => Issues.Add(new Issue(code, message)
    {
        Position = node == 0 ? default : Tree.PositionOf(node),
        Path = PathOf(node),
    });

    /// <summary>The text of a node; the words true and false for a flag, which has no text.</summary>
    public ReadOnlySpan<byte> WordOf(int node) => Tree.Kind(node) switch
    {
        NodeKind.True => "true"u8,
        NodeKind.False => "false"u8,
        _ => Tree.Text(node),
    };

    /// <summary>A text for a message to people: at most 60 characters of it, in quotes.</summary>
    public static string Quote(ReadOnlySpan<byte> text)
    {
        string whole = Encoding.UTF8.GetString(text[..Math.Min(text.Length, 240)]);
        return whole.Length <= 60 ? $"'{whole}'" : $"'{whole[..57]}...'";
    }

    /// <summary>Attribute and field, for issues: <c>caller.telephones &lt; caller.phone</c>.</summary>
    public string PathOf(int node)
    {
        string field = node == 0 ? "" : Tree.ShapeOf(node).Path;
        return Attribute is null ? field : $"{Record!.Name}.{Attribute.Attribute.Name}{(field.Length == 0 ? "" : " < " + field)}";
    }

    /// <summary>One record found in the message.</summary>
    /// <param name="Place">The node of its place.</param>
    /// <param name="Parent">The instance of the parent rule it stands in, or -1.</param>
    /// <param name="Record">Its place in the bundle; -1 when it turned out not to exist.</param>
    public readonly record struct Instance(int Place, int Parent, int Record);
}
