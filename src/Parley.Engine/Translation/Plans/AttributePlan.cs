using Parley.Engine.Translation.Definition;

namespace Parley.Engine.Translation.Plans;

/// <summary>An attribute rule with its paths compiled.</summary>
internal sealed record AttributePlan(AttributeRule Rule, PathReader[] Fields, ConditionReader[] When);
