namespace Parley.Engine.Sharing;

/// <summary>Gathers what a pair's agreements say of one record type.</summary>
/// <param name="shape">The type.</param>
/// <param name="condition">Makes the condition of a clause, with the rank of the highest marking; without a rank, that of a prohibition.</param>
internal sealed class TypePlanBuilder(TypeShape shape, Func<SharingClause, int?, Condition> condition)
{
    private readonly List<GrantSource> _sources = [];
    private readonly List<ProhibitionRule> _prohibitions = [];
    private readonly ulong[] _sensitive = new ulong[shape.Width];
    private Condition? _open;

    /// <summary>Permits all of the type without an agreement.</summary>
    public void Open(Condition always) => _open = always;

    /// <summary>Adds what an agreement permits.</summary>
    public void Grant(PolicyAgreement agreement, int place, string recipient)
    {
        foreach (GrantDefinition grant in agreement.Agreement.Grants.Where(g => g.IsAbout(shape.Type)))
        {
            ulong[] mask = shape.MaskOf(grant.Attributes, grant.Classes, grant.Except);
            if (agreement.Agreement.SensitiveConditions.Count == 0)
            {
                Mask.OrBoth(_sensitive, mask, shape.Protected);
                Mask.Remove(mask, shape.Protected);
            }

            _sources.Add(new GrantSource(place, grant, condition(grant, agreement.HighestOf(grant)), agreement.Names(recipient), mask));
        }
    }

    /// <summary>Adds what an agreement forbids.</summary>
    public void Prohibit(PolicyAgreement agreement, int place)
    {
        foreach (ProhibitionDefinition prohibition in agreement.Agreement.Prohibitions.Where(p => p.IsAbout(shape.Type)))
        {
            _prohibitions.Add(new ProhibitionRule(
                condition(prohibition, null),
                place,
                prohibition.IsWhole,
                prohibition.IsWhole ? shape.All : shape.MaskOf(prohibition.Attributes, prohibition.Classes, []),
                prohibition));
        }
    }

    /// <summary>The plan; null when nothing is said of the type.</summary>
    public TypePlan? Build() => _sources.Count == 0 && _prohibitions.Count == 0 && _open is null ? null : new TypePlan
    {
        Shape = shape,
        Grants = [.. Rules().OrderBy(r => r.Condition.Order)],
        Prohibitions = [.. _prohibitions],
        Sensitive = _sensitive,
        Sources = [.. _sources],
    };

    // Grants with equal conditions are one rule: 200 agreements that say the same cost as much as one.
    private IEnumerable<GrantRule> Rules()
    {
        if (_open is { } always)
        {
            yield return new GrantRule(always, [new GrantEntry(-1, true, shape.All)], shape.All);
        }

        foreach (IGrouping<Condition, GrantSource> equal in _sources.GroupBy(s => s.Condition))
        {
            List<GrantEntry> entries = [];
            ulong[] named = new ulong[shape.Width];
            ulong[] all = new ulong[shape.Width];
            foreach (GrantSource source in equal.OrderBy(s => s.Agreement))
            {
                // One that adds nothing for anybody is left out; what only a naming agreement may carry is counted apart.
                if (Mask.Adds(source.Mask, shape.All, all) || (source.Named && Mask.Adds(source.Mask, shape.All, named)))
                {
                    entries.Add(new GrantEntry(source.Agreement, source.Named, source.Mask));
                    Mask.Or(all, source.Mask);
                    Mask.Or(source.Named ? named : all, source.Mask);
                }
            }

            if (!Mask.IsEmpty(all))
            {
                yield return new GrantRule(equal.Key, [.. entries], all);
            }
        }
    }
}
