namespace Parley.Engine.Expressions;

/// <content>Conditions, loops, labels, and the binding of variables.</content>
internal sealed partial class Parser
{
    private IfNode ParseIf(int offset)
    {
        Node condition = ParsePipe();
        ExpectWord("then");
        Node then = ParsePipe();
        int next = _token.Offset;
        if (AcceptWord("elif"))
        {
            return new IfNode(offset, condition, then, Nested(() => ParseIf(next)));
        }

        Node otherwise = AcceptWord("else") ? ParsePipe() : new IdentityNode(offset);
        ExpectWord("end");
        return new IfNode(offset, condition, then, otherwise);
    }

    private TryNode ParseTry(int offset)
    {
        Node body = Nested(ParseTried);
        // With no handler nothing comes out, as with the question mark.
        return new TryNode(offset, body, AcceptWord("catch") ? Nested(ParseTried) : null);
    }

    private Node ParseTried() => Is("-") ? ParseUnary() : ParsePostfix(mayBind: false);

    private ReduceNode ParseReduce(int offset)
    {
        Node source = Nested(() => ParsePostfix(mayBind: false));
        ExpectWord("as");
        (int mark, int depth, Pattern pattern) = (_scope.Mark(), _scope.Depth, ParsePatterns());
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
        (int mark, int depth, Pattern pattern) = (_scope.Mark(), _scope.Depth, ParsePatterns());
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
        return _scope.Find("*" + name.Text) is var (up, _, _) ? new BreakNode(offset, up) : throw Unknown($"$*label-{name.Text} is not defined", name.Offset);
    }

    private BindNode ParseBind(int offset, Node source)
    {
        int mark = _scope.Mark();
        int depth = _scope.Depth;
        Pattern pattern = ParsePatterns();
        Expect("|");
        Node body = ParsePipe();
        _scope.Release(mark, depth);
        return new BindNode(offset, source, pattern, body);
    }

    /// <summary>One pattern, or several to be tried in turn; the variables of all are in scope afterwards.</summary>
    private Pattern ParsePatterns()
    {
        int mark = _scope.Mark();
        int depth = _scope.Depth;
        Pattern first = ParsePattern();
        if (!Is("?//"))
        {
            return first;
        }

        var patterns = new List<(Pattern Pattern, Dictionary<string, int> Links)> { (first, LinksSince(mark)) };
        while (Accept("?//"))
        {
            _scope.Release(mark, depth);
            Pattern next = ParsePattern();
            patterns.Add((next, LinksSince(mark)));
        }

        _scope.Release(mark, depth);
        string[] all = [.. patterns.SelectMany(p => p.Links.Keys).Distinct(StringComparer.Ordinal)];
        foreach (string name in all)
        {
            _scope.Push(name);
        }

        return new AlternativesPattern([.. patterns.Select(p => (p.Pattern, Array.ConvertAll(all, name => p.Links.GetValueOrDefault(name, -1))))]);
    }

    /// <summary>How many links each variable of the pattern just read is away from its end.</summary>
    private Dictionary<string, int> LinksSince(int mark) => _scope.VariablesSince(mark).ToDictionary(name => name, name => _scope.Find(name)!.Value.Up);
}
