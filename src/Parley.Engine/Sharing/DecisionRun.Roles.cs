using Parley.Engine.Dictionary;

namespace Parley.Engine.Sharing;

/// <summary>Step 1: what roles and categories of data subject each record has.</summary>
internal sealed partial class DecisionRun
{
    private void FindRoles(ReadOnlySpan<Record> records)
    {
        for (int i = 0; i < records.Length; i++)
        {
            AddRole(i, records[i].Role?.Name);
        }

        foreach (ref readonly Link link in _bundle.LinkSpan)
        {
            AddRole(link.From, link.Role.Role);
            AddRole(link.To, link.Role.ToRole);
        }

        for (int i = 0; i < records.Length; i++)
        {
            if (_plan.Types.TryGetValue(records[i].Type, out TypePlan? plan))
            {
                FindDefaults(records[i], plan.Shape, ref _states[i]);
            }
        }
    }

    private void AddRole(int record, string? role)
    {
        if (role is not null)
        {
            ref RecordState state = ref _states[record];
            state.HasRole = true;
            state.Roles |= _plan.RoleBits.GetValueOrDefault(role);
            if (_plan.SubjectOfRole.TryGetValue(role, out uint subject))
            {
                state.Subjects |= subject;
            }
        }
    }

    private void FindDefaults(Record record, TypeShape shape, ref RecordState state)
    {
        if (!state.HasRole && shape.DefaultRole is string role)
        {
            state.Roles |= _plan.RoleBits.GetValueOrDefault(role);
        }

        if (shape.Subject >= 0)
        {
            Value category = record[shape.Type.Attributes[shape.Subject]];
            if (!category.IsNone)
            {
                state.Subjects |= _plan.SubjectBits.TryGetValue(category.ToString(), out uint bit) ? bit : NoCategory;
            }

            // Whom nobody has put into a category is one of the others.
            state.Subjects = state.Subjects == 0 ? _plan.SubjectBits.GetValueOrDefault("other", NoCategory) : state.Subjects;
        }
    }
}
