using System.Globalization;
using System.Text;
using Parley.Engine.Expressions;

namespace Parley.Cli.Jq;

/// <summary>
/// The command line of <c>parley jq</c>, which is that of jq: options of one letter may be written together, some options take two words, and the
/// first word that is no option is the program.
/// </summary>
internal sealed class JqArguments
{
    private static readonly Dictionary<char, string> Letters = new()
    {
        ['n'] = "null-input", ['r'] = "raw-output", ['j'] = "join-output", ['a'] = "ascii-output", ['s'] = "slurp", ['c'] = "compact-output",
        ['e'] = "exit-status", ['S'] = "sort-keys", ['R'] = "raw-input", ['f'] = "from-file", ['L'] = "library-path", ['M'] = "monochrome-output",
    };

    private readonly HashSet<string> _flags = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, JqValue>> _named = [];
    private readonly List<JqValue> _positional = [];
    private readonly List<string> _files = [];
    private readonly List<string> _folders = [];
    private readonly Queue<string> _rest;
    private bool _fromFile;
    private int _indent = 2;
    private string? _program;

    public JqArguments(IEnumerable<string> words)
    {
        _rest = new Queue<string>(words);
        bool options = true;
        while (_rest.TryDequeue(out string? word))
        {
            if (options && word == "--")
            {
                options = false;
            }
            else if (options && word.Length > 1 && word[0] == '-' && (word[1] == '-' || char.IsAsciiLetter(word[1])))
            {
                Option(word);
            }
            else
            {
                Word(word);
            }
        }

        Program = _program is null ? throw new UsageException("jq needs a program, such as '.'") : _fromFile ? ReadText(_program) : _program;
    }

    /// <summary>The program's text.</summary>
    public string Program { get; }

    /// <summary>The files to read; standard input when there are none.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>The folders of modules.</summary>
    public IReadOnlyList<string> Folders => _folders;

    /// <summary>The values of <c>--arg</c> and its kin.</summary>
    public IReadOnlyList<KeyValuePair<string, JqValue>> Named => _named;

    /// <summary>What <c>$ARGS</c> is.</summary>
    public JqValue All => JqValue.FromMembers(
        [KeyValuePair.Create("positional", JqValue.FromItems(_positional)), KeyValuePair.Create("named", JqValue.FromMembers(_named))]);

    /// <summary>How values are written.</summary>
    public JqLayout Layout => new()
    {
        Indent = Has("compact-output") ? 0 : Has("tab") ? 1 : _indent,
        UseTabs = Has("tab"),
        SortNames = Has("sort-keys"),
        AsciiOnly = Has("ascii-output"),
    };

    /// <summary>Whether an option without a value is given, by its long name.</summary>
    public bool Has(string flag) => _flags.Contains(flag);

    private void Word(string word)
    {
        if (_program is null)
        {
            _program = word;
        }
        else if (Has("args") || Has("jsonargs"))
        {
            _positional.Add(Has("args") ? JqValue.From(word) : Json(word, "--jsonargs"));
        }
        else
        {
            _files.Add(word);
        }
    }

    private void Option(string word)
    {
        if (word.StartsWith("--", StringComparison.Ordinal))
        {
            Long(word[2..]);
            return;
        }

        for (int i = 1; i < word.Length; i++)
        {
            string name = Letters.GetValueOrDefault(word[i]) ?? throw new UsageException($"jq does not know the option -{word[i]}");

            // The folder may follow its letter without a blank.
            if (name == "library-path" && i + 1 < word.Length)
            {
                _folders.Add(word[(i + 1)..]);
                return;
            }

            Long(name);
        }
    }

    private void Long(string name)
    {
        switch (name)
        {
            case "null-input" or "raw-output" or "join-output" or "ascii-output" or "slurp" or "compact-output" or "exit-status" or "sort-keys" or "raw-input"
                or "monochrome-output" or "tab" or "seq" or "stream" or "unbuffered" or "raw-output0":
                _flags.Add(name);
                break;
            case "args" or "jsonargs":
                _flags.Remove(name == "args" ? "jsonargs" : "args");
                _flags.Add(name);
                break;
            case "from-file":
                _fromFile = true;
                break;
            case "library-path":
                _folders.Add(Take(name));
                break;
            case "indent":
                _indent = int.TryParse(Take(name), NumberStyles.None, CultureInfo.InvariantCulture, out int indent) && indent <= 7
                    ? indent
                    : throw new UsageException("--indent takes a number from 0 to 7");
                break;
            case "arg" or "argjson" or "slurpfile" or "rawfile":
                Name(name, Take(name), Take(name));
                break;
            default:
                throw new UsageException($"jq does not know the option --{name}");
        }
    }

    private void Name(string option, string name, string text)
    {
        JqValue value = option switch
        {
            "arg" => JqValue.From(text),
            "argjson" => Json(text, "--argjson " + name),
            "rawfile" => JqValue.From(ReadText(text)),
            _ => JqInputs.ReadAll(text),
        };
        if (!_named.Exists(n => n.Key == name))
        {
            _named.Add(KeyValuePair.Create(name, value));
        }
    }

    private string Take(string option) => _rest.TryDequeue(out string? word) ? word : throw new UsageException($"--{option} lacks a value");

    private static JqValue Json(string text, string option)
    {
        var sequence = new JqSequence(JqJsonForm.Lenient);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        JqValue? value = sequence.Next(bytes, true, out int consumed, out string? fault);
        return value is not null && bytes.AsSpan(consumed).Trim(" \t\r\n"u8).IsEmpty
            ? value
            : throw new UsageException($"{option} takes JSON: {fault ?? "there is not one value"}");
    }

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read: {fault.Message}");
        }
    }
}
