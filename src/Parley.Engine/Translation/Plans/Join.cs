namespace Parley.Engine.Translation.Plans;

/// <summary>A link between a record rule and one bound before it.</summary>
/// <param name="Link">The link's rule.</param>
/// <param name="Other">The rule bound before.</param>
/// <param name="FromOther">True when the link is read from the other rule's record to this one's.</param>
/// <param name="SaysPlace">True when the other record says within which record of the rule's parent this one stands: it is that, or stands in it.</param>
internal sealed record Join(LinkPlan Link, RecordPlan Other, bool FromOther, bool SaysPlace);
