namespace Parley.Limit.HandWritten;

/// <summary>A telephone: its type in the dictionary's code, its number in E.164.</summary>
internal readonly record struct IncidentPhone(string Type, string Number);
