using System.Buffers;
using System.Globalization;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Json;
using Parley.Engine.Expressions;

namespace Parley.Server.Processes;

/// <summary>A bundle as processes see it: the dictionary's own JSON.</summary>
internal static class BundleValue
{
    /// <summary>The value of a permitted bundle.</summary>
    public static JqValue Of(Bundle permitted)
    {
        ArrayBufferWriter<byte> output = new(2048);
        PoleJson.Write(permitted, output);
        return JqValue.TryParse(output.WrittenSpan, out JqValue? value, out string? fault)
            ? value
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"A bundle is no JSON: {fault}"));
    }
}
