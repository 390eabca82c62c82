namespace Parley.Engine.Expressions;

/// <summary>The kinds of token of a jq program.</summary>
internal enum TokenKind
{
    End,
    Name,
    Field,
    Variable,
    Number,
    Quote,
    Format,
    Operator,
    Bad,
}
