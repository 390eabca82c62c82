
namespace Parley.Engine.Expressions;

/// <summary>Reads a program and builds its nodes in one pass, by precedence climbing; names are resolved as they are met.</summary>
/// <remarks>Precedence from loose to tight: <c>|</c>, <c>,</c>, <c>//</c>, assignments, <c>or</c>, <c>and</c>, comparisons, <c>+ -</c>, <c>* / %</c>, postfix.</remarks>
internal sealed partial class Parser
{
    private const int DeepestNesting = 200;
    private const int LongestProgram = 100_000;
    private const int CommaLevel = 1;
    private const int NoCommaLevel = 2;

    private readonly Lexer _lexer;
    private readonly Scope _scope = new();
    private readonly bool _isPrelude;
    private Token _token;
    private int _nesting;

    public Parser(string text, IReadOnlyList<string> variables, bool isPrelude = false)
    {
        _lexer = new Lexer(text);
        _isPrelude = isPrelude;
        foreach (string variable in variables)
        {
            _scope.Push("$" + variable);
        }
    }

    /// <summary>The functions that the program defines at its top, once it is read.</summary>
    public IReadOnlyDictionary<string, FunctionDefinition> TopLevel { get; private set; } = new Dictionary<string, FunctionDefinition>();

    public Node? ParseProgram(out JqError? error)
    {
        try
        {
            if (_lexer.Text.Length > LongestProgram)
            {
                throw Fail($"the program is longer than {LongestProgram} characters", 0);
            }

            Advance();
            Node body = IsEnd ? new IdentityNode(0) : ParsePipe();
            if (!IsEnd)
            {
                throw Unexpected();
            }

            error = null;
            return body;
        }
        catch (ParseFailure failure)
        {
            error = JqError.At(failure.Code, failure.Message, _lexer.Text, failure.Offset);
            return null;
        }
    }

    private bool IsEnd => _token.Kind == TokenKind.End;

    private bool Is(string op) => _token.Kind == TokenKind.Operator && _token.Text == op;

    private bool IsWord(string word) => _token.Kind == TokenKind.Name && _token.Text == word;

    private void Advance() => _token = _lexer.Next();

    private bool Accept(string op)
    {
        bool found = Is(op);
        if (found)
        {
            Advance();
        }

        return found;
    }

    private void Expect(string op)
    {
        if (!Accept(op))
        {
            throw Fail($"expected {op}, found {_token.Text}", _token.Offset);
        }
    }

    private bool AcceptWord(string word)
    {
        bool found = IsWord(word);
        if (found)
        {
            Advance();
        }

        return found;
    }

    private void ExpectWord(string word)
    {
        if (!AcceptWord(word))
        {
            throw Fail($"expected {word}, found {_token.Text}", _token.Offset);
        }
    }

    private static ParseFailure Fail(string message, int offset) => new(JqCodes.Syntax, message, offset);

    private static ParseFailure Outside(string message, int offset) => new(JqCodes.OutsideSubset, message, offset);

    private ParseFailure Unexpected() => Is("?//")
        ? Outside("?// (alternative destructuring) is outside the subset", _token.Offset)
        : Fail(IsEnd ? "the program ends too early" : $"unexpected {_token.Text}", _token.Offset);

    private Node ParsePipe()
    {
        if (++_nesting > DeepestNesting)
        {
            throw Fail($"the program nests more than {DeepestNesting} levels deep", _token.Offset);
        }

        Node node = IsWord("def") ? ParseDefinition() : ParsePipeline();
        _nesting--;
        return node;
    }

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

        if (++_nesting > DeepestNesting)
        {
            throw Fail($"the program nests more than {DeepestNesting} levels deep", offset);
        }

        Node operand = ParseUnary();
        _nesting--;
        return operand is LiteralNode { Value: JqNumber n } ? new LiteralNode(offset, Negative(n)) : new NegateNode(offset, operand);
    }

    private static JqValue Negative(JqNumber number) => number.Text is null ? JqValue.From(-number.Value) : JqJsonReader.ReadNumber("-" + number.Text);

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

    private BindNode ParseBind(int offset, Node source)
    {
        int mark = _scope.Mark();
        int depth = _scope.Depth;
        Pattern pattern = ParsePattern();
        if (Is("?//"))
        {
            throw Unexpected();
        }

        Expect("|");
        Node body = ParsePipe();
        _scope.Release(mark, depth);
        return new BindNode(offset, source, pattern, body);
    }

    private Node ParseDefinition()
    {
        int mark = _scope.Mark();
        int depth = _scope.Depth;
        while (IsWord("def"))
        {
            ParseFunction();
        }

        Node rest = ParsePipe();
        if (mark == 0 && _isPrelude)
        {
            TopLevel = _scope.Functions();
        }

        _scope.Release(mark, depth);
        return rest;
    }

    private void ParseFunction()
    {
        Advance();
        string name = TakeName("a function name");
        var parameters = new List<(string Name, bool IsValue)>();
        if (Accept("("))
        {
            do
            {
                bool isValue = _token.Kind == TokenKind.Variable;
                parameters.Add((isValue ? _token.Text : _token.Kind == TokenKind.Name ? _token.Text : throw Unexpected(), isValue));
                Advance();
            }
            while (Accept(";"));
            Expect(")");
        }

        Expect(":");
        var function = new FunctionDefinition(name, [.. parameters], _scope.Depth);
        _scope.Define(function);
        int mark = _scope.Mark();
        int depth = _scope.Depth;
        foreach ((string parameter, bool isValue) in parameters)
        {
            _scope.Push(parameter + "/0");
            if (isValue)
            {
                _scope.Push("$" + parameter);
            }
        }

        function.Body = ParsePipe();
        _scope.Release(mark, depth);
        Expect(";");
    }

    private string TakeName(string what)
    {
        if (_token.Kind != TokenKind.Name)
        {
            throw Fail($"expected {what}, found {_token.Text}", _token.Offset);
        }

        string name = _token.Text;
        Advance();
        return name;
    }
}
