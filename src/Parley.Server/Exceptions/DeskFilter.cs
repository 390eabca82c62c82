using Parley.Engine.Translation;
using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary>Which exceptions a list shows: what the store can be asked, and what is worked out of each.</summary>
/// <param name="Store">What the store is asked.</param>
/// <param name="Whose">Whose task; null for anybody's.</param>
/// <param name="Overdue">Whether it is past its time; null for both.</param>
internal sealed record DeskFilter(CaseFilter Store, Responsibility? Whose, bool? Overdue)
{
    /// <summary>Whether a case is one of those.</summary>
    public bool Takes(Case one) => (Whose is null || one.Whose == Whose) && (Overdue is null || one.IsOverdue == Overdue);
}
