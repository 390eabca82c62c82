using System.Text;

namespace Parley.Engine.Expressions;

/// <summary>The modules of one program, each read once.</summary>
internal sealed class JqLibrary(JqSettings settings, JqModules modules)
{
    private readonly Dictionary<string, JqModule?> _known = new(StringComparer.Ordinal);

    /// <summary>The folders that are searched.</summary>
    public IReadOnlyList<string> Folders => modules.Folders;

    public JqModule Module(JqImport import)
    {
        (string file, string text) = Find(import, isData: false);
        if (_known.TryGetValue(file, out JqModule? known))
        {
            return known ?? throw Fault(import, $"module {import.Name} imports itself");
        }

        // Known but not read yet: whoever meets it now is within it.
        _known[file] = null;
        try
        {
            return _known[file] = new Parser(text, settings, this, file).ParseModule();
        }
        catch (ParseFailure failure)
        {
            JqError place = JqError.At(failure.Code, failure.Message, text, failure.Offset);
            throw new ParseFailure(failure.Code, $"module {import.Name}, {place.Line}:{place.Column}: {failure.Message}", import.Offset);
        }
    }

    /// <summary>The values of a data file, as an array.</summary>
    public JqValue Data(JqImport import)
    {
        (_, string text) = Find(import, isData: true);
        var values = new List<JqValue>();
        var reader = new JqReader(Encoding.UTF8.GetBytes(text), JqJsonForm.Lenient, JqShapes.ForThisThread);
        reader.SkipMark();
        while (reader.ReadNext() is { } value)
        {
            values.Add(value);
        }

        return reader.Fault is null ? new JqArray([.. values]) : throw Fault(import, $"{import.Name}: {reader.Fault}");
    }

    private (string File, string Text) Find(JqImport import, bool isData) =>
        modules.Find(import.Name, import.Search, import.From, isData) ?? throw Fault(import, $"module not found: {import.Name}");

    private static ParseFailure Fault(JqImport import, string message) => new(JqCodes.UnknownName, message, import.Offset);
}
