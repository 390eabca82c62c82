namespace Wexshire.Estate.Hosting;

/// <summary>How a system misbehaves when it is told to.</summary>
internal enum FaultMode
{
    None,
    Down,
    Slow,
    Error,
    Rubbish,
}
