namespace Parley.Engine.Expressions;

/// <content>Pipes, operators and what follows a term.</content>
internal sealed partial class Parser
{
    private const int CommaLevel = 1;
    private const int NoCommaLevel = 2;

    private Node ParsePipe() => Nested(() => IsWord("def") ? ParseDefinition() : ParsePipeline());

    private Node ParsePipeline()
    {
        Node left = ParseBinary(CommaLevel);
        int offset = _token.Offset;
        return Accept("|") ? new PipeNode(offset, left, ParsePipe()) : left;
    }

    private Node ParseBinary(int level)
    {
        Node left = ParseUnary();
        while (_token.Kind is TokenKind.Operator or TokenKind.Name && Level(_token.Text) is var found && found >= level)
        {
            Token op = _token;
            Advance();
            // The alternative operator groups to the right; assignments and comparisons do not group at all.
            Node right = ParseBinary(op.Text == "//" ? found : found + 1);
            left = Combine(op, left, right);
            if (found is 3 or 6 && _token.Kind == TokenKind.Operator && Level(_token.Text) == found)
            {
                throw Fail($"{_token.Text} after {op.Text} needs brackets", _token.Offset);
            }
        }

        return left;
    }

    private static int Level(string op) => op switch
    {
        "," => CommaLevel,
        "//" => NoCommaLevel,
        "=" or "|=" or "+=" or "-=" or "*=" or "/=" or "%=" or "//=" => 3,
        "or" => 4,
        "and" => 5,
        "==" or "!=" or "<" or "<=" or ">" or ">=" => 6,
        "+" or "-" => 7,
        "*" or "/" or "%" => 8,
        _ => 0,
    };

    private static Node Combine(Token op, Node left, Node right) => op.Text switch
    {
        "," => new CommaNode(op.Offset, left, right),
        "//" => new AlternativeNode(op.Offset, left, right),
        "=" => new AssignNode(op.Offset, left, right),
        "|=" => new UpdateNode(op.Offset, left, right),
        "+=" or "-=" or "*=" or "/=" or "%=" or "//=" => new ArithmeticUpdateNode(op.Offset, left, Operation(op.Text[..^1]), right),
        "and" or "or" => new LogicNode(op.Offset, left, right, op.Text == "and"),
        _ => new BinaryNode(op.Offset, Operation(op.Text), left, right),
    };

    private static BinaryOperator Operation(string op) => op switch
    {
        "+" => Operators.Add,
        "-" => Operators.Subtract,
        "*" => Operators.Multiply,
        "/" => Operators.Divide,
        "%" => Operators.Modulo,
        "//" => Operators.Otherwise,
        "==" => Operators.Equal,
        "!=" => Operators.NotEqual,
        "<" => Operators.Less,
        "<=" => Operators.LessOrEqual,
        ">" => Operators.Greater,
        _ => Operators.GreaterOrEqual,
    };

    private Node ParseUnary()
    {
        int offset = _token.Offset;
        if (!Accept("-"))
        {
            return IsWord("def") ? ParsePipe() : ParsePostfix(mayBind: true);
        }

        Node operand = Nested(ParseUnary);
        return operand is LiteralNode { Value: JqNumber n } ? new LiteralNode(offset, JqValue.From(-n.Value)) : new NegateNode(offset, operand);
    }

    private Node ParsePostfix(bool mayBind)
    {
        Node node = ParseTerm();
        while (true)
        {
            int offset = _token.Offset;
            if (_token.Kind == TokenKind.Field)
            {
                node = new IndexNode(offset, node, new LiteralNode(offset, JqValue.From(_token.Text)));
                Advance();
            }
            else if (Accept("?"))
            {
                node = new TryNode(offset, node, null);
            }
            else if (Is("[") || Is("."))
            {
                bool dot = Accept(".");
                node = dot && _token.Kind == TokenKind.Quote ? new IndexNode(offset, node, ParseString(null))
                    : Accept("[") ? ParseBracket(offset, node)
                    : throw Unexpected();
            }
            else if (mayBind && AcceptWord("as"))
            {
                return ParseBind(offset, node);
            }
            else
            {
                return node;
            }
        }
    }

    /// <summary>After <c>f[</c>: iteration, index or slice.</summary>
    private Node ParseBracket(int offset, Node target)
    {
        if (Accept("]"))
        {
            return new IterateNode(offset, target);
        }

        if (Accept(":"))
        {
            Node to = ParsePipe();
            Expect("]");
            return new SliceNode(offset, target, null, to);
        }

        Node key = ParsePipe();
        if (!Accept(":"))
        {
            Expect("]");
            return new IndexNode(offset, target, key);
        }

        Node? end = Is("]") ? null : ParsePipe();
        Expect("]");
        return new SliceNode(offset, target, key, end);
    }
}
