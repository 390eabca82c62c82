namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>How much a wrong check character weighs. Real records hold identifiers that fail their own check, so both are needed.</summary>
public enum IdentifierMode
{
    /// <summary>A wrong check character is an error.</summary>
    Strict,

    /// <summary>A wrong check character is a warning and the value is carried.</summary>
    Warn,
}
