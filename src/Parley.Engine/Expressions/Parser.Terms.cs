namespace Parley.Engine.Expressions;

/// <content>Terms: literals, variables, brackets, and the words that begin something.</content>
internal sealed partial class Parser
{
    private Node ParseTerm()
    {
        Token token = _token;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Advance();
                return new LiteralNode(token.Offset, JqNumberText.TryRead(token.Text, isStrict: false) ?? throw Fail($"{token.Text} is no number", token.Offset));
            case TokenKind.Field:
                Advance();
                return new IndexNode(token.Offset, new IdentityNode(token.Offset), new LiteralNode(token.Offset, JqValue.From(token.Text)));
            case TokenKind.Quote:
                return ParseString(null);
            case TokenKind.Format:
                return ParseFormat();
            case TokenKind.Variable:
                Advance();
                return Variable(token);
            case TokenKind.Name:
                return ParseWord(token);
            case TokenKind.Operator:
                return ParseSymbol(token);
            default:
                throw Unexpected();
        }
    }

    private Node ParseSymbol(Token token)
    {
        if (Accept(".."))
        {
            return Builtins.Recursive(token.Offset);
        }

        if (Accept("."))
        {
            var identity = new IdentityNode(token.Offset);
            return _token.Kind == TokenKind.Quote ? new IndexNode(token.Offset, identity, ParseString(null)) : identity;
        }

        if (Accept("("))
        {
            Node inner = ParsePipe();
            Expect(")");
            return inner;
        }

        if (Accept("["))
        {
            Node body = Is("]") ? new EmptyNode(token.Offset) : ParsePipe();
            Expect("]");
            return new ArrayNode(token.Offset, body);
        }

        return Accept("{") ? ParseObject(token.Offset) : throw Unexpected();
    }

    private Node ParseWord(Token token)
    {
        Advance();
        return token.Text switch
        {
            "null" => new LiteralNode(token.Offset, JqValue.Null),
            "true" => new LiteralNode(token.Offset, JqValue.True),
            "false" => new LiteralNode(token.Offset, JqValue.False),
            "if" => Nested(() => ParseIf(token.Offset)),
            "try" => ParseTry(token.Offset),
            "reduce" => ParseReduce(token.Offset),
            "foreach" => ParseForeach(token.Offset),
            "label" => ParseLabel(token.Offset),
            "break" => ParseBreak(token.Offset),
            "import" or "include" or "module" or "then" or "elif" or "else" or "end" or "as" or "catch" or "and" or "or" or "def" or "__loc__" =>
                throw Fail($"unexpected {token.Text}", token.Offset),
            _ => ParseCall(token),
        };
    }

    private Node Variable(Token token)
    {
        if (token.Text == "__loc__")
        {
            int line = JqError.At(JqCodes.Syntax, "", _lexer.Text, token.Offset).Line;
            return new LiteralNode(token.Offset, new JqObject(["file", "line"], [JqValue.From(_file ?? "<top-level>"), JqValue.From(line)]));
        }

        if (_scope.Find("$" + token.Text) is var (up, _, constant))
        {
            return constant is null ? new VariableNode(token.Offset, up) : new LiteralNode(token.Offset, constant);
        }

        if (token.Text == "ENV" && _settings.Host is not null)
        {
            return new NativeNode(token.Offset, Builtins.Find("env", 0)!, []);
        }

        throw token.Text is "ENV"
            ? Outside($"${token.Text} is outside the subset: the engine has no environment; pass values in as variables", token.Offset)
            : Unknown($"${token.Text} is not defined", token.Offset);
    }
}
