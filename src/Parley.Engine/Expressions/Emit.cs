namespace Parley.Engine.Expressions;

/// <summary>
/// Receives one output, with its path when paths are being followed. False means: stop, because the receiver has enough or
/// because the machine holds an error, a break or an exhausted budget. Whoever gets false returns false.
/// </summary>
internal delegate bool Emit(JqValue value, JqPath? path);
