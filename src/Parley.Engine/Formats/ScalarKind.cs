namespace Parley.Engine.Formats;

/// <summary>How a value is to be written in formats that tell kinds of values apart (JSON).</summary>
public enum ScalarKind : byte
{
    /// <summary>Quoted text.</summary>
    Text,

    /// <summary>A number; the bytes are a valid JSON number.</summary>
    Number,

    /// <summary>The bytes are <c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>An explicit null; the bytes are ignored.</summary>
    Null,
}
