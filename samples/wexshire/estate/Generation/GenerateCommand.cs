using System.Text;
using Wexshire.Estate.Language;

namespace Wexshire.Estate.Generation;

/// <summary><c>generate</c>: writes incidents as one JSON object a line, to a file or to standard output.</summary>
internal static class GenerateCommand
{
    public static int Run(EstateOptions options, TextWriter errors)
    {
        try
        {
            using var stream = options.Out == "-" ? Console.OpenStandardOutput() : File.Create(options.Out);
            using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 64 * 1024) { NewLine = "\n" };
            var generator = new IncidentGenerator(options.Seed);
            for (var i = 0; i < options.Count; i++)
            {
                writer.WriteLine(generator.Next().ToJsonString(JsonText.Compact));
            }

            return 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"wexshire-estate: {fault.Message}");
            return 1;
        }
    }
}
