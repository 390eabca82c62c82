namespace Parley.Engine.Sharing;

/// <summary>Onward sharing by the recipient.</summary>
/// <param name="Permitted">False by default: what was received goes no further.</param>
/// <param name="To">Organisations and groups it may go to; an empty list is nobody.</param>
public sealed record OnwardDefinition(bool Permitted, IReadOnlyList<string> To);
