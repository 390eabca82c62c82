namespace Parley.Engine.Expressions;

/// <summary>Cuts a program into tokens, one at a time. Inside a string the parser reads characters itself.</summary>
internal sealed class Lexer(string text)
{
    private static readonly string[] Operators =
        ["?//", "//=", "|=", "+=", "-=", "*=", "/=", "%=", "==", "!=", "<=", ">=", "//", ".."];

    /// <summary>Where the next token or character begins.</summary>
    public int Position { get; set; }

    public string Text => text;

    public Token Next()
    {
        SkipBlanks();
        int start = Position;
        if (start >= text.Length)
        {
            return new Token(TokenKind.End, "the end", text.Length);
        }

        char c = text[start];
        if (char.IsAsciiDigit(c) || (c == '.' && start + 1 < text.Length && char.IsAsciiDigit(text[start + 1])))
        {
            return Number(start);
        }

        if (IsNameStart(c))
        {
            return Named(TokenKind.Name, start, 0);
        }

        bool named = start + 1 < text.Length && IsNameStart(text[start + 1]);
        if (named && c is '.' or '$' or '@')
        {
            return Named(c == '.' ? TokenKind.Field : c == '$' ? TokenKind.Variable : TokenKind.Format, start, 1);
        }

        if (c == '"')
        {
            Position++;
            return new Token(TokenKind.Quote, "\"", start);
        }

        return Operator(start, c);
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private void SkipBlanks()
    {
        while (Position < text.Length && (char.IsWhiteSpace(text[Position]) || text[Position] == '#'))
        {
            if (text[Position] == '#')
            {
                SkipComment();
            }
            else
            {
                Position++;
            }
        }
    }

    /// <summary>A comment goes on in the next line when an odd number of backslashes ends it, as in Tcl.</summary>
    private void SkipComment()
    {
        bool escaped = false;
        for (; Position < text.Length; Position++)
        {
            char c = text[Position];
            if (c == '\n' && !escaped)
            {
                return;
            }

            bool carriageReturn = c == '\r' && Position + 1 < text.Length && text[Position + 1] == '\n';
            escaped = carriageReturn ? escaped : c == '\\' && !escaped;
        }
    }

    private Token Named(TokenKind kind, int start, int skip)
    {
        int end = NameEnd(start + skip);

        // Names in modules: module::name.
        while (kind is TokenKind.Name or TokenKind.Variable && end + 2 < text.Length && text[end] == ':' && text[end + 1] == ':' && IsNameStart(text[end + 2]))
        {
            end = NameEnd(end + 2);
        }

        Position = end;
        return new Token(kind, text[(start + skip)..end], start);
    }

    private int NameEnd(int at)
    {
        while (at < text.Length && (IsNameStart(text[at]) || char.IsAsciiDigit(text[at])))
        {
            at++;
        }

        return at;
    }

    private Token Number(int start)
    {
        int end = Digits(start);
        if (end < text.Length && text[end] == '.')
        {
            end = Digits(end + 1);
        }

        if (end < text.Length && text[end] is 'e' or 'E')
        {
            int sign = end + 1 < text.Length && text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            end = Digits(sign) > sign ? Digits(sign) : end;
        }

        Position = end;
        return new Token(TokenKind.Number, text[start..end], start);
    }

    private int Digits(int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private Token Operator(int start, char c)
    {
        foreach (string op in Operators)
        {
            if (string.CompareOrdinal(text, start, op, 0, op.Length) == 0)
            {
                Position = start + op.Length;
                return new Token(TokenKind.Operator, op, start);
            }
        }

        Position++;
        return new Token(".[]{}()|,:;=<>+-*/%?".Contains(c, StringComparison.Ordinal) ? TokenKind.Operator : TokenKind.Bad, c.ToString(), start);
    }
}
