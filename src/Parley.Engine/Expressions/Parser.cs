namespace Parley.Engine.Expressions;

/// <summary>Reads a program and builds its nodes in one pass, by precedence climbing; names are resolved as they are met.</summary>
/// <remarks>Precedence from loose to tight: <c>|</c>, <c>,</c>, <c>//</c>, assignments, <c>or</c>, <c>and</c>, comparisons, <c>+ -</c>, <c>* / %</c>, postfix.</remarks>
internal sealed partial class Parser
{
    private const int DeepestNesting = 200;
    private const int LongestProgram = 100_000;

    private readonly Lexer _lexer;
    private readonly Scope _scope = new();
    private readonly JqSettings _settings;
    private readonly JqLibrary? _library;
    private readonly string? _file;
    private readonly bool _isPrelude;
    private Token _token;
    private int _nesting;

    /// <param name="text">The program.</param>
    /// <param name="settings">What it may use.</param>
    /// <param name="library">The modules read so far; null when there are none to be had.</param>
    /// <param name="file">The file of a module; null for the program itself.</param>
    /// <param name="isPrelude">Whether this is the prelude, which sees the private built-ins.</param>
    public Parser(string text, JqSettings settings, JqLibrary? library = null, string? file = null, bool isPrelude = false)
    {
        _lexer = new Lexer(text);
        _settings = settings;
        _library = library;
        _file = file;
        _isPrelude = isPrelude;
        foreach (string variable in settings.Variables)
        {
            _scope.Push("$" + variable);
        }
    }

    public Node? ParseProgram(out JqError? error)
    {
        try
        {
            Begin();
            ParseHead();
            Node body = ParseBody();
            error = null;
            return body;
        }
        catch (ParseFailure failure)
        {
            error = JqError.At(failure.Code, failure.Message, _lexer.Text, failure.Offset);
            return null;
        }
    }

    private void Begin()
    {
        if (_lexer.Text.Length > LongestProgram)
        {
            throw Fail($"the program is longer than {LongestProgram} characters", 0);
        }

        Advance();
    }

    /// <summary>Everything after the imports. Definitions alone are a program too: it does nothing with its input.</summary>
    private Node ParseBody()
    {
        if (IsEnd)
        {
            return new IdentityNode(0);
        }

        Node body = ParsePipe();
        return IsEnd ? body : throw Unexpected();
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

    /// <summary>Reads something one level further in; a program that nests too deeply would exhaust the stack.</summary>
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

    private static ParseFailure Fail(string message, int offset) => new(JqCodes.Syntax, message, offset);

    private static ParseFailure Outside(string message, int offset) => new(JqCodes.OutsideSubset, message, offset);

    private static ParseFailure Unknown(string message, int offset) => new(JqCodes.UnknownName, message, offset);

    private ParseFailure Unexpected() => Fail(IsEnd ? "the program ends too early" : $"unexpected {_token.Text}", _token.Offset);
}
