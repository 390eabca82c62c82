using Parley.Engine.Issues;

namespace Parley.Engine.Sharing;

/// <summary>An agreement between the two parties that does not permit a disclosure.</summary>
/// <param name="Agreement">The agreement.</param>
/// <param name="State">Its state on the day.</param>
/// <param name="Code">Why it does not.</param>
/// <param name="Why">The same in words.</param>
public sealed record RejectedAgreement(AgreementDefinition Agreement, AgreementState State, IssueCode Code, string Why);
