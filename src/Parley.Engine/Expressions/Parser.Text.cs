using System.Globalization;
using System.Text;

namespace Parley.Engine.Expressions;

/// <content>Strings and formats.</content>
internal sealed partial class Parser
{
    private Node ParseFormat()
    {
        Token token = _token;
        NativeFunction format = Builtins.Format("@" + token.Text) ?? throw Unknown($"@{token.Text} is not a valid format", token.Offset);
        Advance();
        return _token.Kind == TokenKind.Quote ? ParseString(format) : new NativeNode(token.Offset, format, []);
    }

    /// <summary>A string; the current token is its opening quote, and the lexer stands right after it.</summary>
    private Node ParseString(NativeFunction? format)
    {
        int start = _token.Offset;
        var literals = new List<string>();
        var values = new List<Node>();
        while (ReadLiteral(start, literals))
        {
            Advance();
            values.Add(ParsePipe());
            if (!Is(")"))
            {
                throw Fail($"expected ), found {_token.Text}", _token.Offset);
            }
        }

        Advance();
        return values.Count == 0
            ? new LiteralNode(start, JqValue.From(literals[0]))
            : new StringNode(start, [.. literals], [.. values], format ?? Builtins.Format("@text")!);
    }

    /// <summary>The characters up to the next interpolation (true) or the closing quote (false).</summary>
    private bool ReadLiteral(int start, List<string> literals)
    {
        string text = _lexer.Text;
        var literal = new StringBuilder();
        while (true)
        {
            int at = _lexer.Position;
            if (at >= text.Length)
            {
                throw Fail("the string does not end", start);
            }

            _lexer.Position++;
            bool escaped = text[at] == '\\';
            bool interpolates = escaped && at + 1 < text.Length && text[at + 1] == '(';
            if (text[at] == '"' || interpolates)
            {
                _lexer.Position += interpolates ? 1 : 0;
                literals.Add(JqText.Repair(literal.ToString()));
                return interpolates;
            }

            _ = escaped ? literal.Append(Escape(at)) : literal.Append(text[at]);
        }
    }

    private string Escape(int at)
    {
        string text = _lexer.Text;
        char c = at + 1 < text.Length ? text[at + 1] : '\0';
        _lexer.Position = at + 2;
        if (c == 'u' && at + 6 <= text.Length && ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit))
        {
            _lexer.Position = at + 6;
            return ((char)unit).ToString();
        }

        return c switch
        {
            '"' or '\\' or '/' => c.ToString(),
            'n' => "\n",
            't' => "\t",
            'r' => "\r",
            'b' => "\b",
            'f' => "\f",
            _ => throw Fail("unknown escape in a string", at),
        };
    }
}
