namespace Parley.Engine.Expressions;

/// <content>What stands at the head of a program or module: <c>module</c>, <c>import</c> and <c>include</c>.</content>
internal sealed partial class Parser
{
    private readonly List<JqObject> _dependencies = [];

    /// <summary>Reads definitions alone.</summary>
    public List<FunctionDefinition> ParsePrelude()
    {
        Begin();
        List<FunctionDefinition> functions = ParseFunctions();
        return IsEnd ? functions : throw Unexpected();
    }

    /// <summary>Reads a module: its head and its definitions, of which the importer takes the names.</summary>
    public JqModule ParseModule()
    {
        Begin();
        JqObject metadata = ParseHead();
        List<FunctionDefinition> functions = ParseFunctions();
        return IsEnd ? new JqModule(metadata, _dependencies, functions) : throw Unexpected();
    }

    private JqObject ParseHead()
    {
        JqObject metadata = JqObject.Empty;
        if (IsWord("module"))
        {
            Advance();
            metadata = ParseMetadata("Module metadata");
            Expect(";");
        }

        while (IsWord("import") || IsWord("include"))
        {
            ParseImport();
        }

        return metadata;
    }

    private void ParseImport()
    {
        Token word = _token;
        Advance();
        if (_library is null)
        {
            throw Outside("modules are outside the subset", word.Offset);
        }

        Node path = _token.Kind == TokenKind.Quote ? ParseString(null) : throw Unexpected();
        string name = path is LiteralNode { Value: JqString text } ? text.Value : throw Fail("Import path must be constant", word.Offset);
        Token? alias = null;
        if (word.Text == "import")
        {
            ExpectWord("as");
            alias = _token.Kind is TokenKind.Name or TokenKind.Variable ? _token : throw Unexpected();
            Advance();
        }

        JqObject metadata = Is(";") ? JqObject.Empty : ParseMetadata("Module metadata");
        Expect(";");
        bool isData = alias is { Kind: TokenKind.Variable };
        JqValue[] search = metadata.Find("search") switch { JqArray list => list.Elements, { } one => [one], null => [] };
        _dependencies.Add(Describe(metadata, alias?.Text, isData, name));
        var import = new JqImport(name, [.. search.OfType<JqString>().Select(s => s.Value)], _file, word.Offset);
        if (isData)
        {
            JqValue data = _library.Data(import);
            _scope.Define($"${alias!.Value.Text}::{alias.Value.Text}", data);
            _scope.Define("$" + alias.Value.Text, data);
            return;
        }

        foreach (FunctionDefinition function in _library.Module(import).Functions)
        {
            _scope.Define(function, alias is null ? "" : alias.Value.Text + "::");
        }
    }

    private static JqObject Describe(JqObject metadata, string? alias, bool isData, string name)
    {
        JqObject described = alias is null ? metadata : metadata.With("as", JqValue.From(alias));
        return described.With("is_data", JqValue.From(isData)).With("relpath", JqValue.From(name));
    }

    private JqObject ParseMetadata(string what)
    {
        int offset = _token.Offset;
        Node node = ParsePostfix(mayBind: false);
        if (!node.IsConstant)
        {
            throw Fail($"{what} must be constant", offset);
        }

        var machine = new Machine(JqBudget.Default);
        return node.One(machine, Env.Root, JqValue.Null) as JqObject ?? throw Fail($"{what} must be an object", offset);
    }
}
