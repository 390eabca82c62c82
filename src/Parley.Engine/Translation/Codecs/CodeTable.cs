using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;

namespace Parley.Engine.Translation.Codecs;

/// <summary>A code map compiled for both directions.</summary>
internal sealed class CodeTable
{
    private readonly Utf8Map<CodeTarget> _in;
    private readonly Dictionary<CodeEntry, byte[]> _out = [];
    private readonly bool _ignoreCase;

    public CodeTable(string name, CodeList list, IReadOnlyList<CodeTarget> rows, bool ignoreCase)
    {
        Name = name;
        List = list;
        Rows = rows;
        _ignoreCase = ignoreCase;
        _in = new Utf8Map<CodeTarget>(rows
            .DistinctBy(r => Key(r.Code), StringComparer.Ordinal)
            .Select(r => KeyValuePair.Create(Key(r.Code), r)));

        // The way back: the row marked as preferred, then an exact one, then the first.
        foreach (CodeTarget row in rows
            .Where(r => r.Entry is not null)
            .OrderBy(r => r.Preferred ? 0 : r.Relation == CodeRelation.Exact ? 1 : 2))
        {
            _out.TryAdd(row.Entry!, Encoding.UTF8.GetBytes(row.Code));
        }
    }

    public string Name { get; }

    /// <summary>The dictionary's list.</summary>
    public CodeList List { get; }

    public IReadOnlyList<CodeTarget> Rows { get; }

    /// <summary>True when the source uses the dictionary's own codes.</summary>
    public bool IsIdentity { get; init; }

    /// <summary>True when the codes stand for texts, and the list is only of this table.</summary>
    public bool IsOfTexts { get; init; }

    public CodeTarget? Find(ReadOnlySpan<byte> code)
    {
        if (!_ignoreCase)
        {
            return _in.Find(code);
        }

        Span<byte> lower = stackalloc byte[128];
        return code.Length > lower.Length || Ascii.ToLower(code, lower, out int written) != System.Buffers.OperationStatus.Done
            ? _in.Find(code)
            : _in.Find(lower[..written]);
    }

    /// <summary>The source's code for an entry, in UTF-8; null when there is none.</summary>
    public byte[]? WayBack(CodeEntry entry) => _out.GetValueOrDefault(entry);

    private string Key(string code) => _ignoreCase && Ascii.IsValid(code) ? code.ToLowerInvariant() : code;
}
