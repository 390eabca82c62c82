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
}

/// <summary>Codes of the source, translated to entries of the dictionary's list and back.</summary>
internal sealed class CodeCodec(CodeTable table, UnmappedPolicy unmapped, bool number) : ValueCodec
{
    public CodeTable Table => table;

    public override string How => table.IsIdentity ? $"code of {table.List.Name}" : $"codes {table.Name}";

    public override ScalarKind Kind => number ? ScalarKind.Number : ScalarKind.Text;

    public override CodecFidelity Fidelity => table.Rows.Any(r => r.Relation is CodeRelation.None)
        ? CodecFidelity.Narrowed
        : table.Rows.Any(r => r.Relation is not CodeRelation.Exact) || table.Rows.Where(r => r.Entry is not null).GroupBy(r => r.Entry).Any(g => g.Count() > 1)
            ? CodecFidelity.Narrowed
            : CodecFidelity.Exact;

    public override string Why => Fidelity == CodecFidelity.Exact ? ""
        : string.Join("; ", table.Rows
            .Where(r => r.Relation != CodeRelation.Exact)
            .Take(4)
            .Select(r => $"{r.Code} is {r.Relation.ToString().ToLowerInvariant()}{(r.Entry is null ? "" : " " + r.Entry.Code)}")
            .DefaultIfEmpty("several codes have one meaning"));

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
            return target.Entry is null ? Value.None : Value.Code(target.Entry);
        }

        if (unmapped == UnmappedPolicy.Reject)
        {
            return run.Fault(node, TranslationIssues.BadValue, $"{ReadRun.Quote(text)} is not a code of {table.Name}");
        }

        if (!table.List.IsOpen)
        {
            run.Warn(node, TranslationIssues.UnmappedCode, $"{ReadRun.Quote(text)} is not a code of {table.Name}; it is kept as it stands");
        }

        return Value.Text(Encoding.UTF8.GetString(code));
    }

    public override void Write(in Value value, Shape field, WriteRun run)
    {
        if (value.Form == ValueForm.Code)
        {
            byte[]? code = table.IsIdentity && ReferenceEquals(value.AsCode.List, table.List) ? value.AsCode.Utf8Code : table.WayBack(value.AsCode);
            if (code is not null)
            {
                run.Emit(field, code, Kind);
                return;
            }
        }
        else if (table.IsIdentity && table.List.IsOpen)
        {
            run.Emit(field, value.ToString());
            return;
        }

        run.FaultOrDefault(TranslationIssues.CodeNotCarried, field, $"'{value}' has no counterpart in {table.Name}");
    }
}
