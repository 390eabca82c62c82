using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary>A notice that is ready to be recorded.</summary>
/// <param name="Row">The notice.</param>
/// <param name="Record">The exchange that tells; null where the corrected message itself does.</param>
internal sealed record NoticeDraft(NoticeRow Row, ExchangeRecord? Record);
