using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Parley.Engine.Expressions;

/// <content>Terms, strings, objects, patterns and calls.</content>
internal sealed partial class Parser
{
    private Node ParseTerm()
    {
        Token token = _token;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Advance();
                return new LiteralNode(token.Offset, JqJsonReader.ReadNumber(token.Text));
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
            "if" => ParseIf(token.Offset),
            "try" => ParseTry(token.Offset),
            "reduce" => ParseReduce(token.Offset),
            "foreach" => ParseForeach(token.Offset),
            "label" => ParseLabel(token.Offset),
            "break" => ParseBreak(token.Offset),
            "import" or "include" => throw Outside("modules are outside the subset", token.Offset),
            "then" or "elif" or "else" or "end" or "as" or "catch" or "and" or "or" or "def" => throw Fail($"unexpected {token.Text}", token.Offset),
            _ => ParseCall(token),
        };
    }

    private IfNode ParseIf(int offset)
    {
        if (++_nesting > DeepestNesting)
        {
            throw Fail($"the program nests more than {DeepestNesting} levels deep", offset);
        }

        Node condition = ParsePipe();
        ExpectWord("then");
        Node then = ParsePipe();
        int next = _token.Offset;
        Node otherwise;
        if (AcceptWord("elif"))
        {
            otherwise = ParseIf(next);
        }
        else
        {
            otherwise = AcceptWord("else") ? ParsePipe() : new IdentityNode(offset);
            ExpectWord("end");
        }

        _nesting--;
        return new IfNode(offset, condition, then, otherwise);
    }

    private TryNode ParseTry(int offset)
    {
        Node body = Nested(() => ParsePostfix(mayBind: false));
        // With no handler nothing comes out, as with the question mark.
        return new TryNode(offset, body, AcceptWord("catch") ? Nested(() => ParsePostfix(mayBind: false)) : null);
    }

    private T Nested<T>(Func<T> parse)
    {
        if (++_nesting > DeepestNesting)
        {
            throw Fail($"the program nests more than {DeepestNesting} levels deep", _token.Offset);
        }

        T result = parse();
        _nesting--;
        return result;
    }

    private ReduceNode ParseReduce(int offset)
    {
        Node source = Nested(() => ParsePostfix(mayBind: false));
        ExpectWord("as");
        (int mark, int depth, Pattern pattern) = (_scope.Mark(), _scope.Depth, ParsePattern());
        Expect("(");
        Node init = Outer(mark, depth, ParsePipe);
        Expect(";");
        Node update = ParsePipe();
        Expect(")");
        _scope.Release(mark, depth);
        return new ReduceNode(offset, source, pattern, init, update);
    }

    private ForeachNode ParseForeach(int offset)
    {
        Node source = Nested(() => ParsePostfix(mayBind: false));
        ExpectWord("as");
        (int mark, int depth, Pattern pattern) = (_scope.Mark(), _scope.Depth, ParsePattern());
        Expect("(");
        Node init = Outer(mark, depth, ParsePipe);
        Expect(";");
        Node update = ParsePipe();
        Node extract = Accept(";") ? ParsePipe() : new IdentityNode(offset);
        Expect(")");
        _scope.Release(mark, depth);
        return new ForeachNode(offset, source, pattern, init, update, extract);
    }

    /// <summary>The initial value does not see the variables of the pattern, which are already in scope.</summary>
    private Node Outer(int mark, int depth, Func<Node> parse) => _scope.Without(mark, depth, parse);

    private LabelNode ParseLabel(int offset)
    {
        Token name = TakeVariable();
        Expect("|");
        int mark = _scope.Mark();
        int depth = _scope.Depth;
        _scope.Push("*" + name.Text);
        Node body = ParsePipe();
        _scope.Release(mark, depth);
        return new LabelNode(offset, body);
    }

    private BreakNode ParseBreak(int offset)
    {
        Token name = TakeVariable();
        return _scope.Find("*" + name.Text) is var (up, _)
            ? new BreakNode(offset, up)
            : throw new ParseFailure(JqCodes.UnknownName, $"label ${name.Text} is not defined", name.Offset);
    }

    private Token TakeVariable()
    {
        Token name = _token;
        if (name.Kind != TokenKind.Variable)
        {
            throw Fail($"expected a $name, found {name.Text}", name.Offset);
        }

        Advance();
        return name;
    }

    private Node Variable(Token token)
    {
        if (token.Text == "__loc__")
        {
            int line = JqError.At(JqCodes.Syntax, "", _lexer.Text, token.Offset).Line;
            return new LiteralNode(token.Offset, new JqObject(["file", "line"], [JqValue.From("<top-level>"), JqValue.From(line)]));
        }

        if (_scope.Find("$" + token.Text) is var (up, _))
        {
            return new VariableNode(token.Offset, up);
        }

        throw token.Text is "ENV" or "__prog_args"
            ? Outside($"${token.Text} is outside the subset: the engine has no environment; pass values in as variables", token.Offset)
            : new ParseFailure(JqCodes.UnknownName, $"${token.Text} is not defined", token.Offset);
    }

    private Node ParseCall(Token name)
    {
        var arguments = new List<Node>();
        if (Accept("("))
        {
            do
            {
                arguments.Add(ParsePipe());
            }
            while (Accept(";"));
            Expect(")");
        }

        return Call(name, [.. arguments]);
    }

    private Node Call(Token name, Node[] arguments)
    {
        string key = $"{name.Text}/{arguments.Length}";
        if (_scope.Find(key) is var (up, function))
        {
            return function is null ? new ClosureNode(name.Offset, up) : new CallNode(name.Offset, function, up, arguments);
        }

        // Names with an underscore in front are the prelude's own.
        bool visible = _isPrelude || name.Text[0] != '_';
        if (visible && Builtins.Special(name.Text, name.Offset, arguments) is { } special)
        {
            return special;
        }

        if (visible && Builtins.Find(name.Text, arguments.Length) is { } native)
        {
            return new NativeNode(name.Offset, native, arguments);
        }

        if (!_isPrelude && visible && Prelude.Find(name.Text, arguments.Length) is { } defined)
        {
            CheckPattern(name.Text, arguments);
            return new CallNode(name.Offset, defined, _scope.Depth, arguments);
        }

        throw Builtins.WhyLeftOut(name.Text) is { } why
            ? Outside($"{key} is outside the subset: {why}", name.Offset)
            : new ParseFailure(JqCodes.UnknownName, $"{key} is not defined", name.Offset);
    }

    /// <summary>A regular expression written out in the program is checked when the program is read, not when it first runs.</summary>
    private static void CheckPattern(string function, Node[] arguments)
    {
        bool isRegex = function is "test" or "match" or "capture" or "scan" or "sub" or "gsub" or "splits" || (function == "split" && arguments.Length == 2);
        if (isRegex && arguments[0] is LiteralNode { Value: JqString pattern } && !JqRegex.TryCreate(pattern.Value, RegexOptions.None, out _, out string? fault))
        {
            throw Outside(fault!, arguments[0].Offset);
        }
    }

    private Node ParseFormat()
    {
        Token token = _token;
        NativeFunction format = Builtins.Format("@" + token.Text) ?? throw new ParseFailure(JqCodes.UnknownName, $"@{token.Text} is not a format", token.Offset);
        Advance();
        return _token.Kind == TokenKind.Quote ? ParseString(format) : new NativeNode(token.Offset, format, []);
    }

    /// <summary>A string; the current token is its opening quote, and the lexer stands right after it.</summary>
    private Node ParseString(NativeFunction? format)
    {
        int start = _token.Offset;
        string text = _lexer.Text;
        var literals = new List<string>();
        var values = new List<Node>();
        var literal = new StringBuilder();
        while (true)
        {
            int at = _lexer.Position;
            if (at >= text.Length)
            {
                throw Fail("the string does not end", start);
            }

            _lexer.Position++;
            if (text[at] == '"')
            {
                break;
            }

            if (text[at] != '\\')
            {
                literal.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '(')
            {
                _lexer.Position++;
                literals.Add(literal.ToString());
                literal.Clear();
                values.Add(ParseInterpolation());
            }
            else
            {
                literal.Append(Escape(at));
            }
        }

        Advance();
        literals.Add(literal.ToString());
        return values.Count == 0
            ? new LiteralNode(start, JqValue.From(literals[0]))
            : new StringNode(start, [.. literals], [.. values], format ?? Builtins.Format("@text")!);
    }

    private Node ParseInterpolation()
    {
        Advance();
        Node value = ParsePipe();
        if (!Is(")"))
        {
            throw Fail($"expected ), found {_token.Text}", _token.Offset);
        }

        return value;
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
            return (new LiteralNode(token.Offset, JqValue.From(token.Text)), Variable(token));
        }

        Node name = ParseMemberName(out bool mayStandAlone);
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
            var items = new List<Pattern>();
            do
            {
                items.Add(Nested(ParsePattern));
            }
            while (Accept(","));
            Expect("]");
            return new ArrayPattern(at, [.. items]);
        }

        Expect("{");
        var members = new List<(bool, Node, Pattern?)>();
        do
        {
            members.Add(ParsePatternMember());
        }
        while (Accept(","));
        Expect("}");
        return new ObjectPattern(at, [.. members]);
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
