using System.Text.RegularExpressions;

namespace Parley.Engine.Expressions;

/// <content>Definitions and calls of functions.</content>
internal sealed partial class Parser
{
    private Node ParseDefinition()
    {
        int mark = _scope.Mark();
        int depth = _scope.Depth;
        ParseFunctions();
        // A program may end in its definitions; it then gives its input.
        Node rest = IsEnd && _nesting == 1 ? new IdentityNode(_token.Offset) : ParsePipe();
        _scope.Release(mark, depth);
        return rest;
    }

    private List<FunctionDefinition> ParseFunctions()
    {
        var functions = new List<FunctionDefinition>();
        while (IsWord("def"))
        {
            functions.Add(Nested(ParseFunction));
        }

        return functions;
    }

    private FunctionDefinition ParseFunction()
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
        return function;
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
        if (_scope.Find(key) is var (up, function, _))
        {
            return function is null ? new ClosureNode(name.Offset, up) : new CallNode(name.Offset, function, up, arguments);
        }

        // Names with an underscore in front are the prelude's own.
        if (_isPrelude || name.Text[0] != '_')
        {
            if (!_isPrelude && !Builtins.IsWithin(name.Text, _settings, out string? why))
            {
                throw Outside($"{key} is outside the subset: {why}", name.Offset);
            }

            if (BuiltIn(name, arguments) is { } node)
            {
                return node;
            }
        }

        throw Unknown($"{key} is not defined", name.Offset);
    }

    private Node? BuiltIn(Token name, Node[] arguments)
    {
        CheckPattern(name.Text, arguments);
        if (Builtins.Special(name.Text, name.Offset, arguments) is { } special)
        {
            return special;
        }

        if (Builtins.Find(name.Text, arguments.Length) is { } native)
        {
            return new NativeNode(name.Offset, native, arguments);
        }

        return !_isPrelude && Prelude.Find(name.Text, arguments.Length) is { } defined ? new CallNode(name.Offset, defined, _scope.Depth, arguments) : null;
    }

    /// <summary>A regular expression written out in the program is checked when the program is read, not when it first runs.</summary>
    private void CheckPattern(string function, Node[] arguments)
    {
        bool isRegex = function is "test" or "match" or "capture" or "scan" or "sub" or "gsub" or "splits" || (function == "split" && arguments.Length == 2);
        if (isRegex && _settings.Host is null && arguments is [LiteralNode { Value: JqString pattern }, ..]
            && !JqRegex.TryCreate(pattern.Value, RegexOptions.None, _settings.AllowsBacktracking, out _, out string? fault))
        {
            throw Outside(fault!, arguments[0].Offset);
        }
    }
}
