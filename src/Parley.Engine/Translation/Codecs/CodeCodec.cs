using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>What becomes of a code that the map does not have.</summary>
internal enum UnmappedPolicy
{
    /// <summary>The source's code is kept as text and flagged.</summary>
    Keep,

    /// <summary>The value is refused.</summary>
    Reject,

    /// <summary>The field takes any text: text and codes without a counterpart are written in words, and read as they stand.</summary>
    Text,
}

/// <summary>
/// Codes of the source, translated to entries of the dictionary's list and back. For an attribute that is a text or an identifier, the table's list is made
/// of the texts that its rows name (<see cref="CodeTable.IsOfTexts"/>), and the value is the text.
/// </summary>
internal sealed class CodeCodec(CodeTable table, UnmappedPolicy unmapped, bool number, string? rest = null) : ValueCodec
{
    private readonly byte[]? _rest = rest is null ? null : Encoding.UTF8.GetBytes(rest);

    public CodeTable Table => table;

    /// <summary>True when every code can be written somehow.</summary>
    public bool TakesAll => _rest is not null || unmapped == UnmappedPolicy.Text;

    public override string How => table.IsIdentity ? $"code of {table.List.Name}" : $"codes {table.Name}";

    public override ScalarKind Kind => number ? ScalarKind.Number : ScalarKind.Text;

    public override CodecFidelity Fidelity => table.Rows.Any(r => r.Relation is CodeRelation.None) || (table.IsOfTexts && !TakesAll)
        ? CodecFidelity.Narrowed
        : table.Rows.Any(r => r.Relation is not CodeRelation.Exact) || table.Rows.Where(r => r.Entry is not null).GroupBy(r => r.Entry).Any(g => g.Count() > 1)
            ? CodecFidelity.Narrowed
            : CodecFidelity.Exact;

    public override string Why => Fidelity == CodecFidelity.Exact ? ""
        : string.Join("; ", table.Rows
            .Where(r => r.Relation != CodeRelation.Exact)
            .Take(4)
            .Select(r => $"{r.Code} is {r.Relation.ToString().ToLowerInvariant()}{(r.Entry is null ? "" : " " + r.Entry.Code)}")
            .DefaultIfEmpty(table.IsOfTexts && !TakesAll ? $"only the texts of {table.Name} can be written" : "several codes have one meaning"));

    public override Value Read(ReadOnlySpan<byte> text, int node, ReadRun run)
    {
        ReadOnlySpan<byte> code = Trim(text);
        if (code.IsEmpty)
        {
            return run.Tree.Kind(node) switch
            {
                NodeKind.True => Read("true"u8, node, run),
                NodeKind.False => Read("false"u8, node, run),
                _ => Value.None,
            };
        }

        CodeTarget? target = table.Find(code);
        if (target is not null)
        {
            return target.Entry is null ? Value.None : table.IsOfTexts ? Value.Text(target.Entry.Code) : Value.Code(target.Entry);
        }

        if (_rest is not null && code.SequenceEqual(_rest))
        {
            return Value.None;
        }

        if (unmapped == UnmappedPolicy.Reject)
        {
            return run.Fault(node, TranslationIssues.BadValue, $"{ReadRun.Quote(text)} is not a code of {table.Name}");
        }

        if (!(table.List.IsOpen && table.IsIdentity) && unmapped != UnmappedPolicy.Text)
        {
            run.Warn(node, TranslationIssues.UnmappedCode, $"{ReadRun.Quote(text)} is not a code of {table.Name}; it is kept as it stands");
        }

        return Value.Text(Encoding.UTF8.GetString(code));
    }

    public override void Write(in Value value, Shape field, WriteRun run)
    {
        if (table.IsOfTexts && table.List.TryGet(value.ToString(), out CodeEntry? text) && table.WayBack(text) is { } word)
        {
            run.Emit(field, word, KindOf(word));
            return;
        }

        if (value.Form == ValueForm.Code)
        {
            byte[]? code = table.IsIdentity && ReferenceEquals(value.AsCode.List, table.List) ? value.AsCode.Utf8Code : table.WayBack(value.AsCode);
            if (code is not null)
            {
                run.Emit(field, code, KindOf(code));
                return;
            }
        }
        else if (unmapped == UnmappedPolicy.Text || (table.IsIdentity && table.List.IsOpen))
        {
            run.Emit(field, value.ToString());
            return;
        }

        if (_rest is not null)
        {
            run.Emit(field, _rest, KindOf(_rest));
            return;
        }

        if (unmapped == UnmappedPolicy.Text)
        {
            run.Emit(field, value.AsCode.Label);
            return;
        }

        run.FaultOrDefault(TranslationIssues.CodeNotCarried, field, $"'{value}' has no counterpart in {table.Name}");
    }

    // "true" and "false" are what a JSON flag is made of; nobody writes them in quotes on purpose.
    private ScalarKind KindOf(ReadOnlySpan<byte> code) =>
        code.SequenceEqual("true"u8) || code.SequenceEqual("false"u8) ? ScalarKind.Boolean : Kind;
}
