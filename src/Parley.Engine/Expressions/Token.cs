namespace Parley.Engine.Expressions;

/// <summary>One token: its kind, its text (without the dot or dollar sign) and its place.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Offset);
