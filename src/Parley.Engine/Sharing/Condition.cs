namespace Parley.Engine.Sharing;

/// <summary>On which records a grant or prohibition bears. Compared by value, so that grants with equal conditions become one rule.</summary>
/// <param name="Roles">The entity roles by their bits in the plan; no bit is no role.</param>
/// <param name="AnyRole">True when roles are not asked for.</param>
/// <param name="Subjects">The categories of data subject by their bits in the plan.</param>
/// <param name="AnySubject">True when the category is not asked for.</param>
/// <param name="Highest">The rank of the highest marking; -1 is none.</param>
/// <param name="Where">The condition in jq, compiled once for each text; null for none.</param>
internal readonly record struct Condition(UInt128 Roles, bool AnyRole, uint Subjects, bool AnySubject, int Highest, WhereProgram? Where)
{
    /// <summary>Holds for every record up to a marking.</summary>
    public static Condition Always(int highest) => new(0, true, 0, true, highest, null);

    /// <summary>Whether roles and category are those asked for.</summary>
    public bool Fits(UInt128 roles, uint subjects) => (AnyRole || (Roles & roles) != 0) && (AnySubject || (Subjects & subjects) != 0);

    /// <summary>The order in which rules are asked: what holds for any role first, what costs most last.</summary>
    public int Order => (Where is null ? 0 : 2) + (AnyRole ? 0 : 1);
}

