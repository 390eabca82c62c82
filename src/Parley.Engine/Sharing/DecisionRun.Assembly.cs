using System.Runtime.InteropServices;
using Parley.Engine.Dictionary;
using Parley.Engine.Issues;

namespace Parley.Engine.Sharing;

/// <summary>Steps 3 and 4: the records that go, without what is withheld of them, and the links between them.</summary>
internal sealed partial class DecisionRun
{
    private Record? Cut(Record record, int place, TypePlan plan, in Verdict verdict)
    {
        bool keepsRole = !Tells(place, record.Role?.Name);
        int kept = 0;
        foreach (ref readonly AttributeValue item in record.Attributes)
        {
            int at = plan.Shape.PlaceOf(item.Attribute);
            if (at >= 0 && Mask.Has(verdict.Permitted, at))
            {
                kept++;
            }
            else
            {
                (_withheld ??= []).Add(verdict.Why(place, item.Attribute, at, plan, _plan));
            }
        }

        if (!keepsRole)
        {
            (_withheld ??= []).Add(new WithheldItem(place, "role", SharingIssues.RoleTells, null));
        }

        return kept == record.Attributes.Length && keepsRole ? record : Copy(record, kept, keepsRole, plan.Shape, verdict.Permitted);
    }

    // The identifier in the source stays behind: it may be the very value that is withheld.
    private static Record Copy(Record record, int kept, bool keepsRole, TypeShape shape, ReadOnlySpan<ulong> permitted)
    {
        Record copy = new(record.Type, kept) { Role = keepsRole ? record.Role : null };
        foreach (ref readonly AttributeValue item in record.Attributes)
        {
            int at = shape.PlaceOf(item.Attribute);
            if (at >= 0 && Mask.Has(permitted, at))
            {
                copy.Append(item.Attribute, item.Value);
            }
        }

        return copy;
    }

    private Bundle Assemble(ReadOnlySpan<Record> records, bool whole)
    {
        ReadOnlySpan<Link> links = _bundle.LinkSpan;
        List<Link>? kept = null;
        int[]? places = whole ? null : Places(records.Length);
        for (int i = 0; i < links.Length; i++)
        {
            Link link = links[i];
            IssueCode? why = _states[link.From].Permitted is null || _states[link.To].Permitted is null ? SharingIssues.LinkEnd
                : Tells(link.From, link.Role.Role) || Tells(link.To, link.Role.ToRole) ? SharingIssues.RoleTells
                : null;
            if (why is not null)
            {
                kept ??= whole ? [.. links[..i]] : [];
                (_withheld ??= []).Add(new WithheldItem(link.From, "links." + link.Role.Name, why, null));
            }
            else if (kept is not null || !whole)
            {
                (kept ??= []).Add(places is null ? link : new Link(places[link.From], link.Role, places[link.To]));
            }
        }

        if (whole && kept is null)
        {
            return _bundle;
        }

        List<Record> going = [];
        for (int i = 0; i < records.Length; i++)
        {
            if (_states[i].Permitted is Record record)
            {
                going.Add(record);
            }
        }

        // What the message says of itself names senders and messages, not what was permitted; it stays behind when anything does.
        return new Bundle(CollectionsMarshal.AsSpan(going), CollectionsMarshal.AsSpan(kept));
    }

    private int[] Places(int count)
    {
        int[] places = new int[count];
        for (int i = 0, next = 0; i < count; i++)
        {
            places[i] = _states[i].Permitted is null ? -1 : next++;
        }

        return places;
    }

    // A record that goes only in certain roles must not be told to have others.
    private bool Tells(int place, string? role) =>
        role is not null && !_states[place].AnyRole && (_plan.RoleBits.GetValueOrDefault(role) & _states[place].Granted) == 0;
}
