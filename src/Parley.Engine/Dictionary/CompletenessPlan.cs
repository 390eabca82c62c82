namespace Parley.Engine.Dictionary;

/// <summary>The completeness rules of a dictionary with their terms resolved, so that evaluation neither parses nor looks up names.</summary>
internal sealed class CompletenessPlan
{
    private readonly Dictionary<string, Requirement[]> _requirements;
    private readonly ILookup<string, EntityRole> _defaults;
    private readonly PoleDictionary _dictionary;

    public CompletenessPlan(PoleDictionary dictionary)
    {
        _dictionary = dictionary;
        _requirements = dictionary.RoleList.ToDictionary(
            r => r.Name, r => r.Completeness.Select(c => new Requirement(c, dictionary)).ToArray(), StringComparer.Ordinal);
        _defaults = dictionary.RoleList.Where(r => r.IsDefault).ToLookup(r => r.Type.Name, StringComparer.Ordinal);
    }

    /// <summary>The requirements of a role of this dictionary.</summary>
    public Requirement[] Of(EntityRole role) => _requirements[role.Name];

    /// <summary>The roles that a record plays: by the message, by its links, or else by default of its type.</summary>
    public List<EntityRole> RolesOf(Bundle bundle, int record)
    {
        Record subject = bundle.Records[record];
        List<EntityRole> roles = [];
        Add(roles, subject, subject.Role?.Name);
        foreach (Link link in bundle.Links)
        {
            Add(roles, subject, link.From == record ? link.Role.Role : null);
            Add(roles, subject, link.To == record ? link.Role.ToRole : null);
        }

        if (roles.Count == 0)
        {
            roles.AddRange(_defaults[subject.Type.Name]);
        }

        return roles;
    }

    private void Add(List<EntityRole> roles, Record record, string? name)
    {
        // An organisation can be an offender too; the rule of the standard speaks of persons only.
        if (name is not null && _dictionary.Roles.TryGetValue(name, out EntityRole? role) && role.Type.Name == record.Type.Name
            && !roles.Contains(role))
        {
            roles.Add(role);
        }
    }

    /// <summary>One rule with its alternatives resolved.</summary>
    internal sealed class Requirement
    {
        private readonly CompletenessTerm[][] _alternatives;

        public Requirement(CompletenessRule rule, PoleDictionary dictionary)
        {
            Rule = rule;
            _alternatives = [.. rule.AnyOf.Select(a => a.Select(t => CompletenessTerm.Resolve(t, dictionary.LinkRoleList)).ToArray())];
        }

        public CompletenessRule Rule { get; }

        /// <summary>The failure of the rule for a record, or null when it holds.</summary>
        public CompletenessFailure? FailureOf(Bundle bundle, int record)
        {
            int held = 0;
            foreach (CompletenessTerm[] alternative in _alternatives)
            {
                if (Array.TrueForAll(alternative, t => t.Holds(bundle, record)) && ++held == Rule.AtLeast)
                {
                    return null;
                }
            }

            return new CompletenessFailure(Rule, held, [.. Missing(bundle, record)]);
        }

        private IEnumerable<string> Missing(Bundle bundle, int record) =>
            from alternative in _alternatives
            let missing = alternative.Where(t => !t.Holds(bundle, record)).Select(t => t.Text).ToArray()
            where missing.Length > 0
            select string.Join(" and ", missing);
    }
}
