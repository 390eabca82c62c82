using Microsoft.Extensions.Logging;

namespace Parley.Server.Tests.Support;

/// <summary>A log of one class that keeps the numbers of its events.</summary>
internal sealed class RecordingLogOf<T> : RecordingLog, ILogger<T>;
