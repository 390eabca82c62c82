using Parley.Engine.Dictionary;
using Parley.Engine.Expressions;

namespace Parley.Engine.Sharing;

/// <summary>A record as conditions in jq see it: its attributes, and its links under <c>links</c> (role, direction, type, record).</summary>
internal static class RecordJson
{
    /// <summary>The record with its links. Direction <c>out</c> when the record stands first, <c>in</c> when it stands second.</summary>
    public static JqValue Of(Bundle bundle, int record, LinkEnds ends)
    {
        List<KeyValuePair<string, JqValue>> members = Members(bundle.Records[record]);
        List<JqValue> links = [];
        foreach (int place in ends.Of(record))
        {
            Link link = bundle.Links[place];
            bool isOut = link.From == record;
            Record far = bundle.Records[isOut ? link.To : link.From];
            links.Add(JqValue.FromMembers(
            [
                new("role", JqValue.From(link.Role.Name)),
                new("direction", JqValue.From(isOut ? "out" : "in")),
                new("type", JqValue.From(far.Type.Name)),
                new("record", JqValue.FromMembers(Members(far))),
            ]));
        }

        members.Add(new("links", JqValue.FromItems(links)));
        return JqValue.FromMembers(members);
    }

    private static List<KeyValuePair<string, JqValue>> Members(Record record)
    {
        List<KeyValuePair<string, JqValue>> members = [];
        foreach (ref readonly AttributeValue item in record.Attributes)
        {
            members.Add(new(item.Attribute.Name, item.Attribute.Many && item.Value.Form != ValueForm.List
                ? JqValue.FromItems([ValueOf(item.Value)])
                : ValueOf(item.Value)));
        }

        return members;
    }

    // As the dictionary's own JSON writes values.
    private static JqValue ValueOf(Value value) => value.Form switch
    {
        ValueForm.Number => JqValue.From((double)value.AsNumber),
        ValueForm.Boolean => JqValue.From(value.AsBoolean),
        ValueForm.Point => JqValue.FromMembers([new("latitude", JqValue.From(value.AsLatitude)), new("longitude", JqValue.From(value.AsLongitude))]),
        ValueForm.List => JqValue.FromItems(value.Values.ToArray().Select(ValueOf)),
        _ => JqValue.From(value.ToString()),
    };
}
