namespace Parley.Engine.Sharing;

/// <summary>What a compiled plan depends on, beside the day.</summary>
internal readonly record struct PlanKey(string From, string To, string Purpose, bool HasReason, bool StandardFormat, bool Emergency)
{
    public static PlanKey Of(SharingRequest request) => new(
        request.From, request.To, request.Purpose, !string.IsNullOrWhiteSpace(request.Reason), request.StandardFormat, request.Emergency is not null);
}
