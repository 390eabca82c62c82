namespace Parley.Engine.Expressions;

/// <content>Objects, and the patterns that take values apart.</content>
internal sealed partial class Parser
{
    private ObjectNode ParseObject(int offset)
    {
        var members = new List<(Node Name, Node Value)>();
        while (!Is("}"))
        {
            members.Add(ParseMember());
            if (!Is("}"))
            {
                Expect(",");
            }
        }

        Advance();
        return new ObjectNode(offset, [.. members]);
    }

    private (Node Name, Node Value) ParseMember()
    {
        Token token = _token;
        if (token.Kind == TokenKind.Variable)
        {
            Advance();
            return Accept(":")
                ? (Variable(token), Nested(ParseMemberValue))
                : (new LiteralNode(token.Offset, JqValue.From(token.Text)), Variable(token));
        }

        Node name = ParseMemberName(out bool mayStandAlone);
        if (name is LiteralNode { Value: not JqString and var constant })
        {
            throw Fail($"Cannot use {Machine.KindName(constant)} ({constant}) as object key", token.Offset);
        }

        if (Accept(":"))
        {
            return (name, Nested(ParseMemberValue));
        }

        return mayStandAlone ? (name, new IndexNode(token.Offset, new IdentityNode(token.Offset), name)) : throw Unexpected();
    }

    private Node ParseMemberName(out bool mayStandAlone)
    {
        Token token = _token;
        mayStandAlone = true;
        switch (token.Kind)
        {
            case TokenKind.Name:
                Advance();
                return new LiteralNode(token.Offset, JqValue.From(token.Text));
            case TokenKind.Quote or TokenKind.Format:
                return token.Kind == TokenKind.Quote ? ParseString(null) : ParseFormat();
            default:
                mayStandAlone = false;
                Expect("(");
                Node name = ParsePipe();
                Expect(")");
                return name;
        }
    }

    private Node ParseMemberValue()
    {
        Node value = ParseBinary(NoCommaLevel);
        int offset = _token.Offset;
        return Accept("|") ? new PipeNode(offset, value, Nested(ParseMemberValue)) : value;
    }

    private Pattern ParsePattern()
    {
        Token token = _token;
        if (token.Kind == TokenKind.Variable)
        {
            Advance();
            _scope.Push("$" + token.Text);
            return new VariablePattern();
        }

        var at = new IdentityNode(token.Offset);
        if (Accept("["))
        {
            return new ArrayPattern(at, [.. PatternList("]", ParsePattern)]);
        }

        Expect("{");
        return new ObjectPattern(at, [.. PatternList("}", ParsePatternMember)]);
    }

    private List<T> PatternList<T>(string end, Func<T> parse)
    {
        var items = new List<T>();
        do
        {
            items.Add(Nested(parse));
        }
        while (Accept(","));
        Expect(end);
        return items;
    }

    private (bool BindsWhole, Node Key, Pattern? Inner) ParsePatternMember()
    {
        Token token = _token;
        if (token.Kind == TokenKind.Variable)
        {
            Advance();
            _scope.Push("$" + token.Text);
            return (true, new LiteralNode(token.Offset, JqValue.From(token.Text)), Accept(":") ? Nested(ParsePattern) : null);
        }

        Node key = ParseMemberName(out _);
        Expect(":");
        return (false, key, Nested(ParsePattern));
    }
}
