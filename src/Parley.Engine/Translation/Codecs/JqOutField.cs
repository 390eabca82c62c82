using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Expressions;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Codecs;

/// <summary>A field computed from a record by an expression, on the way out only. The expression sees the record's attributes as an object.</summary>
/// <param name="program">The expression.</param>
/// <param name="text">Its text.</param>
/// <param name="letters">How a text is written (length, case); null to write it as it is.</param>
internal sealed class JqOutField(JqProgram program, string text, TextCodec? letters) : FieldCodec
{
    public override string How => "jq " + text;

    public override CodecFidelity Fidelity => CodecFidelity.Lost;

    public override string Why => "computed on the way out only";

    public override Value Read(ReadRun run, int place, PathReader[] fields) => Value.None;

    public override void Write(in Value value, int part, Shape field, WriteRun run)
    {
        Record record = run.Bundle.Records[run.RecordIndex];
        List<KeyValuePair<string, JqValue>> members = [];
        foreach (ref readonly AttributeValue attribute in record.Attributes)
        {
            members.Add(KeyValuePair.Create(attribute.Attribute.Name, ToJq(attribute.Value, attribute.Attribute.Many)));
        }

        if (!program.TryFirst(JqValue.FromMembers(members), out JqValue? answer, out JqError? error))
        {
            run.Fault(TranslationIssues.ExpressionFailed, field, error.Message);
            return;
        }

        switch (answer?.Kind)
        {
            case null or JqKind.Null:
                break;
            case JqKind.String when letters is not null:
                letters.Write(Value.Text(answer.AsString), field, run);
                break;
            case JqKind.String:
                run.Emit(field, answer.AsString);
                break;
            case JqKind.Number:
                run.Emit(field, answer.ToUtf8(), ScalarKind.Number);
                break;
            case JqKind.True or JqKind.False:
                run.Emit(field, answer.ToUtf8(), ScalarKind.Boolean);
                break;
            default:
                run.Emit(field, answer.ToUtf8(), ScalarKind.Text);
                break;
        }
    }

    private static JqValue ToJq(Value value, bool many)
    {
        if (many && value.Form != ValueForm.List)
        {
            return JqValue.FromItems([ToJq(value, false)]);
        }

        switch (value.Form)
        {
            case ValueForm.List:
                List<JqValue> items = [];
                foreach (Value item in value.Values)
                {
                    items.Add(ToJq(item, false));
                }

                return JqValue.FromItems(items);
            case ValueForm.Boolean:
                return JqValue.From(value.AsBoolean);
            case ValueForm.Number:
                return JqValue.TryParse(Encoding.UTF8.GetBytes(value.ToString()), out JqValue? number, out _) ? number : JqValue.Null;
            default:
                return JqValue.From(value.ToString());
        }
    }
}
